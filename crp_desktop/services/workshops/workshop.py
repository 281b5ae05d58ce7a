"""Planning a workshop: its details, prompts, people counted, consent."""

from dataclasses import asdict
from typing import Any, Unpack

from sqlalchemy import Connection, func, select

from crp_desktop.domain.changes import PromptChange, SpeakerChange, WorkshopChange
from crp_desktop.domain.errors import InputProblem, NotFound, Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.ids import new_id
from crp_desktop.domain.kinds import Audience, HeadcountKind
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.order import between
from crp_desktop.domain.records import Headcount, Prompt, Speaker, Workshop
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.rows import all_of, columns_of, key_at_end, one_of
from crp_desktop.storage.store import Store

AGE_BANDS = ("Under 8", "8 to 10", "11 to 13", "14 to 16", "17 to 18", "19 to 25", "Adults")


def workshops(store: Store, /) -> list[Workshop]:
    """All workshops, the latest first (undated ones before dated, then by number)."""
    table = tables.workshop
    query = select(*columns_of(table, Workshop)).order_by(
        (table.c.held_on != ""), table.c.held_on.desc(), table.c.number.desc(), table.c.id
    )
    with store.read() as conn:
        return all_of(conn, Workshop, query)


def workshop(store: Store, /, workshop_id: str) -> Workshop:
    """One workshop; raises NotFound."""
    with store.read() as conn:
        return one_of(conn, Workshop, tables.workshop, workshop_id)


def find_workshop(store: Store, /, id_or_number: str | None) -> Workshop:
    """The workshop named by id or number, or the latest for None.

    Raises NotFound when there is none, Refused when several carry the number; the message lists their ids.
    """
    everything = workshops(store)
    if id_or_number is None:
        dated = [one for one in everything if one.held_on] or everything
        found = dated[:1]
    else:
        found = [one for one in everything if id_or_number in (one.id, str(one.number))]
    if not found:
        numbers = ", ".join(str(number) for number in sorted({one.number for one in everything}))
        raise NotFound(
            tr("There is no such workshop in this programme."),
            "",
            tr("Choose one of: {numbers}.", numbers=numbers) if numbers else tr("There is no workshop yet."),
        )
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        raise Refused(
            tr(
                "More than one workshop has the number {number}: {ids}.",
                n=len(found),
                number=id_or_number,
                ids=ids,
            ),
            tr("Nothing was changed."),
            tr("Name the one you mean by its id."),
        )
    return found[0]


def add_workshop(store: Store, /, **values: Unpack[WorkshopChange]) -> Done[str]:
    """Adds a workshop with its first group and the speaker that stands for the whole group; any of `Workshop`'s
    columns may be given, none must."""
    with store.write(Operation.ADD_WORKSHOP) as step:
        workshop_id = insert_workshop(step, **values)
    return Done(step.info, workshop_id)


def insert_workshop(step: Step, **values: Any) -> str:
    """The rows of a new workshop inside an open step; returns its id."""
    table = tables.workshop
    highest = step.conn.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()
    values.setdefault("number", highest + 1)
    values.setdefault("audience", Audience.YOUNG_PEOPLE)
    values.setdefault("badges", ())
    values.setdefault("utc_offset", step.utc_offset)
    workshop_id = step.insert(table, **values)
    insert_group(step, workshop_id, tr("Group"))
    return workshop_id


def insert_group(step: Step, workshop_id: str, label: str) -> str:
    """A group of a workshop with its "everyone" speaker; returns the group's id."""
    group_key = key_at_end(step.conn, tables.speaker_group, tables.speaker_group.c.workshop_id == workshop_id)
    group_id = step.insert(tables.speaker_group, workshop_id=workshop_id, label=label, position=group_key)
    step.insert(
        tables.speaker,
        workshop_id=workshop_id,
        group_id=group_id,
        label=tr("the group"),
        everyone=True,
        position=between(None, None),
    )
    return group_id


