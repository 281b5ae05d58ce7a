"""The main job by keyboard: from an empty laptop to a printed workshop summary, and everything there again."""

from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.kinds import Audience, FindingKind, HeadcountKind, NoteKind, ScorerRole
from crp_desktop.services import finding, home, keeping, note, workshop
from crp_desktop.services.assessment import badge_view
from crp_desktop.services.assessment_records import AssessmentState
from crp_desktop.services.people import person_at_work
from crp_desktop.services.period import periods
from crp_desktop.services.print_log import print_log
from crp_desktop.services.programme import programme
from crp_desktop.ui.pages import print as print_page
from crp_desktop.ui.pages.assessment_review import ReviewPage
from crp_desktop.ui.pages.assessment_wizard import WizardPage
from crp_desktop.ui.pages.capture import CapturePage
from crp_desktop.ui.pages.coding import CodingPage
from crp_desktop.ui.pages.findings import FindingsPage
from crp_desktop.ui.pages.print import PrintPage
from crp_desktop.ui.pages.rights_map import RightsMapPage
from tests.make import PASSPHRASE
from tests.replay import assert_journal_explains
from tests.ui.accessibility import settle
from tests.ui.hands import ALT, CTRL, KEY, SHIFT, Hands
from tests.ui.shell import application_on

COUNCIL = "Northmere & District <b>Council</b>"
QUOTE = "We wait months for CAMHS when we are ill."
TITLE = "Youth forum & friends"


def begin(folder: Path, path: Path | None = None) -> Hands:
    """Start the program, as on a laptop where `folder` holds the person's settings."""
    app = application_on(None, folder, "welcome")
    app.window.resize(1366, 768)
    app.nav.reset()
    app.open(path)
    while app.nav.place is None:
        settle()
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
    hands.fill("Your role (may stay empty)", "Child Rights Lead")
    for badge in ("Family & Belonging", "Safe & Secure", "Education & Learning"):
        hands.push(badge)
    hands.fill("Outcomes of your own (separate them with a semicolon; may stay empty)", "Health & Wellbeing")
    hands.fill("Passphrase", PASSPHRASE)
    hands.fill("The same again", PASSPHRASE)
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


def start_now(hands: Hands) -> None:
    """Point 1: an untitled workshop at once."""
    hands.press(KEY.Key_W, CTRL | SHIFT)
    hands.press(KEY.Key_Return, CTRL)
    assert isinstance(hands.page, CapturePage)
    shop = workshop.workshops(hands.app.ops.store)[0]
    assert (shop.title, shop.number) == ("", 1)
    assert shop.started_at


def plan(hands: Hands) -> None:
    """Point 2: everything about the workshop, filled in later."""
    store = hands.app.ops.store
    shop = workshop.workshops(store)[0].id
    hands.press(KEY.Key_W, CTRL | SHIFT)
    hands.push("Plan of Workshop 1")
    hands.to("Title")
    hands.over(TITLE)
    hands.to("Date")
    hands.over("9 November 2026")
    hands.to("Time")
    hands.over("16:30")
    hands.to("Who it is with")
    hands.press(KEY.Key_Home)
    hands.fill("Place", "Town hall")
    hands.fill("Facilitators", "Ana and Ben")
    for words in ("What helps you?", "What gets in the way?"):
        hands.fill("New prompt", words)
        hands.press(KEY.Key_Return)
    hands.to("11 to 13")
    hands.press(KEY.Key_Up, times=6)
    hands.to("14 to 16")
    hands.press(KEY.Key_Up, times=2)
    hands.to("Consents held")
    hands.press(KEY.Key_Up, times=8)
    hands.fill("When", "2 November 2026")
    hands.fill("How", "Signed forms")
    hands.fill("What happens next", "We answer by 1 December & tell you why.")
    hands.press(KEY.Key_Tab)
    now = workshop.workshop(store, shop)
    assert (now.title, now.held_on, now.starts_at, now.place) == (TITLE, "2026-11-09", "16:30", "Town hall")
    assert now.audience is Audience.YOUNG_PEOPLE
    assert (now.consent_count, now.consent_on, now.facilitators) == (8, "2026-11-02", "Ana and Ben")
    assert [one.text for one in workshop.prompts(store, shop)] == ["What helps you?", "What gets in the way?"]
    assert all(one.minutes for one in workshop.prompts(store, shop))
    counts = {
        one.label: one.count for one in workshop.headcounts(store, shop) if one.kind is HeadcountKind.AGE_BAND
    }
    assert counts == {"11 to 13": 6, "14 to 16": 2}


