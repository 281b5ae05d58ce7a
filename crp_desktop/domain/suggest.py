"""Suggests which articles and badges a finding is about, and why. Nothing here maps anything.

Ranked retrieval over what `resources/` says of each target: phrases of the vocabulary found in the text (a word or
two may stand between, in any inflection), and under them BM25 over single words of vocabulary, title and
explanation. A programme's own confirmed mappings add to that. Where a second opinion by meaning is given (`near`), both
make one order, and a suggestion's score is its probability. The same text always gives the same answer.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from crp_desktop.domain.convention import Convention
from crp_desktop.domain.framework_model import Framework
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.learning import Learning, Memory
from crp_desktop.domain.lexicon import Lexicon, Word
from crp_desktop.domain.suggest_denied import denied
from crp_desktop.domain.suggest_evidence import (
    Evidence,
    evidence_of,
    quoted,
    says_something,
    telling_stretches,
)
from crp_desktop.domain.suggest_index import Document, Index
from crp_desktop.domain.suggest_order import LEARNT_HERE, Nearness, Order, Weights, probabilities
from crp_desktop.domain.vocabulary import Key, Vocabulary

READ = 5_000
"""Code points of a text that are read; what comes after is left out, so that long texts stay quick."""
LINKED = 1.0
"""What a badge takes over from the best of the articles it is linked to."""
NEAR = 0.65
"""What it takes over from an article that the vocabulary puts near it, beside that."""
FURTHER = 0.3
"""What the other articles add to the best one."""
NEIGHBOUR = 2.5
LEARNT = 4.0
"""What a mapped finding with the very same words adds to the score that probabilities are made of."""
OFTEN = {1: 0.0, 2: 0.12, 3: 0.14, 4: 0.04, 6: 0.05, 12: 0.2, 19: 0.12, 24: 0.14, 27: 0.08, 28: 0.14, 31: 0.1}
"""A small head start, in points of score, for articles that findings are most often about."""
HALF = 3.0
"""The evidence at which a score is a half."""
FIRM = 1.0
"""The evidence of its own that a suggestion has to have to be firm; in points of score."""
LIKELY = 0.78
"""By words alone a suggestion is firm when its score is at least this share of the best one's."""
SHOWN_FROM = 0.1
"""With a second opinion a suggestion is firm from this probability on."""
ALIKE = 0.42
"""The likeness from which a phrase is named as near in meaning."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A target (`key`: an article's number or a badge's key), how likely (0 to 1), and why, in one sentence.

    `firm` is False for one that is not worth a person's time: too little speaks for it.
    """

    key: Key
    score: float
    why: str
    firm: bool = True


def likely(found: Sequence[Suggestion]) -> list[Suggestion]:
    """The suggestions worth a person's time. None rather than weak ones."""
    return [one for one in found if one.firm]


