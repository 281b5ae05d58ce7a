"""Small things that a facilitator stumbled over, each held for its kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from crp_desktop.domain.kinds import FindingKind, ReadBack
from crp_desktop.services.capture.note import NewNote, notes
from crp_desktop.services.findings import finding
from crp_desktop.services.findings.listing import FindingFilter, count_findings
from crp_desktop.services.programme.home import Place, standing
from crp_desktop.services.workshops.session import end_session, start_session
from crp_desktop.services.workshops.workshop import add_speaker, add_workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.contacts import ContactsDialog
from crp_desktop.ui.dialogs.people import PeopleDialog
from crp_desktop.ui.pages.capture.page import CapturePage
from crp_desktop.ui.pages.documents.page import PrintPage
from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.badge_choices import chosen_words
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.textedit import LineEdit
from tests.make import add_notes
from tests.ui.window import Desk, desk


@pytest.fixture
def shop(store: Store) -> str:
    return add_workshop(store, title="Youth forum").value


@pytest.fixture
def at(look: Look, store: Store, shop: str, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, store, tmp_path) as made:
        yield made


def wheel(widget: QWidget, down: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place, QPointF(widget.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, -down),
        Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_the_wheel_goes_through_all_pages_of_a_preview_and_back(
    look: Look, sample: Store, tmp_path: Path, qtbot: object
) -> None:
    with desk(look, sample, tmp_path) as room:
        page = room.go("print", document="workshop-summary")
        assert isinstance(page, PrintPage)
        preview = page.preview
        qtbot.waitUntil(lambda: preview.ahead.isEnabled(), timeout=30_000)  # type: ignore[attr-defined]
        view, bar = preview.desk.viewport(), preview.desk.verticalScrollBar()
        seen = [preview.page]
        for _ in range(200):
            wheel(view, 120)
            if preview.page != seen[-1]:
                assert bar.value() == 0
                seen.append(preview.page)
        pages = page.preview._made.pages  # type: ignore[union-attr]
        assert seen == list(range(1, pages + 1))
        assert pages > 1
        for _ in range(200):
            wheel(view, -120)
        assert preview.page == 1
        for _ in range(4):
            bar.setValue(bar.maximum())
            wheel(view, 20)
        assert preview.page == 1
        before = preview.per_cent()
        wheel(view, -120, Qt.KeyboardModifier.ControlModifier)
        assert (preview.page, preview.per_cent() > before) == (1, True)


def test_speakers_buttons_stand_level_with_their_fields_and_nothing_is_ready_to_be_overwritten(
    at: Desk, store: Store, shop: str
) -> None:
    for code in ("P1", "P2"):
        add_speaker(store, shop, code)
    dialog = PeopleDialog(at.window, at.ops, shop)
    dialog.show()
    at.settle()
    assert not isinstance(QApplication.focusWidget(), LineEdit)
    field = dialog.findChildren(LineEdit)[0]
    bottom = field.mapTo(dialog, field.rect().bottomLeft()).y()
    near = [
        button.mapTo(dialog, button.rect().bottomLeft()).y()
        for button in dialog.findChildren(Button)
        if abs(button.mapTo(dialog, QPoint(0, 0)).y() - field.mapTo(dialog, QPoint(0, 0)).y()) < 40
    ]
    assert len(near) == 2
    assert all(abs(one - bottom) <= 3 for one in near)
    dialog.close()
    dialog.deleteLater()


def test_a_deleted_note_that_is_back_is_chosen(at: Desk, store: Store, shop: str) -> None:
    add_notes(store, shop, [NewNote(f"Note {number}") for number in range(4)])
    page = at.go("capture", workshop=shop)
    assert isinstance(page, CapturePage)
    gone = notes(store, shop)[1]
    page.stream.setFocus()
    page.stream.choose(gone.id)
    page.acts._delete(page.stream.chosen())
    assert [one.text for one in page.stream.chosen_rows()] == ["Note 2"]
    at.window.undo()
    assert [one.id for one in page.stream.chosen_rows()] == [gone.id]


def test_a_workshop_without_a_title_goes_by_one_name(at: Desk, store: Store) -> None:
    nameless = add_workshop(store).value
    add_notes(store, nameless, [NewNote("Well")])
    for name in ("workshops", "findings", "coding", "capture", "home", "print"):
        at.go(name)
        said = [one.text() for one in at.window.findChildren(QLabel)]
        for box in at.window.findChildren(QComboBox):
            said += [box.itemText(row) for row in range(box.count())]
        assert not [words for words in said if "Untitled" in words], name


def test_what_is_going_on_is_not_printed_yet(store: Store, shop: str) -> None:
    start_session(store, shop)
    finding.add_finding(store, FindingKind.UNSAID, "Hm", workshop_id=shop)
    assert all(one.place is not Place.PRINT for one in standing(store).next_things)
    end_session(store, shop)
    assert [one.workshop_id for one in standing(store).next_things if one.place is Place.PRINT] == [shop]


def test_findings_to_map_are_one_number_everywhere(store: Store, shop: str) -> None:
    kept = finding.add_finding(store, FindingKind.UNSAID, "Hm", workshop_id=shop).value
    struck = finding.add_finding(store, FindingKind.UNSAID, "No", workshop_id=shop).value
    finding.change_finding(store, struck, read_back=ReadBack.STRUCK)
    assert kept != struck
    assert standing(store).unmapped == count_findings(store, FindingFilter(unmapped=True))


@pytest.mark.parametrize("size", [100, 110])
def test_the_whole_form_for_a_concern_is_seen(at: Desk, look: Look, shop: str, size: int) -> None:
    look.set_text_size(size)
    dialog = ContactsDialog(at.window, at.ops, shop, write=True)
    dialog.show()
    dialog.resize(dialog.width(), 704)
    at.settle()
    for field in dialog.fields.values():
        assert field.visibleRegion().boundingRect().height() >= field.height() - 1, field.accessibleName()
    dialog.close()
    dialog.deleteLater()


def test_too_many_badges_say_how_many_to_take_away() -> None:
    assert chosen_words(2) == "2 of 3 thematic badges chosen"
    assert chosen_words(4) == "4 of 3 thematic badges chosen: untick 1"
