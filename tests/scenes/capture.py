"""Pictures of a session: ordinary, empty, strange notes, notes chosen, restored, the disk full, and its dialogs."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from crp_desktop.documents.handover.handover import waiting
from crp_desktop.domain.capture import parse_line
from crp_desktop.services.capture import draft, note
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.privacy.safeguarding import Concern, seal
from crp_desktop.services.workshops import session, workshop
from crp_desktop.storage import faults
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.contacts import ContactsDialog
from crp_desktop.ui.dialogs.counts import HeadsDialog, PhrasesDialog
from crp_desktop.ui.dialogs.handover import HandoverDialog
from crp_desktop.ui.dialogs.hide_screen import HideScreen
from crp_desktop.ui.dialogs.palette import PaletteDialog
from crp_desktop.ui.dialogs.paste import PasteDialog
from crp_desktop.ui.dialogs.people import PeopleDialog
from crp_desktop.ui.dialogs.read_back import ReadBackDialog
from crp_desktop.ui.dialogs.withdraw import WithdrawDialog
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.preferences import Preferences
from tests.ui.shell import window_on

Scene = Callable[[], QWidget]
PASTED = "P1: Nobody asks us +2\n“They listen here”\n> Two of them laugh\n? Who pays for it"


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Scene]:
    return {**_pages(make_programme), **_dialogs(make_programme)}


def _pages(make_programme: Callable[[str], Store]) -> dict[str, Scene]:
    def page(kind: str, act: Callable[[QWidget, Store, str], None] | None = None) -> Scene:
        def shown() -> QWidget:
            store = make_programme(kind)
            shop = _first(store)
            if kind == "empty":
                session.start_session(store, shop)
            window = window_on(store, Path(mkdtemp()), "capture", workshop=shop)
            if act is not None:
                act(window.current_page, store, shop)
            return window

        return shown

    def typing(found: QWidget, store: Store, shop: str) -> None:
        found.line.field.insertPlainText('P3: "They said they would come back +2')

    def chosen(found: QWidget, store: Store, shop: str) -> None:
        found.stream.setFocus()
        found.stream.choose_last()

    def full(found: QWidget, store: Store, shop: str) -> None:
        def refuse() -> None:
            raise faults.full()

        found.line.field.insertPlainText("P2: nobody comes when we ring")
        store.check_place = refuse
        found.window().may_lose = lambda _: True
        found.line.flush()

    def restored() -> QWidget:
        store = make_programme("sample")
        shop = _first(store)
        draft.save_draft(store, capture.draft_place(shop), "P2: half a sentence that was", {})
        return window_on(store, Path(mkdtemp()), "capture", workshop=shop)

    return {
        "empty": page("empty"),
        "sample": page("sample"),
        "typing": page("sample", typing),
        "chosen": page("sample", chosen),
        "stress": page("stress"),
        "disk-full": page("sample", full),
        "restored": restored,
    }


def _dialogs(make_programme: Callable[[str], Store]) -> dict[str, Scene]:
    def dialog(make: Callable[[Operations, Store, str], QWidget], *, whole: bool = False) -> Scene:
        def shown() -> QWidget:
            store = make_programme("sample")
            ops = Operations(Preferences(Path(mkdtemp()) / "settings.json"))
            ops.use(store)
            made = make(ops, store, _first(store))
            made.setProperty("ownSize", not whole)
            ops.setParent(made)
            return made

        return shown

    def heard(ops: Operations, store: Store, shop: str) -> QWidget:
        seal(store, shop, Concern("words"))
        return HandoverDialog(None, ops, waiting(store)[0])

    def contacts(ops: Operations, store: Store, shop: str) -> QWidget:
        capture.file_line(store, shop, parse_line("P1: one more"), None)
        return ContactsDialog(None, ops, shop, "one more", [], write=True)

    def palette(ops: Operations, store: Store, shop: str) -> QWidget:
        made = PaletteDialog(None, ops, Navigation())
        made.field.setText("he")
        made._search("he")
        return made

    def withdraw(ops: Operations, store: Store, shop: str) -> QWidget:
        speaker = next(one for one in workshop.speakers(store, shop) if not one.everyone)
        return WithdrawDialog.of_speaker(None, ops, shop, speaker)

    def paste(ops: Operations, store: Store, shop: str) -> QWidget:
        return PasteDialog(None, ops, shop, None, "What is good here?", ["P1"], PASTED)

    return {
        "read-back": dialog(lambda ops, store, shop: ReadBackDialog(None, ops, shop), whole=True),
        "hidden": dialog(lambda ops, store, shop: HideScreen(None), whole=True),
        "contacts": dialog(lambda ops, store, shop: ContactsDialog(None, ops, shop)),
        "write-down": dialog(contacts),
        "handover": dialog(heard),
        "withdraw": dialog(withdraw),
        "palette": dialog(palette),
        "paste": dialog(paste),
        "people": dialog(lambda ops, store, shop: PeopleDialog(None, ops, shop)),
        "heads": dialog(lambda ops, store, shop: HeadsDialog(None, ops, shop)),
        "phrases": dialog(lambda ops, store, shop: PhrasesDialog(None, ops, shop)),
    }


def _first(store: Store) -> str:
    """The workshop with the most notes; one is made where there is none."""
    found = workshop.workshops(store)
    if not found:
        return workshop.add_workshop(store).value
    return max(found, key=lambda one: len(note.notes(store, one.id))).id
