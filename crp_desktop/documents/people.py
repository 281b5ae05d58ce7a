"""Who took part, as it may leave the programme: small numbers hidden, nothing given away by a total."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.documents.views import access_needs, age_bands
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Headcount
from crp_desktop.domain.suppression import Shown, safe_list, wider_bands, words
from crp_desktop.services.workshops.workshop import AGE_BANDS

_RANGE = re.compile(r"(\d+) to (\d+)")


@dataclass(frozen=True, slots=True)
class TookPart:
    """Rows of (who, how many) and the total, in words that may print. `hidden` rows do not show their number;
    `wider_would_show` says that joining age bands would show more. `shown` are the numbers that do show: the age bands
    each is of, and how many people; `needs` the same of access needs."""

    rows: tuple[tuple[str, str], ...]
    total: str
    hidden: int
    wider_would_show: bool
    shown: tuple[tuple[tuple[str, ...], int], ...] = ()
    needs: tuple[tuple[str, int], ...] = ()


def took_part(counted: Sequence[Headcount], threshold: int, *, wide: bool) -> TookPart:
    """The counts of one workshop; `wide` joins neighbouring age bands until none is small."""
    bands = _in_order(age_bands(counted))
    counts = [one.count for one in bands]
    small = any(0 < count < threshold for count in counts)
    joined = wider_bands(counts, threshold) if small else None
    groups: list[tuple[str, ...]] = [(one.label,) for one in bands]
    if wide and joined:
        groups = [tuple(one.label for one in bands[a : b + 1]) for a, b in joined]
        labels = [_joined([one.label for one in bands[a : b + 1] if one.count]) for a, b in joined]
        counts = [sum(counts[a : b + 1]) for a, b in joined]
    else:
        labels = [one.label for one in bands]
    safe = safe_list(counts, threshold)
    rows = [(label, shown) for label, shown in zip(labels, safe.cells, strict=True) if shown.value != 0]
    needs = _needs(counted, sum(counts), threshold)
    rows += [(tr("Access need: {need}", need=label), shown) for label, shown in needs]
    whole = tuple(one.label for one in bands)
    shown_numbers = [(group, cell.value) for group, cell in zip(groups, safe.cells, strict=True)]
    if whole:
        shown_numbers.append((whole, safe.total.value))
    return TookPart(
        tuple((label, words(shown, threshold)) for label, shown in rows),
        words(safe.total, threshold) if bands else "",
        sum(shown.value is None for _, shown in rows),
        small and bool(joined) and not wide,
        tuple((group, value) for group, value in shown_numbers if value is not None),
        tuple((label, shown.value) for label, shown in needs if shown.value is not None),
    )


def _in_order(bands: Sequence[Headcount]) -> list[Headcount]:
    """Youngest first; bands of the council's own come after ours, in its order."""
    places = {label: at for at, label in enumerate(AGE_BANDS)}
    return sorted(bands, key=lambda one: places.get(one.label, len(places)))


def _joined(labels: Sequence[str]) -> str:
    """ "8 to 13" for "8 to 10" and "11 to 13"; other names stand side by side."""
    first, last = (
        _RANGE.fullmatch(labels[0] if labels else ""),
        _RANGE.fullmatch(labels[-1] if labels else ""),
    )
    if first and last:
        return tr("{youngest} to {oldest}", youngest=first[1], oldest=last[2])
    return ", ".join(labels)


def _needs(counted: Sequence[Headcount], people: int, threshold: int) -> list[tuple[str, Shown]]:
    """How many had each access need. The rest of the people are a number too: it must not be given away either."""
    rows = []
    for one in access_needs(counted):
        if one.count:
            safe = safe_list([one.count, max(people - one.count, 0)], threshold)
            rows.append((one.label, safe.cells[0]))
    return rows
