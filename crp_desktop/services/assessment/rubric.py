"""The council's rubric: adopting it, its own wording, taking another one from a file, and what that would change."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Unpack

from sqlalchemy import select

from crp_desktop import private
from crp_desktop.domain.changes import BadgeChange, StatementChange
from crp_desktop.domain.comparable import label_key
from crp_desktop.domain.dates import as_day
from crp_desktop.domain.errors import InputProblem, Refused
from crp_desktop.domain.framework import dump_framework, framework_faults, load_framework
from crp_desktop.domain.framework_model import Badge, Change, ChangeKind, Framework, Statement
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.text import clean_line
from crp_desktop.services.assessment.framework import (
    current_framework,
    insert_framework,
    shipped_framework,
)
from crp_desktop.services.done import Done
from crp_desktop.services.programme.file import local_key
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class Offered:
    """A rubric that could be taken in place of the current one (`now`), and what that would change."""

    framework: Framework
    changes: tuple[Change, ...]
    now: Framework

    def badge_name(self, key: str) -> str:
        """The name of a badge of either rubric; "" for none."""
        known = (*self.framework.badges, *self.now.badges)
        return next((one.name for one in known if one.key == key), "")

    def statement_text(self, key: str) -> str:
        """The words of a statement as they would be, as they are now when it would go; "" for none."""
        badges = (*self.framework.badges, *self.now.badges)
        return next((one.text for badge in badges for one in badge.statements if one.key == key), "")

    @property
    def breaks(self) -> int:
        """How many statements could no longer be joined with their levels so far."""
        return len(
            {
                change.statement
                for change in self.changes
                if change.breaks_trend and change.kind is not ChangeKind.ADDED
            }
        )


def adopt(store: Store, /, *, by: str, on: str, youth_part: str) -> Done[None]:
    """Records that the council adopted the current rubric: who decided, when, how the youth forum took part.

    Raises InputProblem unless all three are given and the day is one.
    """
    by, youth_part = clean_line(by), youth_part.strip()
    if not by or not youth_part or as_day(on.strip()) is None:
        raise InputProblem(
            tr("To adopt the rubric, say who decided, when, and how the youth forum took part."),
            tr("Nothing was changed."),
            tr("Fill in all 3. Write the date as year-month-day."),
        )
    held = current_framework(store)
    with store.write(Operation.ADOPT_RUBRIC) as step:
        values = {"adopted_by": by, "adopted_on": on.strip(), "youth_part": youth_part}
        step.update(tables.framework, held.id, **values)
    return Done(step.info, None)


def read_offer(store: Store, /, path: Path) -> Offered:
    """Reads a framework file and says what taking it would change; nothing is taken yet.

    The council's own outcomes that the file lacks are kept. Raises InputProblem that names the line of a fault.
    """
    return offer(store, _with_own(store, load_framework(path)))


def shipped_offer(store: Store, /) -> Offered:
    """The rubric that comes with the product, as an offer."""
    return offer(store, _with_own(store, shipped_framework()))


def offer(store: Store, /, framework: Framework) -> Offered:
    """A rubric with what taking it would change."""
    now = current_framework(store).framework
    return Offered(framework, now.difference(framework), now)


def _with_own(store: Store, /, framework: Framework) -> Framework:
    """`framework` with the pursued badges and own outcomes of the current one that it does not have."""
    with store.read() as conn:
        pursued = conn.execute(select(tables.programme.c.badges)).scalar_one()
    there = {badge.key for badge in framework.badges}
    for badge in current_framework(store).framework.badges:
        if badge.key in pursued and badge.key not in there:
            framework = framework.with_badge(badge)
    return framework


def take(store: Store, /, framework: Framework) -> Done[str]:
    """Makes a rubric the current one as a new version, not adopted yet; older versions and their scores stay.

    Returns its id. Raises Refused when it equals the current one, InputProblem for a fault in it.
    """
    for fault in framework_faults(framework):
        raise InputProblem(fault.sentence, tr("Nothing was changed."), tr("Correct it, then save again."))
    if not current_framework(store).framework.difference(framework):
        raise Refused(tr("This rubric is the same as the one in use."), tr("Nothing was changed."))
    with store.write(Operation.TAKE_RUBRIC) as step:
        framework_id = insert_framework(step, framework)
    return Done(step.info, framework_id)


def with_statement(store: Store, /, key: str, **values: Unpack[StatementChange]) -> Offered:
    """The current rubric with parts of a statement (text, plain, levels, needs, outreach) changed, as an offer."""
    framework = current_framework(store).framework
    badge, statement = framework.badge_of(key), framework.statement(key)
    changed = replace(statement, **values)
    statements = tuple(changed if one.key == key else one for one in badge.statements)
    return offer(store, _next_version(framework, replace(badge, statements=statements)))


def with_new_statement(store: Store, /, badge_key: str, statement: Statement) -> Offered:
    """The current rubric with a statement added at the end of a badge; it gets a lineage key of its own."""
    framework = current_framework(store).framework
    badge = framework.badge(badge_key)
    taken = {one.key for one in badge.statements}
    number = next(n for n in range(1, len(taken) + 2) if f"{badge_key}.own_{n}" not in taken)
    added = replace(statement, key=f"{badge_key}.own_{number}")
    return offer(store, _next_version(framework, replace(badge, statements=(*badge.statements, added))))


def without_statement(store: Store, /, key: str) -> Offered:
    """The current rubric without a statement; what was scored under it stays readable."""
    framework = current_framework(store).framework
    badge = framework.badge_of(key)
    left = tuple(one for one in badge.statements if one.key != key)
    return offer(store, _next_version(framework, replace(badge, statements=left)))


def with_badge(store: Store, /, key: str, **values: Unpack[BadgeChange]) -> Offered:
    """The current rubric with parts of a badge (name, definition, articles) changed. Raises NotFound."""
    framework = current_framework(store).framework
    return offer(store, _next_version(framework, replace(framework.badge(key), **values)))


def with_outcome(store: Store, /, name: str, definition: str, articles: tuple[int, ...] = ()) -> Offered:
    """The current rubric with an outcome of the council's own added; its statements are a start to be edited.

    Raises InputProblem for a name that is empty or taken, NotFound when the rubric has nothing to start from.
    """
    framework = current_framework(store).framework
    name, definition = clean_line(name), clean_line(definition)
    if not name or not definition:
        raise InputProblem(
            tr("Write a name for the outcome and what it means."),
            tr("Nothing was changed."),
            tr("Fill in both."),
        )
    key = local_key(name)
    if any(one.key == key or label_key(one.name) == label_key(name) for one in framework.badges):
        raise InputProblem(
            tr("There is already a badge or outcome with this name."),
            tr("Nothing was changed."),
            tr(
                "Choose another name. If it is a badge you do not use now, tick it in Settings, under Badges."
            ),
        )
    return offer(store, _next_version(framework, framework.local_badge(key, name, definition, articles)))


def add_outcome(store: Store, /, framework: Framework, key: str) -> Done[str]:
    """Takes a rubric from `with_outcome` and pursues its new outcome; returns the new version's id."""
    for fault in framework_faults(framework):
        raise InputProblem(fault.sentence, tr("Nothing was changed."), tr("Correct it, then save again."))
    framework.badge(key)
    table = tables.programme
    with store.write(Operation.ADD_LOCAL_OUTCOME) as step:
        framework_id = insert_framework(step, framework)
        row = step.conn.execute(select(table.c.id, table.c.badges)).one()
        step.update(table, row.id, badges=(*(one for one in row.badges if one != key), key))
    return Done(step.info, framework_id)


def _next_version(framework: Framework, badge: Badge) -> Framework:
    """The framework with another badge, its version counted on."""
    major, _, minor = framework.version.rpartition(".")
    number = int(minor) + 1 if minor.isdigit() else 1
    version = f"{major}.{number}" if major else f"{framework.version}.{number}"
    return replace(framework.with_badge(badge), version=version)


def save_rubric(store: Store, /, path: Path) -> None:
    """Writes the current rubric as a file that can be edited and taken back. Raises InputProblem when it cannot."""
    try:
        private.write_text(path, dump_framework(current_framework(store).framework))
    except OSError as error:
        raise InputProblem(
            tr("“{name}” cannot be written.", name=path.name),
            tr("Nothing was changed."),
            tr("Choose another folder."),
        ) from error
