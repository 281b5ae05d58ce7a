"""Search everything: every kind of hit leads to the very thing, by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.assessment.framework import current_framework
from crp_desktop.services.assessment.records import AssessmentState
from crp_desktop.services.assessment.scoring import overview
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture.note import all_notes
from crp_desktop.services.findings import finding
from crp_desktop.services.programme.search import search
from crp_desktop.services.workshops import templates
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.palette import PaletteDialog
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.assessment.wizard_page import WizardPage
from crp_desktop.ui.pages.capture.page import CapturePage
from crp_desktop.ui.pages.findings.page import FindingsPage
from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.text import Label
from tests.programmes import maker
from tests.ui.window import Desk, desk

KEY = Qt.Key


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Store]:
    opened = maker(tmp_path)("sample")
    yield opened
    opened.close()


@pytest.fixture
def at(look: Look, sample: Store, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, sample, tmp_path) as made:
        yield made


def look_for(at: Desk, words: str, kind: str) -> None:
    """Type words, go down to the first hit of a kind, and press Enter."""
    dialog = PaletteDialog(at.window, at.ops, at.nav)
    dialog.show()
    QTest.keyClicks(dialog.field, words)
    kinds = [goal.kind for goal in dialog.goals(words)]
    for _ in range(kinds.index(kind)):
        QTest.keyClick(dialog.field, KEY.Key_Down)
    QTest.keyClick(dialog.field, KEY.Key_Return)
    dialog.deleteLater()
    at.window.activateWindow()
    at.settle()


def in_view(at: Desk, name: str) -> bool:
    """Whether a part of the page with this name stands in the window, its top at least."""
    page = at.window.current_page
    assert page is not None
    part = page.findChild(QWidget, name)
    return part is not None and part.visibleRegion().boundingRect().height() > 24


def test_the_palette_jumps_to_all_there_is(ops: Operations, store: Store) -> None:
    shop = templates.add_from_template(store, "young_people").value
    said = capture.file_line(store, shop, parse_line("P1: Łódź is far"), None).value
    held = finding.add_finding(store, FindingKind.IDEA, "A bus to Lodz").value
    nav = Navigation()
    for words, page, target in (
        ("rights map", "rights", {}),
        ("young people's", "capture", {"workshop": shop}),
        ("article 12", "article", {"article": 12}),
        ("badge culture", "assessment", {"badge": "culture"}),
        ("łodz far", "capture", {"workshop": shop, "note": said}),
        ("bus lodz", "findings", {"finding": held}),
    ):
        dialog = PaletteDialog(None, ops, nav)
        dialog.show()
        QTest.keyClick(dialog.field, KEY.Key_Down)
        dialog.field.setText(words)
        dialog.field.textEdited.emit(words)
        QTest.keyClick(dialog.field, KEY.Key_Return)
        assert (nav.place.page, nav.place.target) == (page, target), words
        dialog.deleteLater()


def test_the_palette_says_when_nothing_is_found(ops: Operations) -> None:
    dialog = PaletteDialog(None, ops, Navigation())
    dialog.show()
    dialog.field.textEdited.emit("xyzzy-no-such-thing")
    assert dialog.nothing.isVisible()
    QTest.keyClick(dialog.field, KEY.Key_Return)
    assert dialog.isVisible()
    dialog.close()
    dialog.deleteLater()


def test_a_badge_leads_to_its_row(at: Desk, sample: Store) -> None:
    for line in overview(sample).badges:
        look_for(at, line.badge.name, "Badge")
        assert at.nav.place.page == "assessment"
        assert in_view(at, f"badge-{line.badge.key}")
        row = at.window.current_page.findChild(QWidget, f"badge-{line.badge.key}")
        assert row.isAncestorOf(at.focus())


def test_a_statement_leads_to_where_it_is_scored_or_to_its_words(at: Desk, sample: Store) -> None:
    places = set()
    for line in overview(sample).badges:
        one = current_framework(sample).framework.badge(line.badge.key).statements[-1]
        look_for(at, one.text[:40], "Statement")
        places.add(at.nav.place.page)
        if line.state is AssessmentState.IN_PROGRESS and not line.hidden:
            page = at.window.current_page
            assert isinstance(page, WizardPage)
            assert at.nav.place.target["statement"] == one.key
            assert one.text in [label.text() for label in page.findChildren(Label) if label.isVisible()]
        else:
            assert at.nav.place.page == "assessment_rubric"
            assert in_view(at, f"statement-{one.key}")
            assert at.focus().objectName() == f"edit-{one.key}"
    assert places == {"assessment_wizard", "assessment_rubric"}


def test_words_said_and_found_lead_to_the_note_and_the_finding(at: Desk, sample: Store) -> None:
    note = all_notes(sample)[-1]
    held = finding.findings(sample)[-1]
    look_for(at, note.text[:36], "Note")
    page = at.window.current_page
    assert isinstance(page, CapturePage)
    assert page.stream.current().id == note.id
    look_for(at, held.text[:36], "Finding")
    assert isinstance(at.window.current_page, FindingsPage)
    assert at.nav.place.target == {"finding": held.id}


def test_statements_of_badges_not_pursued_lead_nowhere(at: Desk, sample: Store) -> None:
    pursued = {line.badge.key for line in overview(sample).badges}
    other = next(one for one in current_framework(sample).framework.badges if one.key not in pursued)
    dialog = PaletteDialog(None, at.ops, at.nav)
    words = other.statements[0].text[:40]
    assert search(sample, words)[0].kind == "statement"
    assert other.statements[0].text[:20] not in " ".join(goal.words for goal in dialog.goals(words))
    assert "Badge" not in [goal.kind for goal in dialog.goals(other.name)]
    dialog.deleteLater()