def change_workshop(store: Store, /, workshop_id: str, **values: Unpack[WorkshopChange]) -> Done[None]:
    """Changes parts of a workshop; raises NotFound."""
    with store.write(Operation.CHANGE_WORKSHOP) as step:
        step.update(tables.workshop, workshop_id, **values)
    return Done(step.info, None)


def set_group_size(store: Store, /, workshop_id: str, least: int, most: int) -> Done[None]:
    """Says how many people a workshop is planned for; 0 stands for not said. Raises InputProblem when the least are
    more than the most, or below nought, and NotFound."""
    if least < 0 or most < 0 or 0 < most < least:
        raise InputProblem(
            tr(
                "The smallest group size ({least}) is bigger than the largest ({most}).",
                least=least,
                most=most,
            ),
            tr("Nothing was changed."),
            tr("Put the smaller number first."),
        )
    with store.write(Operation.CHANGE_GROUP_SIZE) as step:
        step.update(tables.workshop, workshop_id, group_least=least, group_most=most)
    return Done(step.info, None)


def delete_workshop(store: Store, /, workshop_id: str) -> Done[None]:
    """Takes a workshop away with its notes, prompts, speakers and counts. Its findings stay, without it; a finding's
    excerpts from it go. One step, can be undone. Raises NotFound."""
    with store.write(Operation.DELETE_WORKSHOP) as step:
        step.remove(tables.workshop, [workshop_id])
    return Done(step.info, None)


# Prompts


def prompts(store: Store, /, workshop_id: str) -> list[Prompt]:
    """The workshop's prompts in order."""
    table, clock = tables.prompt, tables.clock
    query = (
        select(*columns_of(table, Prompt), func.coalesce(clock.c.seconds, 0))
        .outerjoin(clock, clock.c.id == table.c.id)
        .where(table.c.workshop_id == workshop_id)
        .order_by(table.c.position, table.c.id)
    )
    with store.read() as conn:
        return all_of(conn, Prompt, query)


def add_prompt(store: Store, /, workshop_id: str, text: str, minutes: int = 10) -> Done[str]:
    """Adds a prompt at the end."""
    with store.write(Operation.ADD_PROMPT) as step:
        prompt_id = insert_prompt(step, workshop_id, text, minutes)
    return Done(step.info, prompt_id)


def insert_prompt(step: Step, workshop_id: str, text: str, minutes: int) -> str:
    """A prompt at the end of a workshop's prompts, inside an open step; returns its id."""
    key = key_at_end(step.conn, tables.prompt, tables.prompt.c.workshop_id == workshop_id)
    return step.insert(tables.prompt, workshop_id=workshop_id, text=text, minutes=minutes, position=key)


def change_prompt(store: Store, /, prompt_id: str, **values: Unpack[PromptChange]) -> Done[None]:
    """Changes text or minutes of a prompt; raises NotFound."""
    with store.write(Operation.CHANGE_PROMPT) as step:
        step.update(tables.prompt, prompt_id, **values)
    return Done(step.info, None)


def move_prompt(store: Store, /, prompt_id: str, after_id: str | None) -> Done[None]:
    """Puts a prompt straight after another one (None: first); writes one row."""
    with store.write(Operation.MOVE_PROMPT) as step:
        table = tables.prompt
        workshop_id = step.conn.execute(select(table.c.workshop_id).where(table.c.id == prompt_id)).scalar()
        where = (table.c.workshop_id == workshop_id, table.c.id != prompt_id)
        step.update(table, prompt_id, position=key_after(step.conn, table, after_id, *where))
    return Done(step.info, None)


def key_after(conn: Connection, table: Any, after_id: str | None, *where: Any) -> str:
    """A `position` straight after the row `after_id` among the rows of `where`, or first for None."""
    ordered = conn.execute(
        select(table.c.id, table.c.position).where(*where).order_by(table.c.position, table.c.id)
    ).all()
    before = None
    for row_id, position in ordered:
        if after_id is None:
            return between(None, position)
        if before is not None and position > before:
            return between(before, position)
        if row_id == after_id:
            before = position
    return between(before, None)


