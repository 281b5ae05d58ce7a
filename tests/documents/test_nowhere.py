"""Whatever was done with words, once they are sealed or withdrawn they are in no byte, search, list, paper or page."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from crp_desktop.documents import prepare as report
from crp_desktop.documents.kinds import kinds
from crp_desktop.documents.review.pseudonyms import StandIn, put_stand_ins
from crp_desktop.documents.review.review import review
from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.errors import Problem
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.rendering.html.writer import as_page
from crp_desktop.services.assessment.listing import list_assessments
from crp_desktop.services.capture import draft, note, note_edit
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.findings import finding
from crp_desktop.services.findings import merge as finding_merge
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.privacy import safeguarding, withdrawal
from crp_desktop.services.programme import listing
from crp_desktop.services.programme.search import search
from crp_desktop.services.rights import mapping
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import tables
from crp_desktop.storage.purge import settle
from crp_desktop.storage.store import Store
from tests.make import new_programme
from tests.rendering.reading import Pdf
from tests.replay import assert_journal_explains, redo_label, undo_label
from tests.services.privacy.test_safeguarding import everything_but_sealed
from tests.services.privacy.test_seal_anything import Careful
from tests.services.test_undo_everything import Act

SECRET = "quetzalcoatl"
SAID = f"{SECRET} hits me at night when nobody looks"


class Thorough(Careful):
    """Somebody who also types the words elsewhere: in drafts, in reasons, in findings that repeat them."""

    def _acts(self) -> list[Act]:
        acts = [*super()._acts(), self._half, self._begun]
        return [*acts, self._repeat, self._cut] if finding.findings(self.store) else acts

    def _target(self) -> str:
        return next(one.id for one in note.notes(self.store, self.shop) if SECRET in one.text)

    def _back(self) -> None:
        super()._back()
        if not any(SECRET in one.text for one in note.notes(self.store, self.shop)):
            self.store.redo()

    def _split(self) -> None:
        """Between words: a part of a word is not found again by anybody."""
        which = self._note()
        spaces = [at for at, letter in enumerate(self._words(which)) if letter == " "]
        if spaces:
            note_edit.split_note(self.store, which, self.dice.choice(spaces))

    def _half(self) -> None:
        draft.save_draft(self.store, capture.draft_place(self.shop), f"P2: {SAID[:24]}", {"prompt": ""})

    def _begun(self) -> None:
        place = safeguarding.concern_place(self.shop, [self._target()] if self.dice.random() < 0.5 else [])
        draft.save_draft(self.store, place, "", {})
        draft.save_draft(self.store, place, SAID, {"words": SAID, "place": "the hall"})

    def _repeat(self) -> None:
        """A finding in the same words, on these notes and on others."""
        others = [one.id for one in note.notes(self.store, self.shop) if SECRET not in one.text][:1]
        spans = [finding.Span(one) for one in (self._target(), *others)]
        made = make_finding(self.store, FindingKind.CONCERN, SAID, workshop_id=self.shop, spans=spans)
        assert made

    def _cut(self) -> None:
        """A part of the note, then taken away again, or merged, or parted."""
        start = self.dice.randint(0, 5)
        which = self._finding()
        finding.add_excerpts(self.store, which, [finding.Span(self._target(), start, start + 14)])
        act = self.dice.randint(0, 2)
        if act == 0:
            finding_merge.merge_findings(self.store, which, [self._finding()])
        elif act == 1:
            rests = [one.id for one in finding.excerpts(self.store, finding_id=which)]
            finding_merge.split_finding(self.store, which, "Parted", rests[-1:])
        else:
            finding.delete_excerpt(self.store, finding.excerpts(self.store, finding_id=which)[-1].id)
        mapping.map_article(self.store, self._finding(), 19)


def places(store: Store) -> list[str]:
    """Where records that are being written keep their drafts."""
    with store.read() as conn:
        return list(
            conn.execute(
                select(tables.draft.c.place).where(tables.draft.c.place.startswith("concern:"))
            ).scalars()
        )


def said_on_paper(store: Store, shop: str) -> str:
    """Every document there is, with everything in it that can be chosen, on paper and as a page."""
    told = []
    for kind in kinds():
        options = {one.key: one.choices[-1][0] if one.choices else "yes" for one in kind.options}
        if "quotes" in options:
            options["quotes"] = "all"
        try:
            request = report.find_subject(store, kind.key, shop, options=options)
            made = report.make_report(store, request)
        except Problem:  # nothing of that kind to print
            continue
        told += [Pdf(made.content).root().said(), made.name, made.job]
        told.append(as_page(kind.prepare(store, made.request).document))
    assert len(told) > 12, "most kinds of document were made"
    return "\n".join(told)


def said_in_lists(store: Store) -> str:
    lists = (listing.list_workshops, listing.list_notes, listing.list_findings, list_assessments)
    found = [one(store) for one in lists]
    hits = [asdict(one) for one in search(store, SECRET)]
    labels = [undo_label(store), redo_label(store)]
    return json.dumps([found, hits, labels], ensure_ascii=False, default=str)


def take_away(store: Store, shop: str, chosen: list[str], *, seal: bool) -> None:
    """As the dialogs do: what rests on nothing else goes, of the others what repeats the words."""
    resting = withdrawal.withdrawal_of_notes(store, chosen).findings
    if seal:
        concern = safeguarding.Concern(SAID)
        safeguarding.seal(store, shop, concern, chosen, [one.finding.id for one in resting if one.repeats])
    else:
        gone = [one.finding.id for one in resting if one.only or one.repeats]
        withdrawal.withdraw(store, shop, chosen, gone)


@pytest.mark.parametrize("seal", [True, False], ids=["sealed", "withdrawn"])
@pytest.mark.parametrize("seed", [1, 2, 3, 5, 8, 13])
def test_words_that_were_taken_away_are_nowhere(
    request: pytest.FixtureRequest, tmp_path: Path, seed: int, seal: bool
) -> None:
    store = new_programme(tmp_path / "a.crp")
    request.addfinalizer(store.close)
    person = Thorough(store, seed)
    capture.file_line(store, person.shop, parse_line(f"P9: “{SAID}”"), None)
    for _ in range(30):
        person.act()
    person._half()
    person._begun()
    chosen = [one.id for one in note.notes(store, person.shop) if SECRET in one.text]
    take_away(store, person.shop, chosen, seal=seal)
    begun = [one for one in (draft.draft(store, place) for place in places(store)) if one is not None]
    assert bool(begun) is not seal, "what is written down of a worry outlasts a withdrawal"
    with store.unjournaled() as conn:
        conn.execute(delete(tables.draft).where(tables.draft.c.place.startswith("concern:")))
    assert SECRET not in everything_but_sealed(store)
    assert SECRET not in said_in_lists(store)
    assert_journal_explains(store)
    while undo_label(store):
        store.undo()
        assert SECRET not in everything_but_sealed(store)
    while redo_label(store):
        store.redo()
        assert SECRET not in everything_but_sealed(store)
    assert_journal_explains(store)
    assert workshop.workshops(store)
    if seed < 3:
        assert SECRET not in said_on_paper(store, person.shop)
    with store.unjournaled() as conn:
        conn.execute(delete(tables.sealed))
    settle(store.engine)
    store.close()
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or SECRET.encode() not in file.read_bytes(), file


@pytest.mark.parametrize("seal", [True, False], ids=["sealed", "withdrawn"])
def test_so_are_words_in_which_a_name_was_replaced_before(
    request: pytest.FixtureRequest, tmp_path: Path, seal: bool
) -> None:
    store = new_programme(tmp_path / "a.crp")
    request.addfinalizer(store.close)
    shop = workshop.add_workshop(store).value
    for line in (f"P2: Zaynab told me, {SAID}", "P1: I told Zaynab's mum", f"P3: {SAID}, he said"):
        capture.file_line(store, shop, parse_line(line), None)
    store.undo()
    told, other = (one.id for one in note.notes(store, shop))
    spans = [finding.Span(told), finding.Span(other)]
    finding.add_finding(store, FindingKind.CONCERN, f"Zaynab: {SAID}", workshop_id=shop, spans=spans)
    subject = report.find_subject(store, "handout", shop)
    names = [one for one in review(store, subject).found if "Zaynab" in one.words]
    put_stand_ins(store, [StandIn(one, "A friend") for one in names])
    take_away(store, shop, [told], seal=seal)
    everything = everything_but_sealed(store)
    assert names
    for words in (SECRET, "Zaynab"):
        assert words not in everything
        assert words not in said_in_lists(store)
    assert [one.text for one in note.notes(store, shop)] == ["I told A friend's mum"]
    assert_journal_explains(store)
    with store.unjournaled() as conn:
        conn.execute(delete(tables.sealed))
    settle(store.engine)
    store.close()
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or not found_in(file), file


def found_in(file: Path) -> set[str]:
    held = file.read_bytes().lower()
    return {word for word in (SECRET, "Zaynab") if word.lower().encode() in held}
