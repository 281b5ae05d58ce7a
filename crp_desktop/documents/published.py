"""What the numbers of people on a document give away beside documents that went out before."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from crp_desktop.documents.model import Warned
from crp_desktop.documents.numbers import Numbers
from crp_desktop.domain.dates import long_date
from crp_desktop.domain.difference import Published, Revealed, revealed
from crp_desktop.domain.i18n import tr
from crp_desktop.services.privacy.print_log import logged, published_before
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store


def difference_warnings(
    store: Store, /, numbers: Numbers, threshold: int, titles: Mapping[str, str]
) -> tuple[Warned, ...]:
    """A warning for every earlier paper with which this one gives a small number away, else one for all of them.

    `titles` are the names of kinds of document by key.
    """
    if not numbers.published:
        return ()
    papers = [(line, _of(published, numbers)) for line, published in published_before(store)]
    papers = [(line, some) for line, some in papers if some]
    warnings: dict[str, Warned] = {}
    for line, some in papers:
        found = revealed(numbers.published, some, numbers.counts, threshold)
        if found:
            paper = tr(
                "{title} of {day}",
                title=titles.get(line.document, line.document),
                day=long_date(line.at.date()),
            )
            warnings.setdefault(paper, _warning(paper, found[0], numbers, threshold))
    if not warnings:
        every = [one for _, some in papers for one in some]
        together = revealed(numbers.published, every, numbers.counts, threshold)
        if together:
            paper = tr("documents shared before")
            warnings[paper] = _warning(paper, together[0], numbers, threshold)
    return tuple(warnings.values())


def _of(published: Sequence[Published], numbers: Numbers) -> list[Published]:
    return list(dict.fromkeys(one for one in published if one.cells <= numbers.counts.keys()))


def _warning(paper: str, found: Revealed, numbers: Numbers, threshold: int) -> Warned:
    who = "; ".join(sorted(numbers.who[cell] for cell in found.cells))
    return Warned(
        tr(
            "Together with {paper}, this would reveal a number smaller than {threshold} ({who}).",
            paper=paper,
            threshold=threshold,
            who=who,
        ),
        tr(
            "Choose the same ages as before, or wider ones, or make sure that no one gets "
            "both. The other document is in the list of what has been printed or saved."
        ),
        holds=True,
    )


def older_bands(store: Store, /, workshop_id: str) -> set[str]:
    """How ages were banded on papers about a workshop that went out before their numbers were kept."""
    table = tables.print_log
    query = select(table).where(table.c.workshop_id == workshop_id, table.c.cells == "")
    return {line.options["bands"] for line in logged(store, query) if "bands" in line.options}
