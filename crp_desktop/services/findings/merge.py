"""Two findings that say the same made one, one that says two things parted, and which look alike."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest
from typing import Any

from sqlalchemy import Table, select

from crp_desktop.domain.errors import InputProblem, NotFound, Refused
from crp_desktop.domain.fold import fold
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.domain.operation import Operation
from crp_desktop.services.done import Done
from crp_desktop.services.findings.direction import turn
from crp_desktop.services.findings.finding import check_text, insert_finding
from crp_desktop.storage import tables
from crp_desktop.storage.columns import Belongs
from crp_desktop.storage.journal import Step, row_values
from crp_desktop.storage.ownership import belonging_to, same_by
from crp_desktop.storage.store import Store

ALIKE = 0.6
"""How alike (0 to 1) two texts must be for one to be shown as a likely duplicate of the other."""
_ASKED = 12
_SIEVED = 300
_LOOKED_AT = 40
_SMALL_WORD = re.compile(
    r"(?:an?|and|are|as|at|be|but|by|can|do|for|from|get|ha[sd]|have|in|is|its?|not|of|on|or|our|so|that|the|them|"
    r"their|there|they|this|to|us|was|we|were|when|who|will|with|your?)"
)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A finding that reads like another one; `likeness` runs from 0 to 1."""

    id: str
    number: int
    kind: FindingKind
    text: str
    likeness: float


def likely_duplicates(store: Store, /, finding_id: str, limit: int = 5) -> list[Duplicate]:
    """Findings that say nearly the same, most alike first.

    Three sieves, each finer and dearer: letters that occur, words that are shared, their order.
    """
    table = tables.finding
    with store.read() as conn:
        rows = conn.execute(select(table.c.id, table.c.number, table.c.kind, table.c.text)).all()
    own = next((row for row in rows if row.id == finding_id), None)
    words = _words(own.text) if own else frozenset()
    if own is None or not words:
        return []
    longest = sorted(words, key=lambda word: (-len(word), word))[:_ASKED]
    least = len(longest) // 3
    hits = (
        (sum(word in text for word in longest), row)
        for row, text in ((row, row.text.lower()) for row in rows)
    )
    likely = nlargest(
        _SIEVED, (one for one in hits if one[0] > least), key=lambda one: (one[0], one[1].number)
    )
    shared = [(_overlap(words, _words(row.text)), row) for _, row in likely if row.id != finding_id]
    near = nlargest(_LOOKED_AT, shared, key=lambda one: (one[0], one[1].number))
    found = [_duplicate(own.text, share, row) for share, row in near]
    return nlargest(limit, (one for one in found if one.likeness >= ALIKE), key=lambda one: one.likeness)


def _words(text: str) -> frozenset[str]:
    folded = text.lower() if text.isascii() else fold(text)
    return frozenset(word for word in re.findall(r"\w+", folded) if not _SMALL_WORD.fullmatch(word))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return 2 * shared / (len(one) + len(other)) if shared else 0.0


def _duplicate(text: str, share: float, row: Any) -> Duplicate:
    order = SequenceMatcher(
        None, fold(text).split()[:200], fold(row.text).split()[:200], autojunk=False
    ).ratio()
    return Duplicate(row.id, row.number, row.kind, row.text, (share + order) / 2 if order < 1 else 1.0)


def merge_findings(store: Store, /, keep_id: str, other_ids: Sequence[str], text: str = "") -> Done[str]:
    """Makes several findings one: `keep_id` takes over words, mappings and evidence of the others, which go.

    `text` replaces the kept one's text when given. Raises Refused when two of them carry a figure.
    """
    others = [one for one in other_ids if one != keep_id]
    if not others:
        raise InputProblem(tr("Choose at least two findings."), tr("Nothing was changed."))
    with store.write(Operation.MERGE_FINDINGS, n=len(others) + 1) as step:
        kept = _finding(step, keep_id)
        _check_figures(step, [keep_id, *others])
        for other_id in others:
            other = _finding(step, other_id)
            turn(step, other_id, FindingKind(other["kind"]), FindingKind(kept["kind"]))
            for column in belonging_to(tables.finding, Belongs.PART, Belongs.EVIDENCE):
                _merge_parts(step, column.table, keep_id, other_id)
            if other["workshop_id"] != kept["workshop_id"]:
                step.update(tables.finding, keep_id, workshop_id=None)
            step.update(tables.finding, keep_id, starred=kept["starred"] or other["starred"])
            step.delete(tables.finding, other_id)
        if text.strip():
            step.update(tables.finding, keep_id, text=text.strip())
    return Done(step.info, keep_id)


def _finding(step: Step, finding_id: str) -> dict[str, Any]:
    row = row_values(step.conn, tables.finding, finding_id)
    if row is None:
        raise NotFound(
            tr("A finding that was chosen is no longer there."),
            tr("Nothing was changed."),
            tr("Choose again."),
        )
    return row


def _resting(step: Step, table: Table, finding_id: str) -> list[dict[str, Any]]:
    query = select(table).where(table.c.finding_id == finding_id).order_by(table.c.id)
    return [dict(row) for row in step.conn.execute(query).mappings()]


def _check_figures(step: Step, finding_ids: Sequence[str]) -> None:
    figures = sum(len(_resting(step, tables.statistic, finding_id)) for finding_id in finding_ids)
    if figures > 1:
        raise Refused(
            tr("More than one of these findings has a figure, and a finding can have only one."),
            tr("Nothing was changed."),
            tr("Delete one of the figures first, or keep the findings separate."),
        )


def _merge_parts(step: Step, table: Table, keep_id: str, other_id: str) -> None:
    """Moves rows over, never two that say the same; the kept finding's main mapping stays the main one."""
    same = same_by(table) or ()
    there = {tuple(one[name] for name in same): one for one in _resting(step, table, keep_id)}
    has_main = any(one.get("main") for one in there.values())
    for one in _resting(step, table, other_id):
        twin = there.get(tuple(one[name] for name in same))
        if twin is None:
            demoted = {"main": False} if one.get("main") and has_main else {}
            step.update(table, one["id"], finding_id=keep_id, **demoted)
            continue
        reasons = [reason for reason in (twin.get("reason"), one.get("reason")) if reason]
        if "reason" in twin and len(reasons) == 2 and reasons[0] != reasons[1]:
            step.update(table, twin["id"], reason=" ".join(reasons))
        step.delete(table, one["id"])


def split_finding(store: Store, /, finding_id: str, text: str, excerpt_ids: Sequence[str] = ()) -> Done[str]:
    """Parts a finding in two: a new one with this text, the same kind, workshop and mappings, and these of its
    excerpts. Returns the new one's id. Raises InputProblem for an empty text."""
    check_text(text)
    with store.write(Operation.SPLIT_FINDING) as step:
        source = _finding(step, finding_id)
        made = insert_finding(step, source["kind"], text, workshop_id=source["workshop_id"])
        step.update(tables.finding, made, principle=source["principle"], read_back=source["read_back"])
        for excerpt_id in excerpt_ids:
            step.update(tables.excerpt, excerpt_id, finding_id=made)
        for table in (tables.finding_article, tables.finding_badge, tables.dismissal):
            for one in _resting(step, table, finding_id):
                step.insert(
                    table, **{key: value for key, value in one.items() if key != "id"} | {"finding_id": made}
                )
    return Done(step.info, made)
