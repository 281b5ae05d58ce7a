"""Two periods of one badge by keyboard: scorers, young people, moderation, sign-off, a new rubric, the trend."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from crp_desktop.domain.kinds import Audience, Direction, EvidenceKind, FindingKind, ScorerRole
from crp_desktop.services.assessment import badge_view, overview
from crp_desktop.services.assessment_records import AssessmentState
from crp_desktop.services.evidence import attach_words
from crp_desktop.services.finding import add_finding
from crp_desktop.services.framework import current_framework
from crp_desktop.services.mapping import map_badge
from crp_desktop.services.period import add_period, periods
from crp_desktop.services.progress import progress
from crp_desktop.services.rubric import take, with_statement
from crp_desktop.services.sign_off import versions
from crp_desktop.services.workshop import add_workshop
from crp_desktop.services.young_view import count_sheets
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.young_mode import YoungMode
from crp_desktop.ui.pages.assessment_review import ReviewPage
from crp_desktop.ui.pages.assessment_sign_off import SignOffPage
from crp_desktop.ui.pages.assessment_wizard import WizardPage
from tests.make import PASSPHRASE, new_programme
from tests.replay import assert_journal_explains
from tests.ui.accessibility import name_of, walk
from tests.ui.window import Desk, desk

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
BADGE = "culture"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = new_programme(tmp_path / "a.crp", PASSPHRASE)
    shop = add_workshop(
        opened, title="Youth forum", held_on="2026-05-02", audience=Audience.YOUNG_PEOPLE
    ).value
    for kind, text, direction in (
        (FindingKind.STRENGTH, "Our worker explains our rights to us.", Direction.SUPPORTS),
        (FindingKind.CONCERN, "The front desk talks over us.", Direction.CONTRADICTS),
    ):
        found = add_finding(opened, kind, text, workshop_id=shop).value
        map_badge(opened, found, BADGE, direction=direction)
    yield opened
    assert_journal_explains(opened)
    opened.close()


@pytest.fixture
def at(look: object, store: Store, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, store, tmp_path) as made:  # type: ignore[arg-type]
        yield made


def press(at: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget() or at.window
    QTest.keyClick(focus, key, modifier)
    at.settle()


def write(at: Desk, words: str) -> None:
    QTest.keyClicks(at.focus(), words)
    at.settle()


def tab_to(at: Desk, name: str) -> None:
    """Press Tab until the control of that accessible name has the focus."""
    met = []
    for _ in range(120):
        focus = QApplication.focusWidget()
        if focus is not None and name in (name_of(focus), focus.accessibleName()):
            return
        met.append(name_of(focus) if focus is not None else None)
        press(at, KEY.Key_Tab)
    raise AssertionError(f"Tab never reached {name!r}, but {list(dict.fromkeys(met))}")


def in_dialog(at: Desk, monkeypatch: pytest.MonkeyPatch, cls: type[QWidget], act: object) -> None:
    """The next dialog of this class is driven by `act(dialog)` instead of waiting for somebody."""

    def stand_in(dialog: QWidget) -> int:
        dialog.show()
        at.settle()
        act(dialog)  # type: ignore[operator]
        at.settle()
        dialog.close()
        at.window.activateWindow()
        at.settle()
        return 1

    monkeypatch.setattr(cls, "exec", stand_in)


def choose(dialog: QWidget, words: str) -> None:
    """Press the dialog's button that says so."""
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == words)
    button.setFocus()
    QTest.keyClick(button, KEY.Key_Space)


def give(at: Desk, level: str, why: str) -> None:
    """One statement by keyboard: the level, the reason, how sure."""
    page = at.window.current_page
    assert isinstance(page, WizardPage)
    press(at, KEY.Key_1, CTRL)
    write(at, level)
    if page.statement.over.isVisible():
        tab_to(at, "Why go over the cap")
        write(at, "The minute is on its way.")
    tab_to(at, "Why this level")
    write(at, why)
    tab_to(at, "Confidence: High")
    press(at, KEY.Key_Space)
    tab_to(at, "Why this sure")
    write(at, "It is plain to see.")


