"""The assessments for the command line: plain objects with fixed keys that scripts rely on."""

from typing import Any

from sqlalchemy import select

from crp_desktop.domain.i18n import tr
from crp_desktop.services.assessment.load import load
from crp_desktop.services.assessment.records import BadgeView, StatementView
from crp_desktop.services.assessment.view import is_blind, shown_view
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store


def list_assessments(store: Store, /) -> list[dict[str, Any]]:
    """A row for each statement of each badge that was begun, by period and badge: the level that stands, or None.

    `level` and `confidence` are None where there are none; what is signed off is as it was signed. While a second
    scorer is at work blind both are None, and `hidden` says why: nobody says here who asks.
    """
    with store.read() as conn:
        periods = list(conn.execute(select(tables.period.c.id)).scalars())
        loaded = load(conn, evidence_of=periods)
    order = [badge.key for badge in loaded.current.framework.badges]
    rows = []
    for period in loaded.periods:
        begun = {badge for at, badge, _ in loaded.scorings if at == period.id}
        for key in sorted(begun, key=lambda one: order.index(one) if one in order else len(order)):
            view = shown_view(loaded, period, key)
            blind = is_blind(loaded, period.id, key)
            rows += [_row(key, view, one, blind=blind) for one in view.statements]
    return rows


def _row(badge_key: str, view: BadgeView, one: StatementView, *, blind: bool) -> dict[str, Any]:
    confidence = one.own.confidence
    row: dict[str, Any] = {
        "badge": badge_key,
        "period": view.period.label,
        "statement": one.key,
        "level": None if blind else one.level,
        "cap": one.ceiling.level,
        "confidence": None if blind or confidence is None else confidence.value,
        "signed_off": view.locked,
    }
    if blind:
        row["hidden"] = tr("Levels are hidden until both scorers have finished.")
    return row
