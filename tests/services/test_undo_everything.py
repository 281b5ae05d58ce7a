"""Anything in any order, then all of it undone: the file is what it was; and done again: what it became."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.errors import Problem
from crp_desktop.domain.kinds import FindingKind, HeadcountKind, MappingKind, ReadBack
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture import note, note_edit
from crp_desktop.services.findings import coding, finding
from crp_desktop.services.findings import merge as finding_merge
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.rights import learning, mapping
from crp_desktop.services.workshops import read_back, session, workshop
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from tests.make import new_programme
from tests.replay import assert_journal_explains, database_says, redo_label, undo_label

Act = Callable[[], object]


class Person:
    """Somebody who does one thing after another to a programme, each a random one; a refused one does nothing."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store = store
        self.dice = random.Random(seed)
        self.shop = workshop.add_workshop(store).value

    def act(self) -> None:
        """One random thing."""
        try:
            self.dice.choice(self._acts())()
        except Problem:
            return

    def _note(self) -> str:
        return self.dice.choice(note.notes(self.store, self.shop)).id

    def _finding(self) -> str:
        return self.dice.choice(finding.findings(self.store)).id

    def _some(self, one: Callable[[], str]) -> list[str]:
        return list({one() for _ in range(3)})

    def _acts(self) -> list[Act]:
        acts: list[Act] = [self._plan, self._line, self._line, self._count]
        if note.notes(self.store, self.shop):
            acts += [self._edit, self._split, self._join, self._move, self._lose, self._find, self._find]
        if finding.findings(self.store):
            acts += [self._map, self._unmap, self._merge, self._part, self._say, self._drop, self._teach]
        return acts

    def _plan(self) -> None:
        made = workshop.add_prompt(self.store, self.shop, f"Prompt {self.dice.random()}").value
        asked = [one.id for one in workshop.prompts(self.store, self.shop)]
        workshop.move_prompt(self.store, made, self.dice.choice([None, *asked[:-1]]))
        if len(asked) > 2:
            workshop.delete_prompt(self.store, self.dice.choice(asked))

    def _line(self) -> None:
        asked = [None, *(one.id for one in workshop.prompts(self.store, self.shop))]
        lines = [
            parse_line(f"P{self.dice.randint(1, 4)}: one two {self.dice.randint(1, 9)} three +1")
            for _ in range(self.dice.randint(1, 3))
        ]
        capture.file_lines(self.store, self.shop, lines, self.dice.choice(asked))

    def _count(self) -> None:
        count = self.dice.randint(0, 9)
        workshop.set_headcount(self.store, self.shop, HeadcountKind.AGE_BAND, "8 to 10", count)
        session.count_phrase(
            self.store, self.shop, "I HAVE", agree=count, unsure=1, disagree=0, method="slips"
        )
        workshop.change_workshop(self.store, self.shop, title=f"Title {count}", badges=("culture",))

    def _edit(self) -> None:
        texts = ("two one", "one two three", "quite other words", "one one two")
        note.change_note(self.store, self._note(), text=self.dice.choice(texts))
        note_edit.star_notes(self.store, self._some(self._note), self.dice.random() < 0.5)

    def _split(self) -> None:
        note_edit.split_note(self.store, self._note(), self.dice.randint(1, 9))

    def _join(self) -> None:
        upper, lower = self._note(), self._note()
        if upper != lower:
            note_edit.join_notes(self.store, upper, lower)

    def _move(self) -> None:
        one, other = self._note(), self._note()
        if one != other:
            note.move_note(self.store, one, other)

    def _lose(self) -> None:
        note.delete_notes(self.store, self._some(self._note)[:2])

    def _find(self) -> None:
        spans = [finding.Span(one) for one in self._some(self._note)]
        links = [mapping.NewLink(12), mapping.NewLink("culture", suggested=True)]
        coding.make_finding(
            self.store, FindingKind.IDEA, "Found", workshop_id=self.shop, spans=spans, links=links
        )

    def _map(self) -> None:
        mapping.map_article(
            self.store, self._finding(), self.dice.randint(1, 42), main=self.dice.random() < 0.5
        )
        mapping.map_badge(self.store, self._finding(), self.dice.choice(("culture", "healthy", "place")))

    def _unmap(self) -> None:
        links = finding.finding(self.store, self._finding()).articles
        if links:
            mapping.make_main(self.store, MappingKind.ARTICLE, self.dice.choice(links).id)
            mapping.unmap(self.store, MappingKind.ARTICLE, self.dice.choice(links).id)

    def _merge(self) -> None:
        finding_merge.merge_findings(self.store, self._finding(), self._some(self._finding), "Merged")

    def _part(self) -> None:
        which = self._finding()
        resting = [one.id for one in finding.excerpts(self.store, finding_id=which)]
        finding_merge.split_finding(self.store, which, "Parted", resting[:1])
        for excerpt_id in resting[1:2]:
            finding.delete_excerpt(self.store, excerpt_id)

    def _say(self) -> None:
        cards = read_back.read_back_cards(self.store, self.shop)
        if cards:
            read_back.set_read_back(self.store, self.dice.choice(cards), ReadBack.CORRECTED, "one put right")
        finding.set_statistic(self.store, self._finding(), value=str(self.dice.randint(1, 99)), unit="%")

    def _drop(self) -> None:
        finding.delete_findings(self.store, self._some(self._finding)[:1])

    def _teach(self) -> None:
        mapping.dismiss(self.store, self._finding(), self.dice.randint(1, 42))
        learning.forget_learning(self.store)


@pytest.mark.parametrize("seed", range(3))
def test_everything_is_undone_and_done_again(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "a.crp"
    store = new_programme(path)
    before = database_says(store)
    person = Person(store, seed)
    for _ in range(40):
        person.act()
    after = database_says(store)
    assert len(note.notes(store, person.shop)) + len(finding.findings(store)) > 5
    while undo_label(store):
        store.undo()
    assert database_says(store) == before
    assert_journal_explains(store)
    author = store.author
    store.close()
    store = open_programme(path, Key(), backups=tmp_path)
    store.author = author
    while redo_label(store):
        store.redo()
    assert database_says(store) == after
    assert_journal_explains(store)
    store.close()
