"""Suggests which articles and badges a finding is about, and why. Nothing here maps anything.

Ranked retrieval over what `resources/` says of each target: phrases of the vocabulary found in the text (a word or
two may stand between, in any inflection), and under them BM25 over single words of vocabulary, title and
explanation. A programme's own confirmed mappings add to that. The same text always gives the same answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crp_desktop.domain.convention import Convention
from crp_desktop.domain.framework_model import Framework
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.learning import Learning, Memory
from crp_desktop.domain.lexicon import Lexicon, Word
from crp_desktop.domain.suggest_index import Document, Index, Match
from crp_desktop.domain.vocabulary import Key, Vocabulary

READ = 5_000
"""Code points of a text that are read; what comes after is left out, so that long texts stay quick."""
SINGLE = 0.55
"""What a single word's weight counts for beside the phrases'."""
LINKED = 1.0
"""What a badge takes over from the best of the articles it is linked to."""
NEAR = 0.65
"""What it takes over from an article that the vocabulary puts near it, beside that."""
FURTHER = 0.3
"""What the other articles add to the best one."""
NEIGHBOUR = 2.5
OFTEN = {1: 0.0, 2: 0.12, 3: 0.14, 4: 0.04, 6: 0.05, 12: 0.2, 19: 0.12, 24: 0.14, 27: 0.08, 28: 0.14, 31: 0.1}
"""A small head start, in points of score, for articles that findings are most often about."""
HALF = 3.0
"""The evidence at which a score is a half."""
SHOWN_WORDS = 3
FIRM = 1.0
"""The evidence of its own that a suggestion has to have to be firm; in points of score."""
OWNERS = 4
"""How many targets may share a word before it speaks less firmly for each."""
LIKELY = 0.78
"""A suggestion is likely when its score is at least this share of the best one's."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A target (`key`: an article's number or a badge's key), how likely (0 to 1), and why, in one sentence.

    `firm` is False when all that speaks for it are words that say more for other targets.
    """

    key: Key
    score: float
    why: str
    firm: bool = True


def likely(found: Sequence[Suggestion]) -> list[Suggestion]:
    """The suggestions worth a person's time: firm, and not far behind the best. None rather than weak ones."""
    return [one for one in found if one.firm and one.score >= LIKELY * found[0].score]


@dataclass(slots=True)
class _Case:
    """What speaks for one target: its score so far and the telling stretches of text, with their weights.

    `own` is the part of the score that says more for this target than for others.
    """

    score: float = 0.0
    own: float = 0.0
    spans: dict[tuple[int, int], float] | None = None
    like: int = 0
    linked: Key | None = None