def delete_prompt(store: Store, /, prompt_id: str) -> Done[None]:
    """Takes a prompt away; its notes stay, under no prompt. Raises NotFound."""
    with store.write(Operation.DELETE_PROMPT) as step:
        step.remove(tables.prompt, [prompt_id])
    return Done(step.info, None)


# Speakers and counts


def speakers(store: Store, /, workshop_id: str) -> list[Speaker]:
    """The workshop's speakers, "the group" of each group first."""
    table, group = tables.speaker, tables.speaker_group
    query = (
        select(*columns_of(table, Speaker))
        .join(group, group.c.id == table.c.group_id)
        .where(table.c.workshop_id == workshop_id)
        .order_by(group.c.position, table.c.everyone.desc(), table.c.position, table.c.id)
    )
    with store.read() as conn:
        return all_of(conn, Speaker, query)


def add_speaker(store: Store, /, workshop_id: str, label: str, age_band: str = "") -> Done[str]:
    """Adds a speaker (a code such as P3, never a name) to the workshop's first group."""
    with store.write(Operation.ADD_SPEAKER) as step:
        speaker_id = insert_speaker(step, workshop_id, label, age_band)
    return Done(step.info, speaker_id)


def insert_speaker(step: Step, workshop_id: str, label: str, age_band: str = "") -> str:
    """A speaker of the workshop's first group inside an open step; returns its id."""
    group = tables.speaker_group
    group_id = step.conn.execute(
        select(group.c.id).where(group.c.workshop_id == workshop_id).order_by(group.c.position).limit(1)
    ).scalar_one()
    return step.insert(
        tables.speaker,
        workshop_id=workshop_id,
        group_id=group_id,
        label=label,
        age_band=age_band,
        position=key_at_end(step.conn, tables.speaker, tables.speaker.c.group_id == group_id),
    )


def change_speaker(store: Store, /, speaker_id: str, **values: Unpack[SpeakerChange]) -> Done[None]:
    """Changes a speaker's code or age band; raises NotFound."""
    with store.write(Operation.CHANGE_SPEAKER) as step:
        step.update(tables.speaker, speaker_id, **values)
    return Done(step.info, None)


def headcounts(store: Store, /, workshop_id: str) -> list[Headcount]:
    """People counted by age band and by access need, in order."""
    table = tables.headcount
    query = select(*columns_of(table, Headcount)).where(table.c.workshop_id == workshop_id)
    with store.read() as conn:
        return all_of(conn, Headcount, query.order_by(table.c.kind, table.c.position, table.c.id))


def set_headcount(
    store: Store, /, workshop_id: str, kind: HeadcountKind, label: str, count: int
) -> Done[None]:
    """Sets how many people of a band or need took part; never below nought."""
    table = tables.headcount
    where = (table.c.workshop_id == workshop_id, table.c.kind == kind)
    with store.write(Operation.COUNT_PEOPLE) as step:
        row_id = step.conn.execute(select(table.c.id).where(*where, table.c.label == label)).scalar()
        if row_id is None:
            key = key_at_end(step.conn, table, *where)
            row = {"workshop_id": workshop_id, "kind": kind, "label": label, "count": max(0, count)}
            step.insert(table, **row, position=key)
        else:
            step.update(table, row_id, count=max(0, count))
    return Done(step.info, None)


_PLANNED = frozenset(
    {
        *("title", "minutes", "audience", "aim", "activity", "materials", "badges", "privacy_notice"),
        *("group_least", "group_most"),
    }
)


def copy_plan(store: Store, /, workshop_id: str) -> Done[str]:
    """A new workshop with the same plan (aim, activity, materials, minutes, size of group, badges, prompts), no date,
    no people."""
    source = workshop(store, workshop_id)
    values = {key: value for key, value in asdict(source).items() if key in _PLANNED}
    asked = prompts(store, workshop_id)
    with store.write(Operation.COPY_WORKSHOP) as step:
        copy_id = insert_workshop(step, id=new_id(), **values)
        for prompt in asked:
            insert_prompt(step, copy_id, prompt.text, prompt.minutes)
    return Done(step.info, copy_id)
