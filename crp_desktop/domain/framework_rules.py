"""What a badge framework must be: the one set of rules for a file and for the editor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crp_desktop.domain.framework_model import LEVEL_NUMBERS, SCORING_TYPES, Badge, Framework, Statement
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import BadgeKind
from crp_desktop.domain.text import clean_line

FOUNDATIONAL = ("culture", "cooperation_leadership", "communication")
TEMPLATE_KEY = "template"
LAST_MAPPABLE_ARTICLE = 42
LONGEST_TEXT = 600
FEWEST_STATEMENTS = 4
MOST_STATEMENTS = 6
FEWEST_TYPES = 2

_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
_STATEMENT_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}\.[a-z][a-z0-9_]{0,59}")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a framework, and where.

    `table` is "", "level", "answer", "badge", "badge.statement", "template" or "template.statement"; `index`
    is the number of that table in the file (from 0); `field` its key.
    """

    table: str
    index: int
    field: str
    sentence: str


def framework_faults(framework: Framework) -> tuple[Fault, ...]:
    """Everything that is wrong with a framework, in reading order; empty when it can be used."""
    return tuple(_faults(framework))


def _faults(framework: Framework) -> Iterator[Fault]:
    for field in ("version", "label", "notice", "wording_note"):
        yield from _text_fault("", 0, field, getattr(framework, field))
    yield from _scale_faults(framework)
    keys: set[str] = set()
    number = 0
    for index, badge in enumerate(framework.badges):
        yield from _badge_faults(badge, "badge", index)
        if badge.key in keys:
            yield Fault("badge", index, "key", tr("the key “{key}” is used twice", key=badge.key))
        keys.add(badge.key)
        for statement in badge.statements:
            yield from _statement_faults(statement, badge.key, "badge.statement", number)
            if statement.key in keys:
                sentence = tr("the key “{key}” is used twice", key=statement.key)
                yield Fault("badge.statement", number, "key", sentence)
            keys.add(statement.key)
            number += 1
    for key in FOUNDATIONAL:
        if not any(b.key == key and b.kind is BadgeKind.FOUNDATIONAL for b in framework.badges):
            yield Fault("", 0, "badge", tr("the foundational badge “{key}” is missing", key=key))
    if framework.template is not None:
        yield from _badge_faults(framework.template, "template", 0)
        for index, statement in enumerate(framework.template.statements):
            yield from _statement_faults(statement, TEMPLATE_KEY, "template.statement", index)


def _scale_faults(framework: Framework) -> Iterator[Fault]:
    numbers = tuple(level.number for level in framework.levels)
    if numbers != LEVEL_NUMBERS:
        yield Fault("level", 0, "number", tr("the levels must be 0, 1, 2, 3 and 4, in that order"))
    for index, level in enumerate(framework.levels):
        yield from _text_fault("level", index, "name", level.name)
        yield from _text_fault("level", index, "meaning", level.meaning)
    sure = [answer for answer in framework.young_scale if not answer.unsure]
    if len(sure) < 2 or len(framework.young_scale) - len(sure) != 1:
        sentence = tr("young people need at least two answers, and exactly one that says they are unsure")
        yield Fault("answer", 0, "unsure", sentence)
    seen: set[str] = set()
    for index, answer in enumerate(framework.young_scale):
        yield from _text_fault("answer", index, "words", answer.words)
        yield from _text_fault("answer", index, "symbol", answer.symbol)
        if not _KEY.fullmatch(answer.key) or answer.key in seen:
            yield Fault("answer", index, "key", _key_sentence(answer.key))
        seen.add(answer.key)


def _badge_faults(badge: Badge, table: str, index: int) -> Iterator[Fault]:
    if not _KEY.fullmatch(badge.key) or (badge.key == TEMPLATE_KEY) != (table == TEMPLATE_KEY):
        yield Fault(table, index, "key", _key_sentence(badge.key))
    for field in ("name", "definition", "symbol"):
        yield from _text_fault(table, index, field, getattr(badge, field))
    yield from _article_faults(badge.articles, table, index)
    count = len(badge.statements)
    fewest = 1 if badge.kind is BadgeKind.LOCAL else FEWEST_STATEMENTS
    if not fewest <= count <= MOST_STATEMENTS:
        sentence = tr(
            "“{name}” has {count} of the {fewest} to {most} statements that a badge needs",
            name=badge.name,
            count=count,
            fewest=fewest,
            most=MOST_STATEMENTS,
        )
        yield Fault(table, index, "key", sentence)
    if badge.kind is BadgeKind.FOUNDATIONAL and badge.key not in FOUNDATIONAL:
        yield Fault(table, index, "kind", tr("the foundational badges are fixed; choose thematic or local"))


def _statement_faults(statement: Statement, badge: str, table: str, index: int) -> Iterator[Fault]:
    if not _STATEMENT_KEY.fullmatch(statement.key) or not statement.key.startswith(badge + "."):
        sentence = tr("the key must be “{badge}.” and a word in small letters", badge=badge)
        yield Fault(table, index, "key", sentence)
    for field in ("text", "plain"):
        yield from _text_fault(table, index, field, getattr(statement, field))
    seen: dict[str, int] = {}
    for number, words in enumerate(statement.levels):
        yield from _text_fault(table, index, f"level_{number}", words)
        if words in seen:
            sentence = tr("levels {one} and {other} say the same", one=seen[words], other=number)
            yield Fault(table, index, f"level_{number}", sentence)
        seen[words] = number
    if any(kind not in SCORING_TYPES for kind in statement.needs):
        yield Fault(table, index, "needs", tr("an assertion alone is never evidence that a statement needs"))
    elif len(set(statement.needs)) < FEWEST_TYPES or len(set(statement.needs)) != len(statement.needs):
        sentence = tr("name two or three different types: one type alone never lifts a level above 2")
        yield Fault(table, index, "needs", sentence)
    yield from _article_faults(statement.articles, table, index)


def _article_faults(articles: tuple[int, ...], table: str, index: int) -> Iterator[Fault]:
    for number in articles:
        if not 1 <= number <= LAST_MAPPABLE_ARTICLE:
            sentence = tr("there is no article {number} to link to; they run from 1 to 42", number=number)
            yield Fault(table, index, "articles", sentence)
    if len(set(articles)) != len(articles):
        yield Fault(table, index, "articles", tr("the same article is named twice"))


def _text_fault(table: str, index: int, field: str, words: str) -> Iterator[Fault]:
    if not words.strip():
        yield Fault(table, index, field, tr("“{key}” is empty", key=field))
    elif len(words) > LONGEST_TEXT:
        sentence = tr("“{key}” is longer than {most} characters", key=field, most=LONGEST_TEXT)
        yield Fault(table, index, field, sentence)
    elif words != clean_line(words):
        yield Fault(table, index, field, tr("“{key}” must be one line of text", key=field))


def _key_sentence(key: str) -> str:
    return tr("“{key}” cannot be a key: use small letters, digits and _, each key once", key=key)