class Suggester:
    """Suggestions from one vocabulary, convention and framework; never changes after it is made."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        convention: Convention,
        framework: Framework,
        learning: Learning | None = None,
    ) -> None:
        self._lexicon = Lexicon(vocabulary)
        numbers = [phrase for phrase in vocabulary.phrases if isinstance(phrase.key, int)]
        keys = [phrase for phrase in vocabulary.phrases if isinstance(phrase.key, str)]
        self._articles = Index(self._lexicon, numbers, _about_articles(convention))
        self._badges = Index(self._lexicon, keys, _about_badges(framework))
        self._lexicon.learn_known(self._articles.stems | self._badges.stems)
        near = dict(vocabulary.near)
        self._links = {
            badge.key: {
                **dict.fromkeys(near.get(badge.key, ()), NEAR),
                **dict.fromkeys(badge.articles, LINKED),
            }
            for badge in framework.badges
        }
        self._learn(learning or Learning())

    def _learn(self, learning: Learning) -> None:
        self._learning = learning
        self._memory = Memory(self._lexicon, learning.mapped)

    def with_learning(self, learning: Learning) -> "Suggester":
        """A suggester that also goes by what a programme's people confirmed, accepted and dismissed."""
        other = object.__new__(Suggester)
        other.__dict__.update(self.__dict__)
        other._learn(learning)
        return other

    def articles(self, text: str, limit: int = 10, own: str = "") -> list[Suggestion]:
        """Up to `limit` articles, best first; none when no word says anything.

        `own` is the id of the finding that the text belongs to: it is not counted as like itself.
        """
        read = text[:READ]
        words = self._lexicon.read(read)
        cases = self._article_cases(words)
        self._remember(cases, words, own, int)
        return self._ranked(cases, words, read, limit)

    def badges(self, text: str, limit: int = 10, own: str = "") -> list[Suggestion]:
        """Up to `limit` badges, best first, from their own words and from the articles they are linked to."""
        read = text[:READ]
        words = self._lexicon.read(read)
        cases = _cases(self._badges, words)
        articles = self._article_cases(words)
        for key, linked in self._links.items():
            found = [(articles[n].score * share, n) for n, share in linked.items() if n in articles]
            scores = sorted(found, reverse=True)
            if not scores:
                continue
            case = cases.setdefault(key, _Case(spans={}))
            added = scores[0][0] + FURTHER * sum(score for score, _ in scores[1:])
            if added > case.score:
                case.linked = scores[0][1]
                case.spans = {**(articles[scores[0][1]].spans or {}), **(case.spans or {})}
            case.score += added
            case.own += articles[scores[0][1]].own * self._links[key][scores[0][1]]
        self._remember(cases, words, own, str)
        return self._ranked(cases, words, read, limit)

    def _article_cases(self, words: list[Word]) -> dict[Key, _Case]:
        cases = _cases(self._articles, words)
        for key, case in cases.items():
            case.score += OFTEN.get(key, 0.0) if isinstance(key, int) else 0.0
        return cases

    def _remember(self, cases: dict[Key, _Case], words: list[Word], own: str, kind: type) -> None:
        """Adds what the programme's confirmed mappings say, then what accepting and dismissing shifts."""
        for likeness, mapped in self._memory.like(words, own):
            for key in mapped.keys:
                if isinstance(key, kind):
                    case = cases.setdefault(key, _Case(spans={}))
                    case.score += NEIGHBOUR * likeness
                    case.own += NEIGHBOUR * likeness
                    case.like += 1
        for key, case in cases.items():
            case.score *= 1 + self._learning.shift(key)

    def _ranked(
        self, cases: Mapping[Key, _Case], words: list[Word], text: str, limit: int
    ) -> list[Suggestion]:
        """The targets with a reason, best first."""
        reasoned = [(key, case) for key, case in cases.items() if case.spans or case.like]
        order = sorted(reasoned, key=lambda item: (-item[1].score, str(item[0])))
        return [
            Suggestion(
                key,
                round(case.score / (case.score + HALF), 4),
                self._why(case, words, text),
                case.own >= FIRM,
            )
            for key, case in order[:limit]
        ]

    def _why(self, case: _Case, words: list[Word], text: str) -> str:
        said = _quoted(case.spans or {}, words, text)
        if case.like and said:
            return tr(
                "Because of {words}, and like {n} finding(s) you mapped before", n=case.like, words=said
            )
        if case.like:
            return tr("Like {n} finding(s) you mapped before", n=case.like)
        if case.linked is not None:
            return tr("Because of {words}, as for Article {number}", words=said, number=case.linked)
        return tr("Because of {words}", words=said)


def _about_articles(convention: Convention) -> list[Document]:
    return [
        Document(
            article.number,
            ((article.title, 1.2), (article.child_friendly_title, 1.2), (article.explanation, 0.8)),
        )
        for article in convention.mappable
    ]


def _about_badges(framework: Framework) -> list[Document]:
    return [
        Document(
            badge.key,
            (
                (badge.name, 1.5),
                (badge.definition, 0.8),
                *((statement.text, 0.3) for statement in badge.statements),
            ),
        )
        for badge in framework.badges
    ]


def _cases(index: Index, words: list[Word]) -> dict[Key, _Case]:
    """What phrases and single words say for each target; a word that two phrases share counts once."""
    by_key: dict[Key, list[tuple[float, Match]]] = defaultdict(list)
    for match in index.matches(words):
        for key, weight in match.weights.items():
            by_key[key].append((weight, match))
    cases: dict[Key, _Case] = {}
    for key, found in by_key.items():
        cases[key] = _covered(found)
    for position, weights in index.word_weights(words):
        for key, weight in weights.items():
            case = cases.setdefault(key, _Case(spans={}))
            case.score += SINGLE * weight
            case.own += SINGLE * weight * _ownership(weight, weights)
            if case.spans is not None:
                case.spans.setdefault((position, position), SINGLE * weight)
    return cases


def _ownership(weight: float, weights: Mapping[Key, float]) -> float:
    """How much a stretch of text is one target's own, from 1 (shared by few) down to 0."""
    return min(1.0, OWNERS * weight / sum(weights.values()))


def _covered(found: Sequence[tuple[float, Match]]) -> _Case:
    """Sums the matches of one target from the weightiest on, each by the share of its words that are new."""
    case = _Case()
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


def _quoted(spans: Mapping[tuple[int, int], float], words: Sequence[Word], text: str) -> str:
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
