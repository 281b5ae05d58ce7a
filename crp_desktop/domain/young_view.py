"""Young people's own view of a statement, on their own scale, beside the adults' level and never mixed with it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from crp_desktop.domain.assessment import ESTABLISHED
from crp_desktop.domain.framework_model import Answer, Level
from crp_desktop.domain.i18n import tr

DEFAULT_THRESHOLD = 5
_LOW_LEVEL = 1


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How many young people gave one answer."""

    answer: Answer
    count: int


@dataclass(frozen=True, slots=True)
class YoungView:
    """What young people said about one statement.

    `shown` is False while fewer than the threshold answered; then `counts` is empty and `answered` is 0, so that
    nothing that leaves this module can tell who said what. Printed counts pass small-number suppression as well.
    """

    shown: bool
    answered: int
    counts: tuple[AnswerCount, ...]

    @property
    def sure(self) -> int:
        """How many gave an answer other than "don't know"."""
        return sum(row.count for row in self.counts if not row.answer.unsure)

    @property
    def unsure(self) -> int:
        """How many said that they do not know."""
        return sum(row.count for row in self.counts if row.answer.unsure)

    @property
    def most(self) -> Answer | None:
        """The answer that more than half of those who answered gave, "don't know" included; None when divided."""
        return next((row.answer for row in self.counts if row.count * 2 > self.answered), None)


class ViewKind(StrEnum):
    """What a comparison of the two views comes to."""

    NOBODY_ASKED = "nobody_asked"
    TOO_FEW = "too_few"
    NO_LEVEL = "no_level"
    UNSURE = "unsure"
    DIVIDED = "divided"
    DIFFERENT = "different"
    SIDE_BY_SIDE = "side_by_side"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two views side by side in a sentence; `worth_talking` asks for a conversation, it is no score."""

    kind: ViewKind
    sentence: str
    worth_talking: bool


def young_view(
    answers: Iterable[str], scale: Sequence[Answer], threshold: int = DEFAULT_THRESHOLD
) -> YoungView:
    """Counts answers (keys of `scale`); raises ValueError for an answer that the scale does not have."""
    found = Counter(answers)
    unknown = set(found) - {answer.key for answer in scale}
    if unknown:
        raise ValueError(f"not on the young people's scale: {', '.join(sorted(unknown))}")
    answered = found.total()
    if answered < max(threshold, 1):
        return YoungView(shown=False, answered=0, counts=())
    return YoungView(True, answered, tuple(AnswerCount(answer, found[answer.key]) for answer in scale))


def compare_views(view: YoungView | None, level: Level | None, scale: Sequence[Answer]) -> Comparison:
    """Names where young people and adults see a statement differently; `view` is None when nobody was asked.

    The scales are not converted into each other: it only asks whether most of one side stands at the bottom of its
    own scale while the other stands at the top of its own. No count is in the sentence.
    """
    adults = _adults(level)
    if view is None:
        sentence = tr("Young people have not been asked yet. {adults}", adults=adults)
        return Comparison(ViewKind.NOBODY_ASKED, sentence, False)
    if not view.shown:
        sentence = tr("Too few young people have answered to show what they said. {adults}", adults=adults)
        return Comparison(ViewKind.TOO_FEW, sentence, False)
    young = _young(view)
    if level is None:
        return Comparison(ViewKind.NO_LEVEL, tr("{young} {adults}", young=young, adults=adults), False)
    sentence = tr("{young} {adults}", young=young, adults=adults)
    if view.most is None:
        return Comparison(ViewKind.DIVIDED, sentence, True)
    if view.most.unsure:
        return Comparison(ViewKind.UNSURE, sentence, level.number >= ESTABLISHED)
    if _apart(view.most, level.number, scale):
        return Comparison(ViewKind.DIFFERENT, sentence, True)
    return Comparison(ViewKind.SIDE_BY_SIDE, sentence, False)


def _apart(most: Answer, level: int, scale: Sequence[Answer]) -> bool:
    """Whether one side is in the lower part of its scale and the other in the upper part of its own."""
    sure = [answer.key for answer in scale if not answer.unsure]
    place = sure.index(most.key)
    lower, upper = place < len(sure) // 2, place >= (len(sure) + 1) // 2
    return (lower and level >= ESTABLISHED) or (upper and level <= _LOW_LEVEL)


def _young(view: YoungView) -> str:
    if view.most is None:
        return tr("Young people gave different answers. No answer was chosen by more than half.")
    if view.most.unsure:
        return tr("Most young people said “{words}”.", words=view.most.words)
    return tr("Most young people said “{words}”.", words=view.most.words)


def _adults(level: Level | None) -> str:
    if level is None:
        return tr("Adults have not chosen a level.")
    return tr("Adults gave it level {number}, {name}.", number=level.number, name=level.name.lower())
