"""What looks the same is reviewed, searched and printed as the same, from typing to paper."""

import io
from pathlib import Path

import docx
import pytest
from sqlalchemy import delete, insert, text

from crp_desktop.documents.formats import Form
from crp_desktop.documents.prepare import find_subject, make_report
from crp_desktop.documents.review.pseudonyms import StandIn, put_stand_ins
from crp_desktop.documents.review.review import review
from crp_desktop.domain.comparable import compared
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.capture import note
from crp_desktop.services.capture.note import NewNote
from crp_desktop.services.findings import finding
from crp_desktop.services.privacy import withdrawal
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.programme.search import search
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import journal, tables
from crp_desktop.storage.keys import Key
from crp_desktop.storage.migrate import move_to
from crp_desktop.storage.store import Store
from tests.make import add_note
from tests.rendering.reading import Pdf

WELSH = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
TRIGGERS = (
    "said no ❤️", "said\u00ad no", "said\u2060 no", "\ufeffsaid no", "said \u200eno\u200f", "\u202asaid no\u202c",
    "\u2067said no\u2069", "said\u2028no", "said\u2029no", "said \ufff9no", "said \u180eno", f"said no {WELSH}",
    "said\u00a0no", "said\u2007no", "said\u3000no", "said\tno", "said ‑ no", "ｓａｉｄ no", "said no\u200b", "said no",
)  # fmt: skip


@pytest.fixture
def shop(store: Store) -> str:
    return workshop.add_workshop(store, title="One").value


def add(store: Store, shop: str, words: str) -> str:
    return finding.add_finding(store, FindingKind.CONCERN, words, workshop_id=shop).value


def test_twenty_of_twenty_findings_are_reviewed(store: Store, shop: str) -> None:
    for number, words in enumerate(TRIGGERS):
        add(store, shop, f"Fatima {words}")
        add(store, shop, f"{number} Fa\u00adti\u2060ma {words}")
    for document in ("handout", "workshop-summary"):
        found = review(store, find_subject(store, document, shop)).found
        assert sum(len(one.seen) for one in found if "atima" in compared(one.words)) == 2 * len(TRIGGERS)


def test_a_stand_in_takes_every_one_of_them(store: Store, shop: str) -> None:
    for number, words in enumerate(TRIGGERS):
        add(store, shop, f"Fatima {words}")
        add(store, shop, f"{number} Fa\u00adti\u2060ma {words}")
        add_note(store, shop, NewNote(f"Fa\u200bti{words[-1]} no, Fat\u200cima yes"))
    found = review(store, find_subject(store, "handout", shop)).found
    put_stand_ins(store, [StandIn(one, "[child A]") for one in found if "atima" in compared(one.words)])
    assert not [one.text for one in finding.findings(store) if "fatima" in compared(one.text).lower()]
    assert not [one.text for one in note.notes(store, shop) if "fatima" in compared(one.text).lower()]


@pytest.mark.parametrize("form", [Form.PDF, Form.DOCX, Form.HTML])
def test_a_line_separator_is_a_break_on_paper(
    store: Store, shop: str, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "clean", str)  # as files of earlier programs hold it
    add(store, shop, "Fatima\u2028said no")
    printed = make_report(store, find_subject(store, "handout", shop), form=form).content
    if form is Form.PDF:
        words = Pdf(printed).root().said()
    elif form is Form.DOCX:
        words = "\n".join(
            one.text for one in docx.Document(io.BytesIO(printed)).element.body.iter() if one.text
        )
    else:
        words = printed.decode()
    assert "Fatimasaid" not in words
    assert "Fatima" in words
    assert "\u2028" not in words


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("The play\u00adground is closed", "playground"),
        ("The play\u200bground is closed", "playground"),
        ("The play\u2060ground is closed", "playground"),
        ("The play\ufeffground is closed", "playground"),
        ("The playground is closed", "play\u00adground"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u062e\u0648\u0627\u0647\u0645"),
        ("\u0645\u06cc\u062e\u0648\u0627\u0647\u0645", "\u0645\u064a\u062e\u0648\u0627\u0647\u0645"),
        ("\u06a9\u062a\u0627\u0628", "\u0643\u062a\u0627\u0628"),
        ("ｐｌａｙｇｒｏｕｎｄ", "playground"),
    ],
)
def test_a_search_finds_it(store: Store, shop: str, words: str, wanted: str) -> None:
    made = add_note(store, shop, NewNote(words)).value
    hits = search(store, wanted)
    assert [hit.id for hit in hits] == [made]
    assert compared(hits[0].snippet)


def test_withdrawn_words_are_known_again_in_a_finding(store: Store, shop: str) -> None:
    said = add_note(store, shop, NewNote("the play\u00adground is closed every day")).value
    repeats = add(store, shop, "The playground is\u00a0closed every\u2009day, they said")
    resting = withdrawal.withdrawal_of_notes(store, [said]).findings
    assert [one.finding.id for one in resting] == [repeats]


def test_a_file_of_an_earlier_program_is_indexed_anew(store: Store, shop: str, tmp_path: Path) -> None:
    made = add_note(store, shop, NewNote("The play\u00adground is closed")).value
    key = tables.search_key
    with store.unjournaled() as conn:
        conn.execute(text("UPDATE search SET words = 'the play ground is closed'"))
    assert search(store, "playground") == []
    path = store.path
    store.close()
    for earlier in (2, None):
        opened = open_programme(path, Key.none(), backups=tmp_path / "b")
        if earlier is not None:
            with opened.unjournaled() as conn:
                conn.execute(text("UPDATE search SET words = 'the play ground is closed'"))
            move_to(opened.engine, earlier)
        else:
            with opened.unjournaled() as conn:
                conn.execute(delete(tables.search_folding))
                conn.execute(insert(tables.search_folding).values(version=1))
        opened.close()
        for read_only in (True, False):
            again = open_programme(path, Key.none(), backups=tmp_path / "b", read_only=read_only)
            assert [hit.id for hit in search(again, "playground")] == [made]
            with again.read() as conn:
                assert conn.execute(key.select().where(key.c.row_id == made)).first() is not None
            again.close()
