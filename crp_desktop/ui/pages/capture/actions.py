"""The other ways from the capture page: plan, transcribe, read back, people, counts, making findings."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from crp_desktop.domain.i18n import tr
from crp_desktop.ui.commands import command
from crp_desktop.ui.models.notes import NO_PROMPT, PARKED
from crp_desktop.ui.safeguarding import forget_copied
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.window import MainWindow

if TYPE_CHECKING:
    from crp_desktop.ui.pages.capture.page import CapturePage


class CaptureActions:
    """Opens what does not stand on the page itself; each is imported when first asked for."""

    def __init__(self, page: "CapturePage") -> None:
        self._page = page
        self.buttons = (
            Button(tr("Plan"), partial(self.open, "plan"), kind="quiet", icon="clipboard-list"),
            *(
                command("capture", way).button(partial(self.open, way), on=page, kind="quiet")
                for way in ("paste", "read_back", "code")
            ),
        )
        for button, way in zip(self.buttons, ("plan", "paste", "read_back", "code"), strict=True):
            button.setObjectName(f"way-{way}")

    def open(self, way: str) -> None:
        """Go one of the ways by its name."""
        ways: dict[str, Callable[[], None]] = {
            "plan": self._plan, "paste": partial(self.paste, ""), "read_back": self._read_back,
            "seal": self._seal, "withdraw": self._withdraw, "people": self._people, "heads": self._heads,
            "phrases": self._phrases, "code": self._code,
        }  # fmt: skip
        self._page.line.flush()
        ways[way]()

    def _exec(self, dialog: Any) -> None:
        """Show a dialog, then go on typing."""
        dialog.exec()
        dialog.deleteLater()
        self._page.line.field.setFocus()

    def _plan(self) -> None:
        self._page.nav.go("workshop", workshop=self._page.workshop_id())

    def _code(self) -> None:
        """Go to what the notes tell, with the chosen ones selected."""
        chosen = tuple(one.id for one in self._page.stream.chosen())
        self._page.nav.go(
            "coding", workshop=self._page.workshop_id(), **({"notes": chosen} if chosen else {})
        )

    def paste(self, text: str) -> None:
        """Many lines at once, with a preview."""
        from crp_desktop.ui.dialogs.paste import PasteDialog

        page = self._page
        key = page.prompts.current
        prompt_id = None if key in (PARKED, NO_PROMPT) else key
        labels = [one.label for one in page.acts.speakers]
        title = page.prompts.title(key if prompt_id else NO_PROMPT)
        dialog = PasteDialog(page.window(), page.ops, page.workshop_id(), prompt_id, title, labels, text)
        self._exec(dialog)
        if dialog.filed:
            page.announce(tr("{n} note(s) added", n=dialog.filed))

    def _read_back(self) -> None:
        from crp_desktop.ui.dialogs.read_back import ReadBackDialog

        dialog = ReadBackDialog(self._page.window(), self._page.ops, self._page.workshop_id())
        dialog.setWindowState(Qt.WindowState.WindowFullScreen)
        self._exec(dialog)

    def _seal(self) -> None:
        window = self._page.window()
        if isinstance(window, MainWindow):
            window.open_contacts(write=True)
        self._page.line.field.setFocus()

    def _withdraw(self) -> None:
        from crp_desktop.ui.dialogs.withdraw import WithdrawDialog

        ids = [one.id for one in self._page.stream.chosen()]
        dialog = WithdrawDialog.of_notes(self._page.window(), self._page.ops, self._page.workshop_id(), ids)
        self._exec(dialog)
        self._forget(dialog.gone)

    def _people(self) -> None:
        from crp_desktop.ui.dialogs.people import PeopleDialog

        dialog = PeopleDialog(self._page.window(), self._page.ops, self._page.workshop_id())
        self._exec(dialog)
        self._forget(dialog.gone)

    def _forget(self, gone: Sequence[str]) -> None:
        """After words were erased: they stand in no field and not on the clipboard, and that is said."""
        if gone:
            forget_copied(tuple(gone))
            self._page.words_gone(tuple(gone))
            self._page.announce(tr("Done. The words are erased."))

    def _heads(self) -> None:
        from crp_desktop.ui.dialogs.counts import HeadsDialog

        self._exec(HeadsDialog(self._page.window(), self._page.ops, self._page.workshop_id()))

    def _phrases(self) -> None:
        from crp_desktop.ui.dialogs.counts import PhrasesDialog

        self._exec(PhrasesDialog(self._page.window(), self._page.ops, self._page.workshop_id()))
