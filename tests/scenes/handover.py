"""Pictures of what is handed over: on the way out, its paper, and read where it arrives."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crp_desktop.documents.handover import handover
from crp_desktop.domain.capture import parse_line
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture import note
from crp_desktop.services.privacy.safeguarding import Concern, seal
from crp_desktop.services.workshops import workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.handover import HandoverDialog
from crp_desktop.ui.dialogs.paper import PaperDialog
from crp_desktop.ui.dialogs.read_handover import ReadHandoverDialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.preferences import Preferences

Scene = Callable[[], QWidget | Path]
_SETTLED_MS = 200
WORDS = "harbour candle meadow seven"
CONCERN = Concern(
    "I do not want to go home when he is there.", "14:20", "The hall, by the window", "Two adults, P1, P2, P5",
    "Listened. Said that we have to tell somebody whose work it is.", "Duty desk, 14:40, by phone",
)  # fmt: skip


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Scene]:
    def dialog(make: Callable[[Operations, Store, str], QDialog]) -> Scene:
        def shown() -> QWidget:
            store = make_programme("sample")
            ops = Operations(Preferences(Path(mkdtemp()) / "settings.json"))
            ops.use(store)
            made = make(ops, store, _sealed(store))
            made.setProperty("ownSize", True)
            ops.setParent(made)
            made.finished.connect(ops.close)
            made.show()
            QTest.qWait(_SETTLED_MS)
            while ops.jobs:
                QApplication.processEvents()
            return made

        return shown

    def out(ops: Operations, store: Store, record: str) -> QDialog:
        return HandoverDialog(None, ops, handover.waiting(store)[0])

    def given(ops: Operations, store: Store, record: str) -> QDialog:
        handover.note_handover(store, record, "encrypted file", "J. Okoro, duty desk")
        return HandoverDialog(None, ops, handover.waiting(store)[0])

    def paper(ops: Operations, store: Store, record: str) -> QDialog:
        return PaperDialog(None, ops, handover.make_paper(handover.handover(store, record)))

    def asked(ops: Operations, store: Store, record: str) -> QDialog:
        made = ReadHandoverDialog(None, ops, _file(store, record))
        made.secret.setText("not it at all")
        made.read.click()
        return made

    def read(ops: Operations, store: Store, record: str) -> QDialog:
        made = ReadHandoverDialog(None, ops, _file(store, record))
        made.secret.setText(WORDS)
        made.read.click()
        return made

    def printed() -> Path:
        store = make_programme("sample")
        path = Path(mkdtemp()) / "paper.pdf"
        return handover.save_paper(handover.paper_of(store, _sealed(store)), path)

    return {
        "out": dialog(out),
        "given": dialog(given),
        "paper": dialog(paper),
        "asked": dialog(asked),
        "read": dialog(read),
        "printed": printed,
    }


def _sealed(store: Store) -> str:
    shop = workshop.workshops(store)[0].id
    told = capture.file_line(store, shop, parse_line("P2: “I do not want to go home when he is there”"), None)
    assert note.notes_by_id(store, [told.value])
    return seal(store, shop, CONCERN, [told.value]).value


def _file(store: Store, record: str) -> Path:
    path = Path(mkdtemp()) / "handover.crph"
    handover.hand_over_file(store, record, path, WORDS, "J. Okoro")
    return path
