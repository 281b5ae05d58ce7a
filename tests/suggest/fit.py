"""Makes what the second opinion by meaning ships with, from the vocabulary and the labelled texts:

    python -m tests.suggest.fit

- `resources/meaning/phrases.npz`: the vocabulary's phrases as vectors, and a linear head fitted on them;
- `resources/meaning/order.json`: what words, nearness and head weigh, fitted on the `tuning` and `hard` texts only.

Prints the figures of five-fold cross-validation on these, and of the held-back texts, which are never fitted on.
The same files always give the same result. Takes about three minutes; needs numpy alone.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import numpy as np

from crp_desktop import paths
from crp_desktop.domain.convention import load_convention
from crp_desktop.domain.framework import load_framework
from crp_desktop.domain.suggest import SHOWN_FROM, Suggester, resting_on
from crp_desktop.domain.suggest_order import Weights, probabilities
from crp_desktop.domain.vocabulary import Key
from crp_desktop.services.rights.encoder import load_encoder
from crp_desktop.services.rights.meaning import Head, Meaning, phrase_texts, vocabulary_hash
from crp_desktop.services.rights.suggest import words_alone
from tests.suggest import evaluate
from tests.suggest.evaluate import Labelled

TIER = {"strong": 1.0, "words": 0.8, "weak": 0.5}
SECOND = 0.35
"""What each further accepted target counts for beside the main one."""
FOLDS = 5
ARTICLE_FEATURES = ("words", "near", "head")
BADGE_FEATURES = ("words", "near", "head", "articles")
Rows = list[tuple[Labelled, dict[Key, dict[str, float]]]]


def softmax_fit(
    features: Any, wanted: Any, steps: int, rate: float, decay_weights: float, decay_start: float
) -> tuple[Any, Any]:
    """Weights and starts of a softmax over targets, by Adam. `features` (texts, targets, k) or (texts, k) for a
    head with a column a target; `wanted` (texts, targets), each row's weight its sum."""
    shared = features.ndim == 3
    weights = np.zeros(features.shape[2] if shared else (features.shape[1], wanted.shape[1]))
    start = np.zeros(wanted.shape[1])
    moments = [np.zeros_like(one) for one in (weights, weights, start, start)]
    whole = wanted.sum(1, keepdims=True)
    for step in range(1, steps + 1):
        scores = features @ weights + start
        scores -= scores.max(1, keepdims=True)
        shares = np.exp(scores)
        gap = shares / shares.sum(1, keepdims=True) * whole - wanted
        slope = np.einsum("tak,ta->k", features, gap) if shared else features.T @ gap
        slopes = (slope + decay_weights * weights, gap.sum(0) + decay_start * start)
        for at, (value, own) in enumerate(zip((weights, start), slopes, strict=True)):
            first, second = moments[2 * at], moments[2 * at + 1]
            first += 0.1 * (own - first)
            second += 0.001 * (own**2 - second)
            corrected = first / (1 - 0.9**step), second / (1 - 0.999**step)
            value -= rate * corrected[0] / (np.sqrt(corrected[1]) + 1e-8)
    return weights, start


def head_of(keys: Sequence[Key], vectors: Any, owners: Sequence[Key], weights: Sequence[float]) -> Head:
    """A linear head that tells the targets of phrases apart."""
    place = {key: at for at, key in enumerate(keys)}
    wanted = np.zeros((len(owners), len(keys)))
    for row, (key, weight) in enumerate(zip(owners, weights, strict=True)):
        wanted[row, place[key]] = weight
    made, start = softmax_fit(vectors.astype(float), wanted, 200, 0.1, 0.1, 0.0)
    return Head(tuple(keys), made.astype(np.float32), start.astype(np.float32))


def features_of(suggester: Suggester, meaning: Meaning, texts: Iterable[Labelled]) -> Rows:
    return [(one, suggester.features(one.text, meaning.read(one.text))) for one in texts]