def take_notes(hands: Hands) -> None:
    """Point 3: notes under prompts, by speakers, of each kind; many lines pasted."""
    store = hands.app.ops.store
    hands.press(KEY.Key_Return, CTRL)
    assert isinstance(hands.page, CapturePage)
    shop = hands.page.workshop_id()
    hands.press(KEY.Key_1, CTRL)
    for words in (f'"{QUOTE}"', "P2: they never ask for our views", "My teacher helps everyone to learn"):
        hands.write(words)
        hands.press(KEY.Key_Return)
    hands.press(KEY.Key_Down, CTRL)
    hands.press(KEY.Key_F3)
    hands.write("Everybody looked at the floor")
    hands.press(KEY.Key_Return)

    def paste() -> None:
        hands.write("The park is dark at night\nنحن نريد مكاناً للعب 🙂\n<b>loud</b> & clear")
        hands.push("File 3 notes")

    hands.answer(lambda: hands.press(KEY.Key_V, CTRL | SHIFT), paste)
    taken = note.notes(store, shop)
    assert [one.text for one in taken] == [
        QUOTE,
        "they never ask for our views",
        "My teacher helps everyone to learn",
        "Everybody looked at the floor",
        "The park is dark at night",
        "نحن نريد مكاناً للعب 🙂",
        "<b>loud</b> & clear",
    ]
    assert taken[0].kind is NoteKind.QUOTE
    assert taken[3].kind is NoteKind.OBSERVATION
    assert taken[1].kind is NoteKind.PARAPHRASE
    assert taken[1].speaker == "P2"
    assert len({one.prompt_id for one in taken}) == 2


def change_notes(hands: Hands) -> None:
    """Point 3: edit, move, delete, undo, redo."""
    store = hands.app.ops.store
    assert isinstance(hands.page, CapturePage)
    shop = hands.page.workshop_id()

    def texts() -> list[str]:
        return [one.text for one in note.notes(store, shop)]

    before = texts()
    hands.press(KEY.Key_Up)
    hands.press(KEY.Key_Return)
    hands.write(" as day")
    hands.press(KEY.Key_Return)
    assert texts() == [*before[:-1], before[-1] + " as day"]
    hands.press(KEY.Key_Up, ALT)
    assert texts()[-2:] == [before[-1] + " as day", before[-2]]
    hands.press(KEY.Key_Delete)
    assert len(texts()) == len(before) - 1
    for _ in range(3):
        hands.app.window.menus.undo.trigger()
        settle()
    assert texts() == before
    hands.app.window.menus.redo.trigger()
    settle()
    assert texts()[-1].endswith("as day")


def make_findings(hands: Hands) -> None:
    """Points 4 and 5: a whole note, and words of another, become findings that are mapped in two keys."""
    store = hands.app.ops.store
    assert isinstance(hands.page, CapturePage)
    shop = hands.page.workshop_id()
    hands.app.nav.go("coding", workshop=shop)
    settle()
    page = hands.page
    assert isinstance(page, CodingPage)
    page.text.setFocus()
    hands.press(KEY.Key_Return)
    hands.write("Help with mental health comes too late")
    hands.press(KEY.Key_F8)
    page.maker.suggest()
    hands.press(KEY.Key_1, ALT)
    hands.press(KEY.Key_1, CTRL)
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_Down, CTRL, times=2)
    hands.press(KEY.Key_Right, SHIFT | CTRL, times=3)
    hands.press(KEY.Key_Return)
    hands.write("Teachers help children to learn")
    hands.press(KEY.Key_F7)
    hands.press(KEY.Key_Return)
    made = finding.findings(store, workshop_id=shop)
    assert [(one.kind, one.text) for one in made] == [
        (FindingKind.CONCERN, "Help with mental health comes too late"),
        (FindingKind.STRENGTH, "Teachers help children to learn"),
    ]
    words = {one.finding_id: one.words for one in finding.excerpts(store)}
    assert words == {made[0].id: QUOTE, made[1].id: "My teacher helps"}
    assert [link.number for link in made[0].articles] == [24]
    assert len(made[0].badges) == 1


def map_one(hands: Hands) -> None:
    """Point 5: several articles and badges, one of each the main one; three keys for one that is not suggested."""
    store = hands.app.ops.store
    made = finding.findings(store)[1]
    hands.app.nav.go("findings", finding=made.id)
    settle()
    assert isinstance(hands.page, FindingsPage)
    hands.press(KEY.Key_F2)
    hands.press(KEY.Key_2)
    hands.press(KEY.Key_8)
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_F3)
    hands.write("culture")
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_F3)
    hands.write("education")
    hands.press(KEY.Key_Return)
    now = finding.finding(store, made.id)
    assert [(link.number, link.main) for link in now.articles] == [(28, True)]
    assert [(link.badge_key, link.main) for link in now.badges] == [
        ("culture", True),
        ("education_learning", False),
    ]
    hands.push("Make Education & Learning the main one")
    now = finding.finding(store, made.id)
    assert {link.badge_key for link in now.badges if link.main} == {"education_learning"}


