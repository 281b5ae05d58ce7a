"""One order from word evidence and nearness in meaning: how likely it is that a text is about each target.

A target's score is a weighted sum of its features and of how often findings are about it; probabilities are the
softmax of the scores over all targets, so they add up to one. Weights are fitted on labelled texts
(`tests/suggest/fit.py`).
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.vocabulary import Key

LEARNT_HERE = "learnt"
"""The feature that a programme's own mappings fill; it is no part of the fit."""
MOST_CLAUSES = 6
SHORTEST_CLAUSE = 3
"""Words; shorter parts of a text say too little to be read alone."""
_BREAK = re.compile(
    r"(?<=[.!?;])\s+|\n+|,\s+(?=(?:but|and|so|because)\b)|\s+(?:but|because|so that|although)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a text is to a target.

    `near` is the mean likeness (-1 to 1) of the nearest phrases, `head` the log of the target's share among all after
    the text's vector, `phrase` the nearest phrase of more than one word and `likeness` how near it is.
    """

    near: float
    head: float
    phrase: str = ""
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What a feature's name counts for, and what a target starts with."""

    features: Mapping[str, float]
    start: Mapping[Key, float]

    def score(self, key: Key, features: Mapping[str, float]) -> float:
        """The score of a target; a feature that has no weight counts for nothing, what was learnt here as it is."""
        return (
            self.start.get(key, 0.0)
            + features.get(LEARNT_HERE, 0.0)
            + sum(weight * features.get(name, 0.0) for name, weight in self.features.items())
        )


@dataclass(frozen=True, slots=True)
class Order:
    """The weights of articles and of badges."""

    articles: Weights
    badges: Weights


def probabilities(scores: Mapping[Key, float]) -> dict[Key, float]:
    """The softmax of the scores."""
    if not scores:
        return {}
    top = max(scores.values())
    shares = {key: math.exp(score - top) for key, score in scores.items()}
    whole = sum(shares.values())
    return {key: share / whole for key, share in shares.items()}


def clauses(text: str) -> list[str]:
    """The text, and its clauses where it has more than one: a long text is about several things."""
    parts = [part.strip() for part in _BREAK.split(text) if part and len(part.split()) >= SHORTEST_CLAUSE]
    return [text, *(parts[:MOST_CLAUSES] if len(parts) > 1 else ())]


def load_order(path: Path) -> Order:
    """The weights of a file that `tests/suggest/fit.py` wrote. Raises InputProblem for one that is torn."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        return Order(_weights(read["articles"]), _weights(read["badges"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputProblem(
            tr("{file} could not be read: {why}", file=path.name, why=str(error)),
            tr("Nothing was imported from the file."),
            tr("Install CRP Desktop again."),
        ) from error


def _weights(read: Mapping[str, Mapping[str, float]]) -> Weights:
    start = {(int(key) if key.isdecimal() else key): float(value) for key, value in read["start"].items()}
    return Weights({name: float(value) for name, value in read["features"].items()}, start)
