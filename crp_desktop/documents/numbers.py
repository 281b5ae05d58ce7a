"""The numbers of people that a document shows, as sums of the smallest groups that are counted."""

from collections.abc import Iterable, Mapping, Sequence

from crp_desktop.documents.people import TookPart
from crp_desktop.documents.views import access_needs, age_bands
from crp_desktop.domain.difference import Published
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.ids import seeded_id
from crp_desktop.domain.records import Headcount, Workshop


class Numbers:
    """The numbers of one document: `published` are those that it shows, as sums of cells. A cell's name in the file is
    an id that no word can be read from; `counts` and `who` (what to call it) are of the programme as it is now."""

    def __init__(self) -> None:
        self.published: list[Published] = []
        self.counts: dict[str, int] = {}
        self.who: dict[str, str] = {}

    def add_people(
        self, shop: Workshop, counted: Sequence[Headcount], shown: TookPart, *, total_only: bool = False
    ) -> None:
        """Who took part in a workshop: by age band, by access need (and without it), in all."""
        everybody = sum(one.count for one in age_bands(counted))
        bands = {one.label: self._cell(shop, "age", one.label, one.count) for one in age_bands(counted)}
        for one in access_needs(counted):
            self._cell(shop, "need", one.label, one.count)
            self._cell(shop, "without", one.label, max(everybody - one.count, 0))
        for labels, value in shown.shown:
            whole = set(labels) == set(bands)
            if not total_only or whole:
                self._publish((bands[label] for label in labels), value)
            if whole:
                for one in access_needs(counted):
                    parts = (_name(shop.id, "need", one.label), _name(shop.id, "without", one.label))
                    self._publish(parts, value)
        if not total_only:
            for label, value in shown.needs:
                self._publish((_name(shop.id, "need", label),), value)

    def add_answers(
        self, about: str, words: str, answers: Mapping[str, int], shown: Mapping[str, int]
    ) -> None:
        """Answers of young people about one statement in one period (`about`); `shown` are those that print."""
        for answer, count in answers.items():
            name = _name(about, "answer", answer)
            self.counts[name] = count
            self.who[name] = f"{words}: {answer}"
        for answer, value in shown.items():
            self._publish((_name(about, "answer", answer),), value)

    def _cell(self, shop: Workshop, kind: str, label: str, count: int) -> str:
        name = _name(shop.id, kind, label)
        self.counts[name] = self.counts.get(name, 0) + count
        said = tr("not: {label}", label=label) if kind == "without" else label
        self.who[name] = tr("workshop {number}, {group}", number=shop.number, group=said)
        return name

    def _publish(self, cells: Iterable[str], value: int) -> None:
        self.published.append(Published(frozenset(cells), value))


def _name(*parts: str) -> str:
    return seeded_id("cell", *parts)
