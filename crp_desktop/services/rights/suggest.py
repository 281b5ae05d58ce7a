"""Suggestions of articles and badges: the shipped suggester, and a programme's own learning."""

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import lru_cache
from threading import Lock
from typing import Any

from sqlalchemy import ColumnElement, Table, select

from crp_desktop import paths
from crp_desktop.domain.convention import load_convention
from crp_desktop.domain.framework import load_framework
from crp_desktop.domain.kinds import ReadBack
from crp_desktop.domain.learning import Learning, Mapped
from crp_desktop.domain.suggest import Suggester
from crp_desktop.domain.suggest_order import Order, load_order
from crp_desktop.domain.vocabulary import Key, load_vocabulary
from crp_desktop.services.findings.listing import resting_on_struck
from crp_desktop.services.rights.encoder import NoEncoder
from crp_desktop.services.rights.meaning import Reading, load_meaning
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store

REMEMBERED = 2_000
"""How many of the newest mapped findings are compared with a new text."""


_ONE_AT_A_TIME = Lock()


def load_suggester() -> Suggester:
    """The suggester over the files that ship; read once, and who asks meanwhile waits for what is left of it.

    Takes most of a second the first time. Raises InputProblem when one of the files is torn.
    """
    with _ONE_AT_A_TIME:
        return read_suggester()


@lru_cache
def read_suggester() -> Suggester:
    """What `load_suggester` reads."""
    return words_alone(load_order(paths.resource("meaning/order.json")))


def words_alone(order: Order | None = None) -> Suggester:
    """The suggester over the files that ship, which gives its second opinion no weight without an `order`."""
    convention = load_convention(paths.resource("convention.toml"))
    framework = load_framework(paths.resource("framework.toml"))
    badges = frozenset(badge.key for badge in framework.badges)
    vocabulary = load_vocabulary(paths.resource("vocabulary"), convention, badges)
    return Suggester(vocabulary, convention, framework, order=order)


def second_opinion(suggester: Suggester) -> Callable[[str], Reading | None]:
    """Reads texts for their meaning; a function that always says None where that cannot be done."""
    try:
        return load_meaning(suggester.phrases).read
    except NoEncoder:
        return lambda text: None


def load_learning(store: Store, /) -> Learning:
    """What this programme's people confirmed, accepted and dismissed. Sealed, withdrawn and struck words teach nothing:
    the first two are in no finding any more, and a finding that was struck out with the group, or rests on struck notes
    alone, is left out with all that was decided about it."""
    finding, dismissal = tables.finding, tables.dismissal
    keys: dict[str, list[Key]] = defaultdict(list)
    accepted: Counter[Key] = Counter()
    dismissed: Counter[Key] = Counter()
    with store.read() as conn:
        standing = select(finding.c.id, finding.c.text).where(finding.c.read_back != ReadBack.STRUCK)
        newest = conn.execute(standing.order_by(finding.c.made_at.desc(), finding.c.id)).all()
        teaching = {row.id for row in newest} - set(conn.execute(resting_on_struck()).scalars())
        for table, target in _LINKS:
            learnt = select(table.c.finding_id, target, table.c.suggested).where(~table.c.forgotten)
            for finding_id, key, suggested in conn.execute(learnt.order_by(table.c.id)):
                if finding_id in teaching:
                    keys[finding_id].append(key)
                    accepted[key] += suggested
        refused = select(dismissal.c.finding_id, dismissal.c.target).where(~dismissal.c.forgotten)
        for finding_id, target in conn.execute(refused):
            dismissed[_key(target)] += finding_id in teaching
    rows = [row for row in newest if row.id in keys][:REMEMBERED]
    mapped = tuple(Mapped(row.id, row.text, tuple(keys[row.id])) for row in reversed(rows))
    return Learning(mapped, dict(+accepted), dict(+dismissed))


_LINKS: tuple[tuple[Table, ColumnElement[Any]], ...] = (
    (tables.finding_article, tables.finding_article.c.number),
    (tables.finding_badge, tables.finding_badge.c.badge_key),
)


def _key(target: str) -> Key:
    """The key that a dismissal names: an article's number, with or without a word before it, or a badge's key."""
    last = target.rsplit(":", 1)[-1]
    return int(last) if last.isdecimal() else last
