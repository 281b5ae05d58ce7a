"""What speaks for a target in the words of a text, and which of these words are reason enough to be named."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.lexicon import Word
from crp_desktop.domain.suggest_index import Index, Match
from crp_desktop.domain.vocabulary import Key

NAMED = 0.9
"""The weight from which a stretch is named in a reason."""
SINGLE = 0.55
"""What a single word's weight counts for beside the phrases'."""
TELLING = 2
"""How many words of the text, or one phrase of the weight `ALONE`, make a reason."""
OWNERS = 4
"""How many targets may share a word before it speaks less firmly for each."""
SHOWN_WORDS = 3
ALONE = 1.8


@dataclass(slots=True)
class Evidence:
    """What speaks for one target: its score so far and the telling stretches of text, with their weights.

    `own` is the part of the score that says more for this target than for others.
    """

    score: float = 0.0
    own: float = 0.0
    spans: dict[tuple[int, int], float] | None = None
    like: int = 0
    learnt: float = 0.0
    linked: Key | None = None


def evidence_of(index: Index, words: list[Word]) -> dict[Key, Evidence]:
    """What phrases and single words say for each target; a word that two phrases share counts once."""
    by_key: dict[Key, list[tuple[float, Match]]] = defaultdict(list)
    for match in index.matches(words):
        for key, weight in match.weights.items():
            by_key[key].append((weight, match))
    cases: dict[Key, Evidence] = {}
    for key, found in by_key.items():
        cases[key] = _covered(found)
    for position, weights in index.word_weights(words):
        for key, weight in weights.items():
            case = cases.setdefault(key, Evidence(spans={}))
            case.score += SINGLE * weight
            case.own += SINGLE * weight * _ownership(weight, weights)
            if case.spans is not None:
                case.spans.setdefault((position, position), SINGLE * weight)
    return cases


def _ownership(weight: float, weights: Mapping[Key, float]) -> float:
    """How much a stretch of text is one target's own, from 1 (shared by few) down to 0."""
    return min(1.0, OWNERS * weight / sum(weights.values()))


def _covered(found: Sequence[tuple[float, Match]]) -> Evidence:
    """Sums the matches of one target from the weightiest on, each by the share of its words that are new."""
    case = Evidence()
    spans: dict[tuple[int, int], float] = {}
    covered: set[int] = set()
    for weight, match in sorted(found, key=lambda pair: (-pair[0], pair[1].positions)):
        new = [position for position in match.positions if position not in covered]
        if new:
            counted = weight * len(new) / len(match.positions)
            case.score += counted
            if match.telling:
                case.own += counted * _ownership(weight, match.weights)
                spans[(match.positions[0], match.positions[-1])] = counted
            covered.update(new)
    case.spans = spans
    return case


def telling_stretches(
    spans: Mapping[tuple[int, int], float], words: Sequence[Word], text: str, quiet: frozenset[str]
) -> dict[tuple[int, int], float]:
    """The stretches of text that are reason enough: two words that say something, or a phrase that stands alone."""

    def tells(at: int) -> bool:
        word = words[at]
        return word.forms[0] not in quiet and any(sign.isalpha() for sign in text[word.start : word.end])

    kept = {
        (first, last): weight
        for (first, last), weight in spans.items()
        if weight >= NAMED and any(tells(at) for at in range(first, last + 1))
    }
    places = {at for first, last in kept for at in range(first, last + 1) if tells(at)}
    alone = {span: weight for span, weight in kept.items() if weight >= ALONE}
    return kept if len(places) >= TELLING else alone


def says_something(words: Sequence[Word], text: str) -> bool:
    """Whether a text has words enough to have a meaning: two with letters."""
    return sum(any(sign.isalpha() for sign in text[one.start : one.end]) for one in words) >= TELLING


def quoted(spans: Mapping[tuple[int, int], float], words: Sequence[Word], text: str) -> str:
    """The weightiest stretches as they stand in the text, in the order of the text."""
    chosen: list[tuple[int, int]] = []
    for first, last in sorted(spans, key=lambda span: (-spans[span], span)):
        if len(chosen) < SHOWN_WORDS and all(last < start or first > end for start, end in chosen):
            chosen.append((first, last))
    return _joined(
        " ".join(text[words[first].start : words[last].end].split()) for first, last in sorted(chosen)
    )


def _joined(quotes: Iterable[str]) -> str:
    return ", ".join(tr("“{words}”", words=words) for words in dict.fromkeys(quotes))
