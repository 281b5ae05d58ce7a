"""How often the suggester is right, by register, on labelled texts it was not written from.

    python -m tests.suggest.evaluate [tuning|heldback|hard] [--misses] [--words]

The texts in `evaluation/` were written and labelled by someone who had not seen the vocabulary or the ranking.
Whoever improves those reads `tuning` and its misses, and only ever runs `heldback` for its figures.

Every line of a file is one object: `id`, `register`, `text`, `articles` (numbers 1 to 42 that a specialist would
accept, the main one first) and `badges` (keys, likewise). Measures, each a share of the texts from 0 to 1:

- hit@k: one of the accepted keys is among the first k suggestions;
- main@3: the main key itself is among the first three;
- recall@5: the accepted keys found among the first five, out of the accepted keys (at most five), averaged.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

FOLDER = Path(__file__).parent / "evaluation"
HALVES = ("tuning", "heldback")
SETS = (*HALVES, "hard")
"""`hard` was written to be hard: idiom, wrong sense, negation, two topics; it has some registers only."""
REGISTERS = (
    "council_plan",
    "officers",
    "schools",
    "young_people",
    "impact_assessment",
    "child_complaints",
)
DEPTH = 10

Key = int | str


class Suggestion(Protocol):
    """One suggestion; `key` is an article's number or a badge's key."""

    @property
    def key(self) -> Any: ...


class Suggester(Protocol):
    """What is measured: suggestions best first, at most `limit` of them."""

    def articles(self, text: str, limit: int) -> Sequence[Suggestion]: ...

    def badges(self, text: str, limit: int) -> Sequence[Suggestion]: ...


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with the keys a specialist would accept, the main one first."""

    id: str
    register: str
    text: str
    articles: tuple[int, ...]
    badges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures over `texts` texts, each from 0 to 1."""

    texts: int
    hit_1: float
    hit_3: float
    main_3: float
    recall_5: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What was suggested for one text, best first, beside what is accepted for it."""

    labelled: Labelled
    accepted: tuple[Key, ...]
    suggested: tuple[Key, ...]

    def hit(self, depth: int) -> bool:
        return not set(self.accepted).isdisjoint(self.suggested[:depth])

    def main(self, depth: int) -> bool:
        return self.accepted[0] in self.suggested[:depth]

    def recall(self, depth: int) -> float:
        found = set(self.accepted) & set(self.suggested[:depth])
        return len(found) / min(depth, len(self.accepted))


def read(half: str) -> list[Labelled]:
    """The labelled texts of one file: "tuning", "hard" or "heldback"."""
    lines = (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Labelled(row["id"], row["register"], row["text"], tuple(row["articles"]), tuple(row["badges"]))
        for row in map(json.loads, lines)
    ]


class SecondOpinion:
    """A suggester that reads each text for its meaning as well."""

    def __init__(self) -> None:
        from crp_desktop.services.rights.suggest import load_suggester, second_opinion

        self._suggester = load_suggester()
        self._read = second_opinion(self._suggester)

    def articles(self, text: str, limit: int) -> "Sequence[Suggestion]":
        return self._suggester.articles(text, limit, near=self._read(text))

    def badges(self, text: str, limit: int) -> "Sequence[Suggestion]":
        return self._suggester.badges(text, limit, near=self._read(text))


def article_answers(suggester: Suggester, texts: Iterable[Labelled]) -> list[Answer]:
    return [
        Answer(item, item.articles, tuple(found.key for found in suggester.articles(item.text, limit=DEPTH)))
        for item in texts
    ]


def badge_answers(suggester: Suggester, texts: Iterable[Labelled]) -> list[Answer]:
    return [
        Answer(item, item.badges, tuple(found.key for found in suggester.badges(item.text, limit=DEPTH)))
        for item in texts
    ]


def figures(answers: Sequence[Answer]) -> Figures:
    """The measures over all of `answers`, which may not be empty."""

    def share(measure: Callable[[Answer], float]) -> float:
        return sum(measure(answer) for answer in answers) / len(answers)

    return Figures(
        texts=len(answers),
        hit_1=share(lambda answer: answer.hit(1)),
        hit_3=share(lambda answer: answer.hit(3)),
        main_3=share(lambda answer: answer.main(3)),
        recall_5=share(lambda answer: answer.recall(5)),
    )


def by_register(answers: Sequence[Answer]) -> dict[str, Figures]:
    """The measures for each register in order, then for "all"."""
    table = {}
    for register in REGISTERS:
        if own := [answer for answer in answers if answer.labelled.register == register]:
            table[register] = figures(own)
    table["all"] = figures(answers)
    return table


def table_lines(title: str, table: dict[str, Figures]) -> Iterator[str]:
    """A table of percentages for the terminal."""
    yield f"{title:<20}{'texts':>6}{'hit@1':>8}{'hit@3':>8}{'main@3':>8}{'recall@5':>10}"
    for name, row in table.items():
        shares = f"{row.hit_1:>8.0%}{row.hit_3:>8.0%}{row.main_3:>8.0%}{row.recall_5:>10.0%}"
        yield f"{name:<20}{row.texts:>6}{shares}"


def miss_lines(answers: Iterable[Answer]) -> Iterator[str]:
    """The texts with nothing acceptable among the first three suggestions."""
    for answer in answers:
        if not answer.hit(3):
            item = answer.labelled
            yield f"{item.id}: wanted {list(answer.accepted)}, got {list(answer.suggested[:5])}: {item.text}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.suggest.evaluate")
    parser.add_argument("half", nargs="?", choices=SETS, default="tuning")
    parser.add_argument("--misses", action="store_true", help="list the texts that were missed (tuning only)")
    parser.add_argument("--words", action="store_true", help="by words alone, without the sentence encoder")
    options = parser.parse_args()
    if options.misses and options.half == "heldback":
        parser.error("the held-back half is for figures only: its texts may not be looked at while tuning")

    from crp_desktop.services.rights.suggest import load_suggester

    suggester: Suggester = load_suggester() if options.words else SecondOpinion()
    texts = read(options.half)
    for title, answers in (
        ("articles", article_answers(suggester, texts)),
        ("badges", badge_answers(suggester, texts)),
    ):
        print(*table_lines(title, by_register(answers)), "", sep="\n")
        if options.misses:
            print(*miss_lines(answers), "", sep="\n")


if __name__ == "__main__":
    main()
