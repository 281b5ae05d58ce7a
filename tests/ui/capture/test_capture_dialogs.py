"""The dialogs of a session: counting, hiding the screen."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.kinds import HeadcountKind
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture import note
from crp_desktop.services.capture.draft import draft
from crp_desktop.services.privacy.print_log import How, log_print
from crp_desktop.services.privacy.safeguarding import Concern, concern_place, seal
from crp_desktop.services.programme.keeping import is_passphrase
from crp_desktop.services.workshops import session, workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.contacts import ContactsDialog
from crp_desktop.ui.dialogs.counts import HeadsDialog, PhrasesDialog
from crp_desktop.ui.dialogs.hide_screen import HideScreen
from crp_desktop.ui.dialogs.people import PeopleDialog
from crp_desktop.ui.dialogs.withdraw import WithdrawDialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.stepper import Stepper
from crp_desktop.ui.widgets.text import Label
from tests.make import PASSPHRASE, new_programme

KEY = Qt.Key


@pytest.fixture
def store(tmp_path: Path):
    opened = new_programme(tmp_path / "a.crp", PASSPHRASE)
    yield opened
    opened.close()


def test_people_and_phrases_are_counted(ops: Operations, store: Store, shop: str) -> None:
    heads = HeadsDialog(None, ops, shop)
    hearing = heads.editor._steppers[(HeadcountKind.ACCESS_NEED, "Hearing")]
    hearing.field.stepUp()
    hearing.settle()
    assert [(one.label, one.count) for one in workshop.headcounts(store, shop)] == [("Hearing", 1)]
    phrases = PhrasesDialog(None, ops, shop)
    agree = phrases.findChildren(Stepper)[0]
    for _ in range(5):
        agree.field.stepUp()
    phrases.method.setCurrentIndex(1)
    phrases.method.activated.emit(1)
    assert [(one.agree, one.method) for one in session.phrase_counts(store, shop)] == [(5, "hands")]
    store.undo()
    assert session.phrase_counts(store, shop) == []
    for dialog in (heads, phrases):
        dialog.deleteLater()


def test_a_speaker_is_renamed_stops_and_comes_back(ops: Operations, store: Store, shop: str) -> None:
    workshop.add_speaker(store, shop, "P1")
    workshop.add_speaker(store, shop, "P2")
    dialog = PeopleDialog(None, ops, shop)
    first = next(one for one in workshop.speakers(store, shop) if one.label == "P1")
    dialog._rename(first.id, "P2")
    dialog._rename(first.id, "P9")
    assert [one.label for one in workshop.speakers(store, shop)] == ["the group", "P9", "P2"]
    for left in (True, False):
        button = next(one for one in dialog.findChildren(Button) if one.text().startswith(("Stops", "Takes")))
        button.click()
        assert bool(workshop.speakers(store, shop)[1].left_at) is left
    dialog.deleteLater()


def test_withdrawal_erases_what_is_ticked(ops: Operations, store: Store, shop: str) -> None:
    for line in ("P1: one", "all of us", "P2: two"):
        capture.file_line(store, shop, parse_line(line), None)
    speaker = next(one for one in workshop.speakers(store, shop) if one.label == "P1")
    log_print(store, "workshop-summary", How.PRINTED, pages=2, copies=3, workshop_id=shop)
    log_print(store, "evidence-pack", How.SAVED, pages=9)
    log_print(store, "rights-cards", How.PRINTED, pages=9)
    log_print(store, "handout", How.PRINTED, pages=9, workshop_id="another")
    dialog = WithdrawDialog.of_speaker(None, ops, shop, speaker)
    told = "; ".join(one.text() for one in dialog.findChildren(Label))
    assert "3 documents: workshop summary" in told
    assert "Saved as a file: evidence pack" in told
    assert "rights cards" not in told
    assert "handout" not in told
    group = next(one.id for one in note.notes(store, shop) if one.text == "all of us")
    dialog._boxes[group].setChecked(True)
    dialog.act.click()
    assert dialog.withdrawn == 2
    assert [one.text for one in note.notes(store, shop)] == ["two"]
    dialog.deleteLater()


def test_a_hidden_screen_comes_back_with_escape_or_the_passphrase(look, store: Store) -> None:
    plain = HideScreen(None)
    plain.show()
    QTest.keyClick(plain, KEY.Key_Escape)
    assert not plain.isVisible()
    locked = HideScreen(None, lambda words: is_passphrase(store, words))
    locked.show()
    QTest.keyClick(locked, KEY.Key_Escape)
    assert locked.isVisible()
    for words, hidden in (("wrong", True), (PASSPHRASE, False)):
        locked.field.setText(words)
        QTest.keyClick(locked.field, KEY.Key_Return)
        assert locked.isVisible() is hidden
    for one in (plain, locked):
        one.deleteLater()


def test_a_record_that_is_not_filed_yet_is_kept_and_forgotten_once_sealed(
    ops: Operations, store: Store, shop: str
) -> None:
    dialog = ContactsDialog(None, ops, shop, write=True)
    dialog.fields["words"].setPlainText("exactly so")
    dialog.fields["place"].setText("the hall")
    dialog.reject()
    dialog.deleteLater()
    again = ContactsDialog(None, ops, shop)
    assert again.fields["words"].text() == "exactly so"
    assert again.fields["place"].text() == "the hall"
    assert not again.form.isVisibleTo(again)
    seal(store, shop, Concern(**{name: field.text() for name, field in again.fields.items()}))
    assert draft(store, concern_place(shop)) is None
    again.accept()
    again.deleteLater()
    assert draft(store, concern_place(shop)) is None
