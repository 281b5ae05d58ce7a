"""The main job, points 1 to 3, by keys alone: a workshop planned, its notes taken and changed."""

from crp_desktop.domain.kinds import Audience, HeadcountKind, NoteKind
from crp_desktop.services.capture import note
from crp_desktop.services.workshops import workshop
from crp_desktop.ui.pages.capture.page import CapturePage
from tests.ui.hands import ALT, CTRL, KEY, SHIFT, Hands
from tests.ui.job_words import QUOTE, TITLE


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
        hands.push("Add 3 notes")

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
    hands.press(KEY.Key_Z, CTRL, times=3)
    assert texts() == before
    hands.press(KEY.Key_Y, CTRL)
    assert texts()[-1].endswith("as day")