class Suggester:
    """Suggestions from one vocabulary, convention and framework; never changes after it is made."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        convention: Convention,
        framework: Framework,
        learning: Learning | None = None,
        order: Order | None = None,
    ) -> None:
        self.phrases, self._order = vocabulary.phrases, order
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

    def articles(
        self, text: str, limit: int = 10, own: str = "", near: Mapping[Key, Nearness] | None = None
    ) -> list[Suggestion]:
        """Up to `limit` articles, best first; none when no word says anything.

        `own` is the id of the finding that the text belongs to: it is not counted as like itself. `near` is how near
        the text is to each target in meaning.
        """
        read = text[:READ]
        words = self._lexicon.read(read)
        cases = self._article_cases(words, read)
        self._remember(cases, words, own, int)
        if near is None or self._order is None:
            return self._ranked(cases, words, read, limit)
        chances = self._article_chances(cases, near, read)
        return self._likeliest(chances, cases, near, words, read, limit)

    def badges(
        self,
        text: str,
        limit: int = 10,
        own: str = "",
        near: Mapping[Key, Nearness] | None = None,
        among: Collection[Key] = (),
    ) -> list[Suggestion]:
        """Up to `limit` badges, best first, from their own words and from the articles they are linked to; only those
        in `among`, all when it is empty."""
        read = text[:READ]
        words = self._lexicon.read(read)
        cases = evidence_of(self._badges, words)
        articles = self._article_cases(words, read)
        if near is None or self._order is None:
            self._take_over(cases, articles)
            self._remember(cases, words, own, str)
            offered = {key: case for key, case in cases.items() if not among or key in among}
            return self._ranked(offered, words, read, limit)
        self._remember(cases, words, own, str)
        self._remember(articles, words, own, int)
        chances = self._badge_chances(cases, self._article_chances(articles, near, read), near, among)
        return self._likeliest(chances, cases, near, words, read, limit)

    def features(self, text: str, near: Mapping[Key, Nearness]) -> dict[Key, dict[str, float]]:
        """What is weighed for every article and badge, for fitting the weights."""
        words = self._lexicon.read(text[:READ])
        articles, badges = self._article_cases(words, text), evidence_of(self._badges, words)
        return {**_features(articles, near, int), **_features(badges, near, str)}

    def linked_articles(self, key: Key) -> Mapping[int, float]:
        """The articles that speak for a badge, each with its share."""
        return self._links.get(str(key), {})

    def _article_chances(
        self, cases: Mapping[Key, Evidence], near: Mapping[Key, Nearness], text: str
    ) -> dict[Key, float]:
        assert self._order is not None
        return _chances(self._order.articles, _features(cases, near, int))

    def _badge_chances(
        self,
        cases: dict[Key, Evidence],
        articles: Mapping[Key, float],
        near: Mapping[Key, Nearness],
        among: Collection[Key],
    ) -> dict[Key, float]:
        """A badge rests on no article that is not shown itself."""
        assert self._order is not None
        shown = {key: chance for key, chance in articles.items() if chance >= SHOWN_FROM}
        features = _features(cases, near, str)
        for key, own in features.items():
            resting = {
                number: shown[number] * share
                for number, share in self.linked_articles(key).items()
                if number in shown
            }
            own["articles"] = resting_on(resting.values())
            if resting:
                cases.setdefault(key, Evidence(spans={})).linked = max(
                    resting, key=lambda number: resting[number]
                )
        offered = {key: own for key, own in features.items() if not among or key in among}
        return _chances(self._order.badges, offered)

    def _likeliest(
        self,
        chances: Mapping[Key, float],
        cases: Mapping[Key, Evidence],
        near: Mapping[Key, Nearness],
        words: list[Word],
        text: str,
        limit: int,
    ) -> list[Suggestion]:
        found = []
        for key in sorted(chances, key=lambda key: (-chances[key], str(key)))[:limit]:
            why = self._reason(cases.get(key), near[key], words, text)
            firm = bool(why) and chances[key] >= SHOWN_FROM
            found.append(
                Suggestion(key, round(chances[key], 4), why or tr("Nothing in it says so for sure"), firm)
            )
        return found

    def _reason(self, case: Evidence | None, near: Nearness, words: list[Word], text: str) -> str:
        """The text's own words only where they are reason enough; "" when nothing is."""
        if case is not None:
            telling = telling_stretches(case.spans or {}, words, text, self._lexicon.quiet)
            if telling or case.like:
                return self._why(Evidence(spans=telling, like=case.like), words, text)
        if near.likeness >= ALIKE and near.phrase and says_something(words, text):
            return tr("Close in meaning to “{phrase}”", phrase=near.phrase)
        if case is not None and case.linked is not None:
            return tr("As for Article {number}", number=case.linked)
        return ""

    def _take_over(self, cases: dict[Key, Evidence], articles: Mapping[Key, Evidence]) -> None:
        """What the articles that a badge is linked to say for it."""
        for key, linked in self._links.items():
            found = [(articles[n].score * share, n) for n, share in linked.items() if n in articles]
            scores = sorted(found, reverse=True)
            if not scores:
                continue
            case = cases.setdefault(key, Evidence(spans={}))
            added = scores[0][0] + FURTHER * sum(score for score, _ in scores[1:])
            if added > case.score:
                case.linked = scores[0][1]
                case.spans = {**(articles[scores[0][1]].spans or {}), **(case.spans or {})}
            case.score += added
            case.own += articles[scores[0][1]].own * self._links[key][scores[0][1]]

    def _article_cases(self, words: list[Word], text: str) -> dict[Key, Evidence]:
        cases = evidence_of(self._articles, words)
        for conduct in denied(text):
            cases.pop(conduct, None)
        for key, case in cases.items():
            case.score += OFTEN.get(key, 0.0) if isinstance(key, int) else 0.0
        return cases

    def _remember(self, cases: dict[Key, Evidence], words: list[Word], own: str, kind: type) -> None:
        """Adds what the programme's confirmed mappings say, then what accepting and dismissing shifts."""
        for likeness, mapped in self._memory.like(words, own):
            for key in mapped.keys:
                if isinstance(key, kind):
                    case = cases.setdefault(key, Evidence(spans={}))
                    case.score += NEIGHBOUR * likeness
                    case.own += NEIGHBOUR * likeness
                    case.learnt += LEARNT * likeness
                    case.like += 1
        for key, case in cases.items():
            shift = 1 + self._learning.shift(key)
            case.score *= shift
            case.learnt += math.log(shift)

    def _ranked(
        self, cases: Mapping[Key, Evidence], words: list[Word], text: str, limit: int
    ) -> list[Suggestion]:
        """The targets with a reason, best first."""
        reasoned = [(key, case) for key, case in cases.items() if case.spans or case.like]
        order = sorted(reasoned, key=lambda item: (-item[1].score, str(item[0])))
        best = _share(order[0][1]) if order else 0.0
        return [
            Suggestion(
                key,
                _share(case),
                self._why(case, words, text),
                case.own >= FIRM and _share(case) >= LIKELY * best,
            )
            for key, case in order[:limit]
        ]

    def _why(self, case: Evidence, words: list[Word], text: str) -> str:
        said = quoted(case.spans or {}, words, text)
        if case.like and said:
            return tr(
                "Because of {words}, and like {n} finding(s) you mapped before", n=case.like, words=said
            )
        if case.like:
            return tr("Like {n} finding(s) you mapped before", n=case.like)
        if case.linked is not None:
            return tr("Because of {words}, as for Article {number}", words=said, number=case.linked)
        return tr("Because of {words}", words=said)


def _share(case: Evidence) -> float:
    """The score of a case by words alone, from 0 to 1."""
    return round(case.score / (case.score + HALF), 4)


def _evidence(case: Evidence | None, near: Nearness) -> dict[str, float]:
    words, learnt = (math.log1p(case.score), case.learnt) if case else (0.0, 0.0)
    return {"words": words, "near": near.near, "head": near.head, LEARNT_HERE: learnt}


def _features(
    cases: Mapping[Key, Evidence], near: Mapping[Key, Nearness], kind: type
) -> dict[Key, dict[str, float]]:
    return {key: _evidence(cases.get(key), one) for key, one in near.items() if isinstance(key, kind)}


def resting_on(chances: Iterable[float]) -> float:
    """What the articles that are shown say for a badge: the log of what they add up to."""
    return math.log(0.02 + sum(chances))


def _chances(weights: Weights, features: Mapping[Key, Mapping[str, float]]) -> dict[Key, float]:
    return probabilities({key: weights.score(key, own) for key, own in features.items()})


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
