"""The list of workshops with what is in each of them."""

from dataclasses import dataclass

from sqlalchemy import Table, func, select

from crp_desktop.domain.kinds import HeadcountKind
from crp_desktop.domain.records import Workshop
from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class WorkshopLine:
    """A workshop and how much there is of it; `people` adds up the age bands."""

    workshop: Workshop
    prompts: int
    notes: int
    findings: int
    people: int


def workshop_lines(store: Store, /) -> list[WorkshopLine]:
    """All workshops, the latest first, with their counts."""
    found = workshops(store)
    with store.read() as conn:

        def counted(table: Table) -> dict[str, int]:
            column = table.c.workshop_id
            rows = conn.execute(select(column, func.count()).group_by(column))
            return {str(row[0]): int(row[1]) for row in rows}

        prompts, notes, findings = map(counted, (tables.prompt, tables.note, tables.finding))
        heads = tables.headcount
        people = {
            key: int(n)
            for key, n in conn.execute(
                select(heads.c.workshop_id, func.sum(heads.c.count))
                .where(heads.c.kind == HeadcountKind.AGE_BAND)
                .group_by(heads.c.workshop_id)
            )
        }
    return [
        WorkshopLine(
            one, prompts.get(one.id, 0), notes.get(one.id, 0), findings.get(one.id, 0), people.get(one.id, 0)
        )
        for one in found
    ]
