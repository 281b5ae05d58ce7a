"""Suggestions of articles and badges: the shipped suggester, and a programme's own learning."""

from collections import defaultdict
from functools import lru_cache

from sqlalchemy import func, select

from crp_desktop import paths
from crp_desktop.domain.convention import load_convention
from crp_desktop.domain.framework import load_framework
from crp_desktop.domain.kinds import ReadBack
from crp_desktop.domain.learning import Learning, Mapped
from crp_desktop.domain.suggest import Suggester
from crp_desktop.domain.vocabulary import Key, load_vocabulary
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store

REMEMBERED = 2_000
"""How many of the newest mapped findings are compared with a new text."""


@lru_cache
def load_suggester() -> Suggester:
    """The suggester over the files that ship; read once. Raises InputProblem when one of them is torn."""
    convention = load_convention(paths.resource("convention.toml"))
    framework = load_framework(paths.resource("framework.toml"))
    badges = frozenset(badge.key for badge in framework.badges)
    return Suggester(load_vocabulary(paths.resource("vocabulary"), convention, badges), convention, framework)


def load_learning(store: Store) -> Learning:
    """What this programme's people confirmed, accepted and dismissed. Sealed, withdrawn and struck words are not in
    it: the first two are in no finding any more."""
    finding, article, badge, dismissal = (
        tables.finding,
        tables.finding_article,
        tables.finding_badge,
        tables.dismissal,
    )
    keys: dict[str, list[Key]] = defaultdict(list)
    accepted: dict[Key, int] = defaultdict(int)
    with store.read() as conn:
        for table, target in ((article, article.c.number), (badge, badge.c.badge_key)):
            learnt = select(table.c.finding_id, target).where(~table.c.forgotten).order_by(table.c.id)
            for finding_id, key in conn.execute(learnt):
                keys[finding_id].append(key)
            count = select(target, func.count()).where(table.c.suggested, ~table.c.forgotten).group_by(target)
            accepted.update((key, number) for key, number in conn.execute(count))
        count = select(dismissal.c.target, func.count()).where(~dismissal.c.forgotten)
        refused = conn.execute(count.group_by(dismissal.c.target))
        dismissed = {_key(target): number for target, number in refused}
        standing = select(finding.c.id, finding.c.text).where(finding.c.read_back != ReadBack.STRUCK)
        newest = standing.order_by(finding.c.made_at.desc(), finding.c.id)
        rows = [row for row in conn.execute(newest) if row.id in keys][:REMEMBERED]
    mapped = tuple(Mapped(row.id, row.text, tuple(keys[row.id])) for row in reversed(rows))
    return Learning(mapped, dict(accepted), dismissed)


def _key(target: str) -> Key:
    """The key that a dismissal names: an article's number, with or without a word before it, or a badge's key."""
    last = target.rsplit(":", 1)[-1]
    return int(last) if last.isdecimal() else last
