"""The other ways from the capture page: plan, transcribe, read back, people, counts, contacts, hiding the screen."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from crp_desktop.domain.said import Said
from crp_desktop.domain.words import tr
from crp_desktop.services.keeping import is_encrypted, is_passphrase
from crp_desktop.ui.models.notes import NO_PROMPT, PARKED
from crp_desktop.ui.widgets.button import Button

if TYPE_CHECKING:
    from crp_desktop.ui.pages.capture import CapturePage


class CaptureWays:
    """Opens what does not stand on the page itself; each is imported when first asked for."""

    def __init__(self, page: "CapturePage") -> None:
        self._page = page
        self.buttons = (
            self._button("plan", tr("Plan"), "clipboard-list", ""),
            self._button("paste", tr("Paste or import…"), "clipboard-paste", "Ctrl+Shift+V"),
            self._button("read_back", tr("Read back"), "message-square", "F11"),
            self._button("code", tr("Make findings"), "lightbulb", "F12"),
            self._button("contacts", tr("Contacts"), "info", "F8"),
            self._button("hide", tr("Hide screen"), "eye-off", "F9"),
        )

    def _button(self, way: str, text: str, icon: str, keys: str) -> Button:
        if keys:
            QShortcut(QKeySequence(keys), self._page, partial(self.open, way))
        button = Button(text, partial(self.open, way), kind="quiet", icon=icon, keys=keys)
        button.setObjectName(f"way-{way}")
        return button

    def shortcuts(self) -> tuple[tuple[str, str], ...]:
        """(keys, what they do), for the shortcuts dialog."""
        return (
            ("Ctrl+Shift+V", tr("Paste or import many lines, one note each")),
            ("F8", tr("Contacts")),
            ("F9", tr("Hide the screen; Escape brings it back")),
            ("F11", tr("Read back to the group")),
            ("F12", tr("Say what the notes tell, the chosen ones first")),
        )

    def open(self, way: str) -> None:
        """Go one of the ways by its name."""
        ways: dict[str, Callable[[], None]] = {
            "plan": self._plan, "paste": partial(self.paste, ""), "read_back": self._read_back,
            "contacts": self._contacts, "seal": partial(self._contacts, write=True), "withdraw": self._withdraw,
            "hide": self._hide, "people": self._people, "heads": self._heads, "phrases": self._phrases,
            "code": self._code,
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

    def _contacts(self, *, write: bool = False) -> None:
        from crp_desktop.ui.dialogs.contacts import ContactsDialog

        chosen = self._page.stream.chosen_rows()
        words = "\n".join(one.text for one in chosen)
        ids = [one.id for one in chosen]
        page = self._page
        dialog = ContactsDialog(page.window(), page.ops, page.workshop_id(), words, ids, write=write)
        self._exec(dialog)
        self._forget(dialog.gone)

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
        """After words were taken away: what stands in the line is on disk again at once, unless it repeats them; the
        line's own undo and the clipboard do not bring them back."""
        if not gone:
            return
        said, line = Said(gone), self._page.line
        if said.repeated_in(line.field.text()):
            line.clear()
        line.field.document().clearUndoRedoStacks()
        self._page.keeper.keep(line.field.text())
        clipboard = QGuiApplication.clipboard()
        if said.repeated_in(clipboard.text()):
            clipboard.clear()

    def _heads(self) -> None:
        from crp_desktop.ui.dialogs.counts import HeadsDialog

        self._exec(HeadsDialog(self._page.window(), self._page.ops, self._page.workshop_id()))

    def _phrases(self) -> None:
        from crp_desktop.ui.dialogs.counts import PhrasesDialog

        self._exec(PhrasesDialog(self._page.window(), self._page.ops, self._page.workshop_id()))

    def _hide(self) -> None:
        from crp_desktop.ui.dialogs.hide_screen import HideScreen

        preferences = self._page.ops.preferences
        asks = preferences.hide_asks and is_encrypted(self._page.ops.store)
        dialog = HideScreen(self._page.window(), self._is_passphrase if asks else None)
        dialog.setWindowState(Qt.WindowState.WindowFullScreen)
        self._exec(dialog)

    def _is_passphrase(self, words: str) -> bool:
        return is_passphrase(self._page.ops.store, words)
