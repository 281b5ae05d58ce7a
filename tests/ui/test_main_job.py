"""The main job by keyboard: from an empty laptop to a printed workshop summary, and everything there again."""

from pathlib import Path

import pytest

from crp_desktop.services.capture import note
from crp_desktop.services.findings import finding
from crp_desktop.services.programme import keeping
from crp_desktop.services.programme.people import person_at_work
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.workshops import workshop
from tests.make import PASSPHRASE
from tests.replay import assert_journal_explains, redo_label, undo_label
from tests.ui.accessibility import settle
from tests.ui.hands import CTRL, KEY, SHIFT, Hands
from tests.ui.job_after import assess, look_around, make_findings, map_one
from tests.ui.job_paper import print_it
from tests.ui.job_room import change_notes, plan, start_now, take_notes
from tests.ui.job_words import COUNCIL
from tests.ui.shell import application_on


def begin(folder: Path, path: Path | None = None) -> Hands:
    """Start the program, as on a laptop where `folder` holds the person's settings."""
    app = application_on(None, folder, "welcome")
    app.nav.reset()
    app.open(path)
    while app.nav.place is None:
        settle()
    app.window.showNormal()
    app.window.resize(1366, 768)
    app.window.activateWindow()
    settle()
    return Hands(app)


def end(hands: Hands) -> None:
    hands.app.window.close()
    hands.app.window.deleteLater()
    settle()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "papers" / "northmere.crp"


def test_from_an_empty_laptop_to_paper_and_back(
    look, tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.parent.mkdir()
    settings = tmp_path / "settings"
    hands = begin(settings)
    new_programme(hands, file)
    start_now(hands)
    plan(hands)
    take_notes(hands)
    change_notes(hands)
    make_findings(hands)
    map_one(hands)
    assess(hands)
    look_around(hands)
    pdf = print_it(hands, tmp_path, monkeypatch)
    assert_journal_explains(hands.app.ops.store)
    assert hands.problems == []
    end(hands)
    again(settings, pdf)


def new_programme(hands: Hands, file: Path) -> None:
    """Point 1: welcome, the form, where the file goes, the recovery code, home."""
    hands.push("New programme")
    hands.fill("Council", COUNCIL)
    hands.fill("Your name", "Ana Reyes")
    hands.fill("Your role (optional)", "Child Rights Lead")
    for badge in ("Family & Belonging", "Safe & Secure", "Education & Learning"):
        hands.push(badge)
    hands.fill("Your own outcomes (optional; separate with semicolons)", "Health & Wellbeing")
    hands.fill("Passphrase", PASSPHRASE)
    hands.fill("Passphrase again", PASSPHRASE)
    hands.answer(lambda: hands.press(KEY.Key_Return), lambda: hands.choose(file))
    hands.push("I have printed it or written it down")
    hands.push("Start working")
    store = hands.app.ops.store
    now = programme(store)
    assert (now.council, now.length_months) == (COUNCIL, 36)
    assert {"culture", "family_belonging", "local_health_wellbeing"} < set(now.badges)
    assert len(now.badges) == 7
    assert keeping.is_encrypted(store)
    assert person_at_work(store).name == "Ana Reyes"
    assert hands.page.name == "home"


def again(settings: Path, pdf: Path) -> None:
    """Point 9: the passphrase, the page of before, everything there; undo takes back the step from before."""
    hands = begin(settings)
    hands.write(PASSPHRASE)
    hands.press(KEY.Key_Return)
    store = hands.app.ops.store
    assert store is not None
    assert person_at_work(store).name == "Ana Reyes"
    assert hands.page.name == "print"
    assert (len(note.notes(store, workshop.workshops(store)[0].id)), len(finding.findings(store))) == (7, 2)
    label = undo_label(store)
    assert label
    hands.press(KEY.Key_H, CTRL | SHIFT)
    hands.press(KEY.Key_Z, CTRL)
    assert undo_label(store) != label
    assert redo_label(store) == label
    end(hands)