def weights_for(rows: Rows, names: Sequence[str], keys: Sequence[Key], accepted: str) -> Weights:
    """The weights that make what is accepted likely; the main target counts most."""
    features = np.array([[[own[key].get(name, 0.0) for name in names] for key in keys] for _, own in rows])
    size = features.std((0, 1)) + 1e-9
    wanted = np.zeros(features.shape[:2])
    for row, (one, _) in enumerate(rows):
        for rank, key in enumerate(getattr(one, accepted)):
            if key in keys:
                wanted[row, keys.index(key)] = 1.0 if rank == 0 else SECOND
    wanted /= np.maximum(wanted.sum(1, keepdims=True), 1e-9)
    found, start = softmax_fit(features / size, wanted, 1500, 0.02, 1.0, 3.0)
    return Weights(
        {name: round(float(value), 4) for name, value in zip(names, found / size, strict=True)},
        {key: round(float(value), 4) for key, value in zip(keys, start, strict=True)},
    )


def chances(weights: Weights, own: dict[Key, dict[str, float]], keys: Sequence[Key]) -> dict[Key, float]:
    return probabilities({key: weights.score(key, own[key]) for key in keys})


def rest(
    suggester: Suggester, articles: Weights, rows: Rows, numbers: Sequence[Key], badges: Sequence[Key]
) -> Rows:
    """Gives the badges of each text what the articles shown for it say for them."""
    for _, own in rows:
        shown = {
            key: chance for key, chance in chances(articles, own, numbers).items() if chance >= SHOWN_FROM
        }
        for badge in badges:
            linked = suggester.linked_articles(badge)
            own[badge]["articles"] = resting_on(shown[n] * share for n, share in linked.items() if n in shown)
    return rows


def tell(title: str, rows: Rows, found: list[dict[Key, float]], accepted: str) -> None:
    """Prints, by register: main target among the first three, any accepted one, how many are shown, how many of them
    are not accepted."""
    by_register: dict[str, list[tuple[bool, bool, int, int]]] = defaultdict(list)
    for (one, _), own in zip(rows, found, strict=True):
        right = getattr(one, accepted)
        order = sorted(own, key=lambda key: -own[key])
        shown = [key for key in order if own[key] >= SHOWN_FROM]
        row = (
            right[0] in order[:3],
            not set(right).isdisjoint(order[:3]),
            len(shown),
            len(set(shown) - set(right)),
        )
        by_register[one.register].append(row)
        by_register["all"].append(row)
    print(f"{title:<34}{'texts':>6}{'main@3':>8}{'any@3':>8}{'shown':>8}{'not labelled':>14}")
    for register, all_of in sorted(by_register.items(), key=lambda item: item[0] == "all"):
        main, any_, shown_, wrong = (np.mean([float(row[at]) for row in all_of]) for at in range(4))
        print(
            f"  {register:<32}{len(all_of):>6}{main:>8.0%}{any_:>8.0%}{shown_:>8.1f}{wrong / max(shown_, 1e-9):>14.0%}"
        )


def crossed(suggester: Suggester, rows: Rows, numbers: Sequence[Key], badges: Sequence[Key]) -> None:
    """The figures of five folds, each told by weights that were fitted on the other four."""
    fold = np.arange(len(rows)) % FOLDS
    np.random.default_rng(7).shuffle(fold)
    told: tuple[Rows, list[Any], list[Any]] = ([], [], [])
    for at in range(FOLDS):
        rest_of = [row for row, own in zip(rows, fold, strict=True) if own != at]
        ours = [row for row, own in zip(rows, fold, strict=True) if own == at]
        articles = weights_for(rest_of, ARTICLE_FEATURES, numbers, "articles")
        add = partial(rest, suggester, articles, numbers=numbers, badges=badges)
        of_badges = weights_for(add(rest_of), BADGE_FEATURES, badges, "badges")
        told[0].extend(add(ours))
        told[1].extend(chances(articles, own, numbers) for _, own in ours)
        told[2].extend(chances(of_badges, own, badges) for _, own in ours)
    for half in ("tuning", "hard"):
        mine = [at for at, (one, _) in enumerate(told[0]) if one.id.startswith("hard") == (half == "hard")]
        for kind, at in (("articles", 1), ("badges", 2)):
            tell(
                f"{kind}, {half}, cross-validated",
                [told[0][n] for n in mine],
                [told[at][n] for n in mine],
                kind,
            )