def assess(hands: Hands) -> None:
    """Point 6: a period, a badge, a finding as evidence, a level with its reason; stopped, gone on with, finished."""
    store = hands.app.ops.store
    hands.press(KEY.Key_A, CTRL | SHIFT)
    hands.answer(lambda: hands.push("New period"), lambda: hands.push("Add period"))
    period = periods(store)[0].id
    hands.push("Begin: Culture")
    assert isinstance(hands.page, WizardPage)
    hands.press(KEY.Key_E, CTRL)
    hands.write("Teachers")
    hands.press(KEY.Key_Return)
    give(hands, "1", "Teachers say it & show it.")
    first = badge_view(store, period, "culture").statements[0]
    assert [one.text for one in first.evidence] == ["Teachers help children to learn"]
    assert (first.own.level, first.own.reason) == (1, "Teachers say it & show it.")
    hands.press(KEY.Key_H, CTRL | SHIFT)
    hands.press(KEY.Key_A, CTRL | SHIFT)
    hands.push("Go on: Culture")
    page = hands.page
    assert isinstance(page, WizardPage)
    assert page.view is not None
    for one in page.view.statements:
        if badge_view(store, period, "culture").statement(one.key).own.level is None:
            give(hands, "0", "Nothing to show yet.")
        hands.press(KEY.Key_Return, CTRL)
    assert isinstance(hands.page, ReviewPage)
    hands.push("Finish")
    done = badge_view(store, period, "culture", ScorerRole.FIRST)
    assert done.state is AssessmentState.FINISHED
    assert [one.own.level for one in done.statements] == [1, 0, 0, 0, 0]


def give(hands: Hands, level: str, why: str) -> None:
    hands.press(KEY.Key_1, CTRL)
    hands.write(level)
    hands.fill("Why this level", why)
    hands.push("Confidence: High")
    hands.fill("Why this sure", "It is plain to see.")
    hands.press(KEY.Key_Tab)


def look_around(hands: Hands) -> None:
    """Point 7: home says where things stand; a count on the rights map opens the findings behind it."""
    store = hands.app.ops.store
    hands.press(KEY.Key_H, CTRL | SHIFT)
    now = home.standing(store)
    assert (len(now.workshops), now.notes, now.findings, now.unmapped) == (1, 7, 2, 0)
    names = [one.accessibleName() for one in hands.page.findChildren(QWidget) if one.isVisible()]
    assert {"1 workshop", "7 notes", "2 findings", "0 findings to map"} <= set(names)
    hands.press(KEY.Key_R, CTRL | SHIFT)
    page = hands.page
    assert isinstance(page, RightsMapPage)
    column = [one.key for one in page.model.columns].index("education_learning") + 1
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(page.model.row_of(28), column))
    hands.press(KEY.Key_Return)
    assert isinstance(hands.page, FindingsPage)
    assert hands.page.model.rowCount() == 1


def print_it(hands: Hands, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point 8: the summary in view, with quotes chosen, saved, and sent to a printer."""
    store = hands.app.ops.store
    hands.press(KEY.Key_P, CTRL)
    hands.wait()
    page = hands.page
    assert isinstance(page, PrintPage)
    card = page.findChild(QWidget, "document-workshop-summary")
    assert card is not None
    card.setFocus()
    hands.press(KEY.Key_Return)
    hands.wait()
    plain, pdf, paper = folder / "plain.pdf", folder / "summary.pdf", folder / "paper.pdf"
    save = partial(hands.press, KEY.Key_S, CTRL)
    hands.answer(save, partial(hands.push, "I have read this"), partial(hands.choose, plain))
    hands.wait()
    page.options.findChild(QWidget, "quotes-all").setFocus()  # type: ignore[union-attr]
    hands.press(KEY.Key_Space)
    hands.wait()
    hands.answer(save, partial(hands.choose, pdf))
    hands.wait()

    def to_file(_: QWidget, printer: QPrinter, __: int) -> bool:
        printer.setOutputFileName(str(paper))
        return True

    monkeypatch.setattr(print_page, "ask_printer", to_file)
    hands.push("Print…")
    hands.wait()
    assert QUOTE not in words_of(plain)
    said = words_of(pdf)
    for expected in (
        QUOTE,
        TITLE,
        COUNCIL,
        "Help with mental health comes too late",
        "We answer by 1 December",
    ):
        assert expected in said
    with pypdfium2.PdfDocument(paper) as printed, pypdfium2.PdfDocument(pdf) as saved:
        assert len(printed) == len(saved)
    assert [one.how for one in print_log(store)].count("saved") >= 2
    return pdf


def words_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    return " ".join(" ".join(pages).split())


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
    label = store.undo_label()
    assert label
    hands.press(KEY.Key_H, CTRL | SHIFT)
    hands.press(KEY.Key_Z, CTRL)
    assert store.undo_label() != label
    assert store.redo_label() == label
    end(hands)
