"""How near a text is in meaning to what is said of each article and badge: the second opinion of the suggester.

`resources/meaning/phrases.npz` holds the vocabulary's phrases as vectors (one byte a number), made by
`python -m tests.suggest.fit`; it belongs to one vocabulary and one model, which its hash names.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from crp_desktop import paths
from crp_desktop.domain.suggest_order import Nearness, clauses
from crp_desktop.domain.vocabulary import Key, Phrase
from crp_desktop.services.rights.encoder import SHA256, Encoder, NoEncoder, load_encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from crp_desktop.services.rights.encoder import Vectors

NEAREST = 5
"""Phrases of a target whose likeness is averaged."""


@dataclass(frozen=True, slots=True)
class Head:
    """A linear reading of a text's vector: `weights` has a column a target, `start` what each begins with."""

    keys: tuple[Key, ...]
    weights: "Vectors"
    start: "Vectors"

    def logs(self, vectors: "Vectors") -> "Vectors":
        """The log of each target's share, shape (texts, targets)."""
        import numpy as np

        scores = vectors @ self.weights + self.start
        scores -= scores.max(1, keepdims=True)
        return np.asarray(scores - np.log(np.exp(scores).sum(1, keepdims=True)), np.float32)


def phrase_texts(phrases: Iterable[Phrase]) -> tuple[str, ...]:
    """Every phrase once, in order."""
    return tuple(dict.fromkeys(phrase.text for phrase in phrases))


def vocabulary_hash(phrases: Iterable[Phrase]) -> str:
    """What the vectors belong to: the phrases with their targets, and the model."""
    listed = "\n".join(f"{phrase.key}\t{phrase.tier}\t{phrase.text}" for phrase in phrases)
    return hashlib.sha256(f"{SHA256}\n{listed}".encode()).hexdigest()


class Meaning:
    """Reads texts with an encoder beside the vectors of the vocabulary's phrases. Never changes after it is made."""

    def __init__(
        self, encoder: Encoder, phrases: Sequence[Phrase], vectors: "Vectors", heads: Sequence[Head]
    ) -> None:
        import numpy as np

        self._encoder, self._heads = encoder, heads
        self._texts = phrase_texts(phrases)
        row = {text: number for number, text in enumerate(self._texts)}
        rows: dict[Key, list[int]] = defaultdict(list)
        for phrase in phrases:
            if not phrase.text.startswith("@"):
                rows[phrase.key].append(row[phrase.text])
        self._rows: dict[Key, NDArray[np.int64]] = {
            key: np.array(sorted(set(found))) for key, found in rows.items()
        }
        self._vectors = vectors
        self._long = np.array([" " in text for text in self._texts])

    def read(self, text: str) -> dict[Key, Nearness]:
        """How near a text is to every target: of its clauses the one that is nearest counts."""
        vectors = self._encoder.encode(clauses(text))
        found: dict[Key, Nearness] = {}
        likeness = vectors @ self._vectors.T
        for head in self._heads:
            logs = head.logs(vectors).max(0)
            for key, log in zip(head.keys, logs, strict=True):
                found[key] = self._near(key, likeness, float(log))
        return found

    def _near(self, key: Key, likeness: "Vectors", head: float) -> Nearness:
        import numpy as np

        rows = self._rows.get(key)
        if rows is None or not len(rows):
            return Nearness(0.0, head)
        own = likeness[:, rows]
        count = min(NEAREST, len(rows))
        nearest = np.partition(own, len(rows) - count, axis=1)[:, len(rows) - count :]
        named = np.where(self._long[rows], own.max(0), -1.0)
        best = int(named.argmax())
        return Nearness(float(nearest.mean(1).max()), head, self._texts[int(rows[best])], float(named[best]))


def load_meaning(phrases: Sequence[Phrase]) -> Meaning:
    """The second opinion over the files that ship; takes half a second. Raises NoEncoder when a part is missing."""
    encoder = load_encoder()
    try:
        vectors, heads = read_vectors(phrases)
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise NoEncoder(str(error)) from error
    return Meaning(encoder, phrases, vectors, heads)


def read_vectors(phrases: Sequence[Phrase]) -> "tuple[Vectors, list[Head]]":
    """The phrases' vectors and the heads for articles and badges. ValueError when they belong to another vocabulary."""
    import numpy as np

    with np.load(BytesIO(paths.resource("meaning/phrases.npz").read_bytes()), allow_pickle=False) as file:
        if str(file["belongs_to"]) != vocabulary_hash(phrases):
            raise ValueError("the phrases' vectors belong to another vocabulary")
        vectors = file["vectors"].astype(np.float32) * file["scale"][:, None].astype(np.float32)
        heads = [
            Head(
                _keys(file[f"{kind}_keys"]),
                file[f"{kind}_weights"].astype(np.float32),
                file[f"{kind}_start"].astype(np.float32),
            )
            for kind in ("articles", "badges")
        ]
    return vectors, heads


def _keys(listed: "NDArray[np.str_]") -> tuple[Key, ...]:
    return tuple(int(key) if key.isdecimal() else str(key) for key in listed.tolist())


Reading = Mapping[Key, Nearness]
