"""What the suggester learnt from this programme's people: shown in Settings, and forgotten there."""

from sqlalchemy import select

from crp_desktop.domain.learning import Learning
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.vocabulary import Key
from crp_desktop.services.done import Done
from crp_desktop.services.rights.mapping import target_of
from crp_desktop.services.rights.suggest import load_learning
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store


def learnt(store: Store, /) -> Learning:
    """All that suggestions learn from here: its `describe()` is for people to read, its `mapped` what is compared."""
    return load_learning(store)


def forget_learning(store: Store, /, key: Key | None = None) -> Done[int]:
    """Takes back all that was learnt so far, or what was learnt about one article or badge; mappings and dismissals
    stay. Returns how many decisions it was."""
    forgotten = 0
    article, badge, dismissal = tables.finding_article, tables.finding_badge, tables.dismissal
    with store.write(Operation.FORGET_LEARNING) as step:
        for table, target in (
            (article, article.c.number),
            (badge, badge.c.badge_key),
            (dismissal, dismissal.c.target),
        ):
            learnt_from = select(table.c.id).where(~table.c.forgotten)
            if key is not None:
                learnt_from = learnt_from.where(target == (target_of(key) if table is dismissal else key))
            if key is None or table is dismissal or isinstance(key, int) is (table is article):
                for row_id in step.conn.execute(learnt_from).scalars().all():
                    step.update(table, row_id, forgotten=True)
                    forgotten += 1
    return Done(step.info, forgotten)
