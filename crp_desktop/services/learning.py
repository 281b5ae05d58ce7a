"""What the suggester learnt from this programme's people: shown in Settings, and forgotten there."""

from sqlalchemy import select

from crp_desktop.domain.learning import Lesson
from crp_desktop.domain.words import tr
from crp_desktop.services.done import Done
from crp_desktop.services.suggest import load_learning
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store


def learning_rows(store: Store) -> tuple[Lesson, ...]:
    """One row for every article and badge whose suggestions people took or refused, articles first."""
    return load_learning(store).describe()


def forget_learning(store: Store) -> Done[int]:
    """Takes back all that was learnt so far; mappings and dismissals stay. Returns how many decisions it was."""
    forgotten = 0
    with store.write(tr("Forget what the suggestions learnt")) as step:
        for table in (tables.finding_article, tables.finding_badge, tables.dismissal):
            for row_id in step.conn.execute(select(table.c.id).where(~table.c.forgotten)).scalars().all():
                step.update(table, row_id, forgotten=True)
                forgotten += 1
    return Done(step.info, forgotten)
