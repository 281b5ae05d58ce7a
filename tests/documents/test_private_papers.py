"""Sealed, withdrawn and replaced words are in no document of any kind and form, nor in the file; what was paraphrased
never stands in quotation marks."""

import io
import json
from pathlib import Path

import docx
import pypdfium2
import pytest
from sqlalchemy import select

from crp_desktop.documents.formats import Form, forms
from crp_desktop.documents.kinds import kinds
from crp_desktop.documents.model import Request
from crp_desktop.documents.prepare import find_subject, make_report
from crp_desktop.documents.review.pseudonyms import StandIn, put_stand_ins
from crp_desktop.documents.review.review import Found, Seen, review
from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.identifiers import What
from crp_desktop.domain.kinds import FindingKind, HeadcountKind, NoteKind
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture import note
from crp_desktop.services.findings import finding
from crp_desktop.services.privacy import safeguarding, withdrawal
from crp_desktop.services.privacy.texts import Text
from crp_desktop.services.programme.sample import write_sample
from crp_desktop.services.rights import mapping
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store
from tests.make import add_note, new_programme
from tests.replay import assert_journal_explains
from tests.services.privacy.test_seal_anything import Careful

SEALED, WITHDRAWN, NAME, TOLD = "quindecimal", "zanzibarine", "Oluwatobiloba", "perspicacious"
GONE = (SEALED, WITHDRAWN, NAME)


@pytest.fixture
def store(tmp_path: Path):
    opened = write_sample(tmp_path / "a.crp", None, "device-of-tests")
    yield opened
    opened.close()


@pytest.fixture
def shop(store: Store) -> str:
    """A workshop of one young person, whose notes were sealed, withdrawn and replaced after findings rested on them."""
    made = workshop.add_workshop(store, title="One", held_on="2026-11-20").value
    workshop.set_headcount(store, made, HeadcountKind.AGE_BAND, "11 to 13", 1)
    for words in (SEALED, WITHDRAWN, f"{NAME} sat there", TOLD):
        capture.file_line(store, made, parse_line(f"P1: they said {words} to me"), None)
    for one in note.notes(store, made):
        kind = NoteKind.PARAPHRASE if TOLD in one.text else NoteKind.QUOTE
        note.change_note(store, one.id, kind=kind)
        text = "A" if TOLD in one.text else f"On {one.text}"
        rests = finding.add_finding(
            store, FindingKind.CONCERN, text, workshop_id=made, spans=[finding.Span(one.id)]
        ).value
        mapping.map_badge(store, rests, "culture")
        mapping.map_article(store, rests, 12, reason=text)
    ids = {word: one.id for one in note.notes(store, made) for word in GONE if word in one.text}
    safeguarding.seal(store, made, safeguarding.Concern(f"they said {SEALED} to me"), [ids[SEALED]])
    rests_on = withdrawal.withdrawal_of_notes(store, [ids[WITHDRAWN]])
    withdrawal.withdraw(store, made, [ids[WITHDRAWN]], [one.finding.id for one in rests_on.findings])
    put(store, find_subject(store, "handout", made, options={"quotes": "all"}))
    return made


def put(store: Store, request: Request) -> None:
    found = [one for one in review(store, request).found if one.words == NAME]
    put_stand_ins(store, [StandIn(one, "[child A]") for one in found])


def words(content: bytes, form: Form) -> str:
    """Everything that can be read in a document."""
    if form is Form.HTML:
        return content.decode("utf-8")
    if form is Form.DOCX:
        return "".join(docx.Document(io.BytesIO(content)).element.itertext())
    with pypdfium2.PdfDocument(content) as document:
        return "\n".join(document[at].get_textpage().get_text_range() for at in range(len(document)))


@pytest.mark.parametrize("key", [one.key for one in kinds()])
def test_no_document_holds_what_is_gone(store: Store, shop: str, key: str) -> None:
    wanted = next(one for one in kinds() if one.key == key)
    quotes = {"quotes": "all"} if any(one.key == "quotes" for one in wanted.options) else {}
    subject = shop if wanted.subject == "workshop" else None
    request = find_subject(store, key, subject, options=quotes)
    for form in forms(wanted):
        said = words(make_report(store, request, form=form).content, form)
        assert len(said) > 100
        for word in GONE:
            assert word not in said, (form, word)
        assert f"“they said {TOLD}" not in said


def test_the_stand_in_is_what_prints_instead_and_the_paraphrase_never_does(store: Store, shop: str) -> None:
    request = find_subject(store, "workshop-summary", shop, options={"quotes": "all"})
    said = " ".join(words(make_report(store, request).content, Form.PDF).split())
    assert "they said [child A] sat there to me" in said
    assert TOLD not in said


def test_the_file_holds_none_of_it(store: Store, shop: str) -> None:
    path = store.path
    assert_journal_explains(store)
    store.close()
    for file in path.parent.iterdir():
        held = file.read_bytes()
        for word in (WITHDRAWN, NAME):
            assert word.encode() not in held, (file, word)


def test_a_signed_assessment_keeps_its_levels_and_loses_the_name(store: Store) -> None:
    """The first two words of a piece of evidence in a signed assessment stand for a name here."""
    with store.read() as conn:
        before = conn.execute(select(tables.sign_off)).mappings().first()
    told = json.loads(before["snapshot"])
    piece = next(
        one for statement in told["statements"] for one in statement["evidence"] if one["finding_id"]
    )
    about = next(one for one in finding.findings(store) if one.id == piece["finding_id"])
    word = " ".join(piece["text"].split()[:2])
    text = Text("finding", about.id, "text", about.text, frozenset())
    found = Found(What.ADULT, word, (word,), "", about.workshop_id or "", 1, (Seen(text, 4, 4 + len(word)),))
    if not about.workshop_id:
        signed = Text("sign_off", before["id"], "snapshot", piece["text"], frozenset())
        found = Found(What.ADULT, word, (word,), "", "", 0, (Seen(text, 4, 5), Seen(signed, 4, 5)))
    put_stand_ins(store, [StandIn(found, "[adult A]")])
    with store.read() as conn:
        row = conn.execute(select(tables.sign_off).where(tables.sign_off.c.id == before["id"])).mappings()
        after = json.loads(row.one()["snapshot"])
    assert [one["own"]["level"] for one in after["statements"]] == [
        one["own"]["level"] for one in told["statements"]
    ]
    now = next(
        one
        for statement in after["statements"]
        for one in statement["evidence"]
        if one["finding_id"] == piece["finding_id"]
    )
    assert now["text"] == piece["text"].replace(word, "[adult A]")
    assert after["signed"] == told["signed"]
    assert_journal_explains(store)


@pytest.mark.parametrize("seed", [3, 11, 29, 57])
def test_whatever_was_done_with_it_before_the_name_is_nowhere(tmp_path: Path, seed: int) -> None:
    store = new_programme(tmp_path / "a.crp")
    person = Careful(store, seed)
    shop = person.shop
    made = add_note(store, shop, note.NewNote(f"I told {NAME} about it")).value
    for _ in range(30):
        person.act()
    add_note(store, shop, note.NewNote(f"{NAME} was here"))
    text = Text("note", made, "text", NAME, frozenset({shop}))
    found = Found(What.PERSON, NAME, (NAME,), "", shop, 1, (Seen(text, 0, len(NAME)),))
    put_stand_ins(store, [StandIn(found, "[child A]")])
    assert_journal_explains(store)
    path = store.path
    store.close()
    for file in path.parent.iterdir():
        assert NAME.encode() not in file.read_bytes(), file
