"""Two scorers of the same statements: where they agree, which gaps need moderation, and the level that stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from crp_desktop.domain.assessment import LEVELS
from crp_desktop.domain.i18n import tr

WIDE_GAP = 2


@dataclass(frozen=True, slots=True)
class Moderation:
    """The note of a moderation and the level it agreed on; `level` is None while it names none."""

    level: int | None
    note: str

    @property
    def is_complete(self) -> bool:
        """Whether it has a note and names a level that exists."""
        return self.level is not None and self.level in LEVELS and bool(self.note.strip())


@dataclass(frozen=True, slots=True)
class ScoredTwice:
    """One statement's levels by the first and the blind second scorer; None for not assessed."""

    key: str
    first: int | None
    second: int | None
    moderation: Moderation | None = None

    @property
    def gap(self) -> int | None:
        """How far apart the two are; None unless both gave a level."""
        return None if self.first is None or self.second is None else abs(self.first - self.second)

    @property
    def needs_moderation(self) -> bool:
        """Whether the two are two or more apart and no complete moderation settles it."""
        return self.gap is not None and self.gap >= WIDE_GAP and not self._is_moderated

    @property
    def level(self) -> int | None:
        """The level that stands: the agreed one; else the first scorer's, unless a wide gap is still open."""
        if self.moderation is not None and self.moderation.is_complete:
            return self.moderation.level
        return None if self.needs_moderation else self.first

    @property
    def _is_moderated(self) -> bool:
        return self.moderation is not None and self.moderation.is_complete


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two scorers compare: counts of statements both gave a level, and the gaps of two or more.

    `within_one` includes `exact`; Wide gaps stay listed after moderation: what the scorers first saw differently is
    part of the record.
    """

    compared: int
    exact: int
    within_one: int
    wide: tuple[ScoredTwice, ...]

    @property
    def sentence(self) -> str:
        """The comparison in words; no statistic on a handful of statements."""
        if not self.compared:
            return tr("No statement has a level from both scorers yet.")
        return tr(
            "Same level on {exact} of {compared} statements, within one level on {within}.",
            exact=self.exact,
            compared=self.compared,
            within=self.within_one,
        )


def agreement(pairs: Iterable[ScoredTwice]) -> Agreement:
    """Compares two scorers over statements; the order of `pairs` is kept in the lists."""
    every = list(pairs)
    both = [(pair, pair.gap) for pair in every if pair.gap is not None]
    return Agreement(
        compared=len(both),
        exact=sum(gap == 0 for _, gap in both),
        within_one=sum(gap <= 1 for _, gap in both),
        wide=tuple(pair for pair, gap in both if gap >= WIDE_GAP),
    )


def moderation_fault(pair: ScoredTwice) -> str:
    """What a moderation still lacks, in a sentence; "" when the gap is settled or there is none to settle."""
    if not pair.needs_moderation:
        return ""
    if pair.moderation is None or (pair.moderation.level is None and not pair.moderation.note.strip()):
        return tr(
            "The scorers chose {first} and {second}. Discuss it, and write down the level you agree.",
            first=pair.first,
            second=pair.second,
        )
    if pair.moderation.level is None or pair.moderation.level not in LEVELS:
        return tr("The moderation note does not say which level was agreed (0 to 4).")
    return tr("Write a note that says how the scorers agreed the level.")
