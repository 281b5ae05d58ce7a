"""A session in the room: when it began and ended, how long each prompt took, how the success phrases were answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from crp_desktop.domain.operation import Operation
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.journal import now
from crp_desktop.storage.rows import all_of, columns_of, key_at_end
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class PhraseCount:
    """How many agreed with a success phrase; `method` is how they were asked ("slips", "hands")."""

    id: str
    phrase: str
    agree: int
    unsure: int
    disagree: int
    method: str


def start_session(store: Store, /, workshop_id: str) -> Done[None]:
    """Notes that the session has begun; one without a date takes today's. A second start changes nothing."""
    with store.write(Operation.START_SESSION) as step:
        table = tables.workshop
        row = step.conn.execute(
            select(table.c.started_at, table.c.held_on).where(table.c.id == workshop_id)
        ).one()
        if not row.started_at:
            step.update(table, workshop_id, started_at=step.at, ended_at="", utc_offset=step.utc_offset)
        if not row.held_on:
            step.update(table, workshop_id, held_on=local_date(step.at, step.utc_offset))
    return Done(step.info, None)


def end_session(store: Store, /, workshop_id: str) -> Done[None]:
    """Notes that the session is over."""
    with store.write(Operation.END_SESSION) as step:
        step.update(tables.workshop, workshop_id, ended_at=step.at)
    return Done(step.info, None)


def resume_session(store: Store, /, workshop_id: str) -> Done[None]:
    """Goes on with a session that was ended."""
    with store.write(Operation.RESUME_SESSION) as step:
        step.update(tables.workshop, workshop_id, ended_at="")
    return Done(step.info, None)


def local_date(at: str, offset_minutes: int) -> str:
    """The date in the room (YYYY-MM-DD) at a UTC time."""
    return (datetime.fromisoformat(at) + timedelta(minutes=offset_minutes)).date().isoformat()


def add_seconds(store: Store, /, workshop_id: str, spent: Mapping[str, int]) -> None:
    """Adds time spent to prompts, {prompt id: seconds}. A clock is no step and cannot be undone."""
    clock = tables.clock
    with store.unjournaled() as conn:
        for prompt_id, seconds in spent.items():
            row = insert(clock).values(id=prompt_id, workshop_id=workshop_id, seconds=seconds)
            conn.execute(
                row.on_conflict_do_update(
                    index_elements=["id"], set_={"seconds": clock.c.seconds + row.excluded.seconds}
                )
            )


def stop_taking_part(store: Store, /, speaker_id: str) -> Done[None]:
    """Notes that a speaker no longer takes part: no new notes are theirs; what they said stays."""
    with store.write(Operation.STOP_TAKING_PART) as step:
        step.update(tables.speaker, speaker_id, left_at=now()[0])
    return Done(step.info, None)


def take_part_again(store: Store, /, speaker_id: str) -> Done[None]:
    """Takes `stop_taking_part` back."""
    with store.write(Operation.TAKE_PART_AGAIN) as step:
        step.update(tables.speaker, speaker_id, left_at="")
    return Done(step.info, None)


def phrase_counts(store: Store, /, workshop_id: str) -> list[PhraseCount]:
    """The answers to the success phrases that were counted, in order."""
    table = tables.phrase_count
    query = select(*columns_of(table, PhraseCount)).where(table.c.workshop_id == workshop_id)
    with store.read() as conn:
        return all_of(conn, PhraseCount, query.order_by(table.c.position, table.c.id))


def count_phrase(
    store: Store, /, workshop_id: str, phrase: str, *, agree: int, unsure: int, disagree: int, method: str
) -> Done[None]:
    """Sets the counts of one success phrase; never below nought."""
    table = tables.phrase_count
    values = {
        "agree": max(0, agree),
        "unsure": max(0, unsure),
        "disagree": max(0, disagree),
        "method": method,
    }
    where = table.c.workshop_id == workshop_id
    with store.write(Operation.COUNT_ANSWERS) as step:
        row_id = step.conn.execute(select(table.c.id).where(where, table.c.phrase == phrase)).scalar()
        if row_id is None:
            key = key_at_end(step.conn, table, where)
            step.insert(table, workshop_id=workshop_id, phrase=phrase, position=key, **values)
        else:
            step.update(table, row_id, **values)
    return Done(step.info, None)
