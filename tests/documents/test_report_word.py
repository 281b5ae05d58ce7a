"""Every kind of document as a Word file, from the sample and from the hostile programme."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from crp_desktop.documents.formats import Form, form_of, forms
from crp_desktop.documents.kinds import kind, kinds
from crp_desktop.documents.prepare import find_subject, make_report, save_report
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.kinds import Audience, HeadcountKind, NoteKind, ReadBack
from crp_desktop.domain.text import clean, printable
from crp_desktop.services.capture.note import NewNote
from crp_desktop.services.findings.finding import Span, add_finding, findings
from crp_desktop.services.privacy import safeguarding, withdrawal
from crp_desktop.services.privacy.print_log import print_log
from crp_desktop.services.programme.sample import write_sample
from crp_desktop.services.workshops.workshop import add_workshop, find_workshop, set_headcount
from crp_desktop.storage.store import Store
from tests.make import add_notes, new_programme
from tests.rendering.word_file import (
    fields,
    headings,
    never_parts_rows,
    opened,
    parts,
    repeats_head,
    squeezed,
    words,
)
from tests.stress import write_stress

FLOWING = [one.key for one in kinds() if one.flows]
PAPER = [one.key for one in kinds() if not one.flows]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = write_sample(tmp_path_factory.mktemp("sample") / "a.crp", None, "device-of-tests")
    yield store
    store.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = write_stress(tmp_path_factory.mktemp("stress") / "a.crp")
    yield store
    store.close()


def word(store: Store, key: str, workshop: str | None = None, **options: str) -> bytes:
    request = find_subject(store, key, workshop, options=options)
    if "badge" in kind(key).about and key != "evidence-pack":
        request = replace(request, badge="culture")
    return make_report(store, request, form=Form.DOCX).content


def check(content: bytes) -> None:
    """What holds for every Word file of ours."""
    found = parts(content)
    file = opened(content)
    levels = [level for level, _ in headings(file)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in file.tables:
        assert repeats_head(table)
        assert never_parts_rows(table)
    assert all(code in ("PAGE", "NUMPAGES") or code.startswith("TOC") for code in fields(content))
    assert not any(b"TargetMode" in part for name, part in found.items() if name.endswith(".rels"))
    assert not [name for name in found if "vba" in name or "embed" in name]


@pytest.mark.parametrize("key", FLOWING)
def test_every_kind_of_the_sample(sample: Store, key: str) -> None:
    content = word(sample, key)
    check(content)
    file = opened(content)
    assert "Illustrative" in file.sections[0].header.paragraphs[0].text
    assert file.core_properties.author == "London Borough of Northmere"
    if key in ("badge-assessment", "period-assessment", "readiness", "evidence-pack"):
        assert "not UNICEF criteria" in words(content)


@pytest.mark.parametrize("key", [key for key in FLOWING if key != "period-assessment"])
def test_every_kind_of_the_hostile_programme(hostile: Store, key: str) -> None:
    check(word(hostile, key))


@pytest.mark.parametrize("key", ["workshop-summary", "handout"])
@pytest.mark.parametrize("which", ["sample", "hostile"])
def test_every_finding_is_there_but_for_those_struck_out(
    key: str, which: str, request: pytest.FixtureRequest
) -> None:
    store: Store = request.getfixturevalue(which)
    shop = find_workshop(store, None)
    text = squeezed(words(word(store, key)))
    held = findings(store, workshop_id=shop.id)
    assert held
    for one in held:
        if one.read_back is not ReadBack.STRUCK:
            assert squeezed(printable(clean(one.text))) in text
        elif which == "sample":
            assert squeezed(one.text) not in text


def test_the_evidence_pack_has_every_claim_with_where_it_comes_from(sample: Store) -> None:
    text = squeezed(words(word(sample, "evidence-pack")))
    about = [one for one in findings(sample) if any(link.badge_key == "culture" for link in one.badges)]
    assert about
    for one in about:
        assert squeezed(one.text) in text
    assert "Workshop1,12November2025,youngpeople" in text


SECRET, GIVEN_BACK, KEPT = "my uncle hits me", "please forget this", "the park is dark"


def test_sealed_withdrawn_and_small_are_in_no_word_file(tmp_path: Path) -> None:
    store = new_programme(tmp_path / "a.crp")
    try:
        shop = add_workshop(
            store, title="Getting about", held_on="2026-05-04", audience=Audience.YOUNG_PEOPLE
        ).value
        for band, people in (("11 to 13", 9), ("14 to 16", 2), ("17 and over", 8)):
            set_headcount(store, shop, HeadcountKind.AGE_BAND, band, people)
        notes = add_notes(
            store, shop, [NewNote(text=one, kind=NoteKind.QUOTE) for one in (SECRET, GIVEN_BACK, KEPT)]
        ).value
        add_finding(
            store,
            kind="concern",
            text="About the park",
            workshop_id=shop,
            spans=[Span(notes[0]), Span(notes[2])],
        )
        add_finding(store, kind="concern", text=GIVEN_BACK, workshop_id=shop, spans=[Span(notes[1])])
        struck = [one.finding.id for one in withdrawal.withdrawal_of_notes(store, [notes[1]]).findings]
        withdrawal.withdraw(store, shop, [notes[1]], struck)
        safeguarding.seal(store, shop, safeguarding.Concern("said"), [notes[0]])
        for key in ("workshop-summary", "handout", "rights-map", "committee-paper", "evidence-pack"):
            options = {"quotes": "all"} if any(one.key == "quotes" for one in kind(key).options) else {}
            content = word(store, key, **options)
            everything = b"\n".join(parts(content).values()).decode("utf-8", "replace")
            assert SECRET not in everything
            assert GIVEN_BACK not in everything
        text = words(word(store, "workshop-summary", quotes="all", bands="counted"))
        assert KEPT in text
        table = opened(word(store, "workshop-summary", bands="counted")).tables[0]
        counts = {row.cells[0].text: row.cells[1].text for row in table.rows[1:]}
        assert counts["14 to 16"] == "fewer than 5"
        assert "not shown" in counts.values()
    finally:
        store.close()


def test_saving_is_logged_by_its_form(sample: Store, tmp_path: Path) -> None:
    for form in (Form.PDF, Form.HTML, Form.DOCX):
        save_report(sample, find_subject(sample, "committee-paper"), tmp_path / f"a.{form}", form=form)
    found = [(one.form, one.pages > 0, "format" in one.options) for one in print_log(sample)[:3]]
    assert sorted(found) == [("docx", False, False), ("html", False, False), ("pdf", True, False)]
    assert opened((tmp_path / "a.docx").read_bytes()).paragraphs


@pytest.mark.parametrize("key", PAPER)
def test_what_only_makes_sense_on_paper_is_no_word_file(sample: Store, tmp_path: Path, key: str) -> None:
    assert forms(kind(key)) == (Form.PDF,)
    with pytest.raises(InputProblem) as caught:
        save_report(sample, find_subject(sample, key), tmp_path / "a.docx", form=Form.DOCX)
    assert "Word document" in caught.value.what
    assert list(tmp_path.iterdir()) == []


def test_the_form_is_the_one_asked_for_or_what_the_name_ends_with() -> None:
    assert form_of(Path("a.docx")) is form_of(Path("A.DOCX")) is Form.DOCX
    assert form_of(Path("a.html")) is form_of(Path("a.htm")) is Form.HTML
    assert form_of(Path("a.pdf")) is form_of(Path("a")) is Form.PDF
    assert form_of(Path("a.docx"), "pdf") is Form.PDF