def score_all(at: Desk, level: str, why: str) -> None:
    page = at.window.current_page
    assert isinstance(page, WizardPage)
    assert page.view is not None
    for _ in page.view.statements:
        give(at, level, why)
        press(at, KEY.Key_Return, CTRL)
    assert isinstance(at.window.current_page, ReviewPage)


def new_period(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    at.go("assessment")
    in_dialog(at, monkeypatch, Dialog, lambda dialog: choose(dialog, "Add period"))
    tab_to(at, "New period")
    press(at, KEY.Key_Space)


def test_the_first_statement_with_evidence_its_cap_and_coming_back(
    at: Desk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.go("assessment")
    assert at.window.current_page is not None
    assert at.window.current_page.title() == "Self-assessment"
    new_period(at, monkeypatch)
    period = periods(store)[0]
    assert period.label == "2026-27"
    tab_to(at, "Begin: Culture")
    press(at, KEY.Key_Space)
    page = at.window.current_page
    assert isinstance(page, WizardPage)
    assert page.statement.where.startswith("Statement 1 of 5")
    write(at, "3")
    assert "no evidence" in page.statement.cap._why.text()
    assert page.statement.over.isVisible()
    press(at, KEY.Key_E, CTRL)
    write(at, "explains")
    press(at, KEY.Key_Return)
    view = badge_view(store, period.id, BADGE)
    first = view.statements[0]
    assert [piece.text for piece in first.evidence] == ["Our worker explains our rights to us."]
    assert first.ceiling.level == 2
    assert "one type" in page.statement.cap._why.text()
    press(at, KEY.Key_Down, CTRL)
    tab_to(at, "Why this level")
    write(at, "Half a thought")
    at.go("assessment")
    assert badge_view(store, period.id, BADGE).statements[1].own.reason == "Half a thought"
    tab_to(at, "Go on: Culture")
    press(at, KEY.Key_Space)
    assert page.statement.where.startswith("Statement 2 of 5")
    assert page.statement.reason.text() == "Half a thought"
    walk(page)


def test_a_link_an_indicator_and_a_document_are_attached_and_answered(
    at: Desk, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    new_period(at, monkeypatch)
    period = periods(store)[0].id
    page = at.go("assessment_wizard", period=period, badge=BADGE, role="first")

    def link(dialog: QWidget) -> None:
        dialog.text.set_text("The youth service’s channel")  # type: ignore[attr-defined]
        dialog.dated.set_iso("2026-06-30")  # type: ignore[attr-defined]
        dialog.groups.set_text("Young carers")  # type: ignore[attr-defined]
        choose(dialog, "Attach")

    in_dialog(at, monkeypatch, Dialog, link)
    tab_to(at, "Link")
    press(at, KEY.Key_Space)

    def indicator(dialog: QWidget) -> None:
        for name, words in (("title", "Staff trained"), ("value", "38"), ("baseline", "12"), ("unit", "%")):
            dialog.fields[name].set_text(words)  # type: ignore[attr-defined]
        choose(dialog, "Add and attach")

    in_dialog(at, monkeypatch, Dialog, indicator)
    tab_to(at, "Indicator")
    press(at, KEY.Key_Space)
    file = tmp_path / "minute.txt"
    file.write_text("It was agreed.", encoding="utf-8")
    monkeypatch.setattr("crp_desktop.ui.pages.assessment_evidence.ask_open", lambda *_: file)
    tab_to(at, "Document…")
    press(at, KEY.Key_Space)
    copy = tmp_path / "copy.txt"
    monkeypatch.setattr("crp_desktop.ui.pages.assessment_evidence.ask_save", lambda *_: copy)
    tab_to(at, "Save a copy: minute.txt")
    press(at, KEY.Key_Space)
    assert copy.read_text(encoding="utf-8") == "It was agreed."
    tab_to(at, "Attach: The front desk talks over us.")
    press(at, KEY.Key_Space)
    first = badge_view(store, period, BADGE).statements[0]
    assert {piece.text for piece in first.evidence} == {
        "The youth service’s channel", "Staff trained: 38%, from 12%", "minute.txt", "The front desk talks over us.",
    }  # fmt: skip
    assert next(piece.groups_reached for piece in first.evidence if piece.groups_reached) == "Young carers"
    assert first.open_contradictions == 1
    tab_to(at, "Answer to this contradiction")
    write(at, "The desk was trained in May.")
    press(at, KEY.Key_Tab)
    assert badge_view(store, period, BADGE).statements[0].open_contradictions == 0
    tab_to(at, "Take away: minute.txt")
    press(at, KEY.Key_Space)
    assert len(badge_view(store, period, BADGE).statements[0].evidence) == 3
    assert not at.problems
    walk(page)


def test_typing_is_saved_by_itself_after_a_moment(
    at: Desk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_period(at, monkeypatch)
    period = periods(store)[0].id
    page = at.go("assessment_wizard", period=period, badge=BADGE, role="first")
    assert isinstance(page, WizardPage)
    tab_to(at, "Why this level")
    write(at, "Not yet left the field")
    page._timer.timeout.emit()
    assert badge_view(store, period, BADGE).statements[0].own.reason == "Not yet left the field"
    write(at, " and on")
    assert page.statement.reason.text() == "Not yet left the field and on"
    at.ops.undo()
    at.settle()


def test_two_periods_from_first_scorer_to_trend(
    at: Desk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_period(at, monkeypatch)
    period = periods(store)[0].id
    ana = store.author
    at.go("assessment_wizard", period=period, badge=BADGE, role="first")
    score_all(at, "0", "Nothing to show yet.")
    review = at.window.current_page
    assert isinstance(review, ReviewPage)
    press(at, KEY.Key_Space)
    assert badge_view(store, period, BADGE).state is AssessmentState.FINISHED

    young_people_answer(at, store, period, monkeypatch)
    second_scorer(at, store, period, monkeypatch)
    assert store.author is not None
    assert ana is not None
    assert store.author.person_id == ana.person_id
    moderate_and_declare(at, store, period, monkeypatch)
    sign(at, store, period, monkeypatch)

    key = current_framework(store).framework.badge(BADGE).statements[0].key
    take(
        store, with_statement(store, key, text="Every adult who meets children knows their rights.").framework
    )
    later = add_period(store, "2027-28", "2027-04-01", "2028-03-31").value
    at.go("assessment_wizard", period=later, badge=BADGE, role="first")
    page = at.window.current_page
    assert isinstance(page, WizardPage)
    assert page.statement.before.isVisible()
    assert "worded differently" in page.statement._before_words.text()
    score_all(at, "0", "Still nothing.")
    press(at, KEY.Key_Space)
    shown = next(one for one in progress(store).badges if one.badge.key == BADGE)
    assert [(point.signed_off, len(point.breaks)) for point in shown.points] == [(True, 0), (False, 1)]
    trend = at.go("assessment_progress")
    assert any("1 statement worded anew" in name for name in _names(trend))
    assert versions(store, period, BADGE)[0].statements[0].level == 1


def _names(page: QWidget) -> list[str]:
    return [one.accessibleName() for one in page.findChildren(QWidget) if one.isVisible()]


def young_people_answer(at: Desk, store: Store, period: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five young people answer on the laptop; Escape does not lead out, the passphrase does."""
    at.go("assessment_young", period=period, badge=BADGE)

    def act(mode: QWidget) -> None:
        assert isinstance(mode, YoungMode)
        for _ in range(5):
            QTest.keyClick(mode.begin, KEY.Key_Space)
            for _ in range(5):
                assert "developing" not in " ".join(_names(mode))
                QTest.keyClicks(QApplication.focusWidget(), "4")
            mode.next_person.setFocus()
            QTest.keyClick(mode.next_person, KEY.Key_Space)
        QTest.keyClick(mode, KEY.Key_Escape)
        assert mode.isVisible()
        QTest.keyClicks(mode.passphrase, "wrong")
        QTest.keyClick(mode.passphrase, KEY.Key_Return)
        assert mode.isVisible()
        mode.close()
        assert mode.isVisible()
        QTest.keyClicks(mode.passphrase, PASSPHRASE)
        QTest.keyClick(mode.passphrase, KEY.Key_Return)
        assert not mode.isVisible()

    in_dialog(at, monkeypatch, YoungMode, act)
    tab_to(at, "Hand the laptop over")
    press(at, KEY.Key_Space)
    assert count_sheets(store, period, BADGE) == 5


def second_scorer(at: Desk, store: Store, period: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else scores blind: the first levels are nowhere to be seen."""
    at.go("assessment_review", period=period, badge=BADGE)

    def act(dialog: QWidget) -> None:
        dialog.name.setText("Sam Bell")  # type: ignore[attr-defined]
        dialog.job.setText("Youth worker")  # type: ignore[attr-defined]
        dialog.interests.set_text("none")  # type: ignore[attr-defined]
        choose(dialog, "Save")

    in_dialog(at, monkeypatch, Dialog, act)
    tab_to(at, "Ask a second scorer")
    press(at, KEY.Key_Space)
    page = at.window.current_page
    assert isinstance(page, WizardPage)
    assert page.view is not None
    assert page.view.role is ScorerRole.SECOND
    assert all(one.own.level is None for one in page.view.statements)
    line = next(one for one in overview(store, period).badges if one.badge.key == BADGE)
    assert line.hidden
    give(at, "2", "I have seen it.")
    press(at, KEY.Key_Return, CTRL)
    for _ in range(4):
        give(at, "0", "I saw nothing.")
        press(at, KEY.Key_Return, CTRL)
    press(at, KEY.Key_Space)
    assert at.window.current_page is not None
    tab_to(at, "Hand back")
    press(at, KEY.Key_Space)


def moderate_and_declare(at: Desk, store: Store, period: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at.go("assessment_review", period=period, badge=BADGE)
    page = at.window.current_page
    assert isinstance(page, ReviewPage)
    assert page.shown is not None
    assert page.shown.agreement is not None
    assert len(page.shown.agreement.wide) == 1
    tab_to(at, "Level agreed on")
    press(at, KEY.Key_Down)
    press(at, KEY.Key_Down)
    tab_to(at, "How you came to it")
    write(at, "One team can show it.")
    press(at, KEY.Key_Tab)

    def act(dialog: QWidget) -> None:
        dialog.interests.set_text("Leads the programme.")  # type: ignore[attr-defined]
        choose(dialog, "Save")

    in_dialog(at, monkeypatch, Dialog, act)
    tab_to(at, "Name, role and interests")
    press(at, KEY.Key_Space)
    assert badge_view(store, period, BADGE).statements[0].level == 1


def sign(at: Desk, store: Store, period: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = at.go("assessment_sign_off", period=period, badge=BADGE)
    assert isinstance(page, SignOffPage)
    assert not page.sign.isEnabled()
    walk(page)
    at.go("assessment_rubric")
    for name, words in (
        ("Who adopted it", "The Partnership Board"),
        ("How the youth forum took part", "Two evenings with the forum."),
    ):
        tab_to(at, name)
        write(at, words)
    tab_to(at, "Adopt this rubric")
    press(at, KEY.Key_Space)
    at.go("assessment_sign_off", period=period, badge=BADGE)
    for name, words in (
        ("Name", "Ruth Adeyemi"),
        ("Role", "Director"),
        ("Meeting", "Partnership Board"),
        ("Reference of the minute", "Item 4"),
    ):
        tab_to(at, name)
        write(at, words)
    press(at, KEY.Key_Tab)
    tab_to(at, "Day of the meeting: No day yet")
    press(at, KEY.Key_Space)
    assert page.form().meeting.on == date.today().isoformat()
    assert page.shown is not None
    assert [one.sentence for one in page.shown.blockers] == [
        f"Over its cap without a reason: {page.shown.view.statements[0].text}"
    ]
    give_reason(at, store, period)
    at.go("assessment_sign_off", period=period, badge=BADGE)
    in_dialog(at, monkeypatch, Dialog, lambda dialog: choose(dialog, "Sign off"))
    tab_to(at, "Sign off")
    press(at, KEY.Key_Space)
    assert badge_view(store, period, BADGE).state is AssessmentState.SIGNED_OFF
    assert isinstance(at.window.current_page, ReviewPage)
    walk(at.window.current_page)


def give_reason(at: Desk, store: Store, period: str) -> None:
    """The agreed level stands over its cap until a document carries it."""
    key = badge_view(store, period, BADGE).statements[0].key
    document = EvidenceKind.DOCUMENT
    at.ops.run(attach_words, period, key, document, "What one team changed", dated="2026-06-24")
    at.settle()