def main() -> None:
    convention = load_convention(paths.resource("convention.toml"))
    framework = load_framework(paths.resource("framework.toml"))
    suggester, encoder = words_alone(), load_encoder()
    phrases = suggester.phrases
    numbers: list[Key] = [article.number for article in convention.mappable]
    badges: list[Key] = [badge.key for badge in framework.badges]
    texts = phrase_texts(phrases)
    vectors = encoder.encode(texts)
    row = {text: at for at, text in enumerate(texts)}
    about = [(one.number, f"{one.title}. {one.explanation}") for one in convention.mappable]
    about += [(one.number, one.child_friendly_title) for one in convention.mappable]
    stated = [(badge.key, one.text) for badge in framework.badges for one in badge.statements]
    stated += [(badge.key, f"{badge.name}. {badge.definition}") for badge in framework.badges]
    heads = []
    for keys, kind, said in ((numbers, int, about), (badges, str, stated)):
        own = [phrase for phrase in phrases if isinstance(phrase.key, kind)]
        known = np.vstack(
            [vectors[[row[phrase.text] for phrase in own]], encoder.encode([text for _, text in said])]
        )
        owners = [*(phrase.key for phrase in own), *(key for key, _ in said)]
        heads.append(
            head_of(keys, known, owners, [*(TIER[phrase.tier] for phrase in own), *([3.0] * len(said))])
        )
    scale = np.abs(vectors).max(1) / 127
    small = np.round(vectors / scale[:, None]).astype(np.int8)
    save_vectors(vocabulary_hash(phrases), small, scale, heads)
    meaning = Meaning(
        encoder,
        phrases,
        small.astype(np.float32) * scale[:, None].astype(np.float16).astype(np.float32),
        heads,
    )
    rows = features_of(suggester, meaning, [*evaluate.read("tuning"), *evaluate.read("hard")])
    crossed(suggester, rows, numbers, badges)
    articles = weights_for(rows, ARTICLE_FEATURES, numbers, "articles")
    of_badges = weights_for(
        rest(suggester, articles, rows, numbers, badges), BADGE_FEATURES, badges, "badges"
    )
    held = rest(
        suggester, articles, features_of(suggester, meaning, evaluate.read("heldback")), numbers, badges
    )
    tell("articles, held back", held, [chances(articles, own, numbers) for _, own in held], "articles")
    tell("badges, held back", held, [chances(of_badges, own, badges) for _, own in held], "badges")
    order = {
        name: {"features": dict(one.features), "start": {str(key): value for key, value in one.start.items()}}
        for name, one in (("articles", articles), ("badges", of_badges))
    }
    paths.resource("meaning/order.json").write_text(json.dumps(order, indent=1) + "\n", encoding="utf-8")
    print(articles.features, of_badges.features)


def save_vectors(belongs_to: str, small: Any, scale: Any, heads: Sequence[Head]) -> None:
    named = {}
    for kind, head in zip(("articles", "badges"), heads, strict=True):
        named[f"{kind}_keys"] = np.array([str(key) for key in head.keys])
        named[f"{kind}_weights"] = head.weights.astype(np.float16)
        named[f"{kind}_start"] = head.start.astype(np.float16)
    target = paths.resource("meaning") / "phrases.npz"
    np.savez_compressed(
        target, belongs_to=np.array(belongs_to), vectors=small, scale=scale.astype(np.float16), **named
    )


if __name__ == "__main__":
    main()
