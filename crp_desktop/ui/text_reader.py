"""Reading texts for their meaning on a thread of its own, so that a page never waits for it."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from crp_desktop.domain.vocabulary import Phrase
from crp_desktop.services.rights.encoder import NoEncoder
from crp_desktop.services.rights.meaning import Meaning, Reading, load_meaning
from crp_desktop.ui.worker import Job, Worker

KEPT = 200
"""Texts whose reading is kept."""


class TextReader(QObject):
    """Reads a text when it is asked for the first time; `read` says that what was asked for is there now.

    Until the encoder is loaded, and where there is none, everything is at hand and has no reading: suggestions go by
    words alone.
    """

    read = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._meaning: Meaning | None = None
        self._begun = False
        self._under_way = self._wanted = ""
        self._forgotten = False
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._worker = Worker(self)
        self._worker.finished.connect(self._finished)

    def prepare(self, phrases: tuple[Phrase, ...]) -> None:
        """Load the encoder, once."""
        if not self._begun and isValid(self._worker):
            self._begun = True
            self._hand(partial(load_meaning, phrases), self._loaded)

    def at_hand(self, text: str) -> bool:
        """Whether `reading` can be asked for a text now; when not, it is read, and `read` follows."""
        if self._meaning is None or text in self._readings:
            return True
        self._wanted = text
        if not self._under_way:
            self._read_wanted(self._meaning)
        return False

    def reading(self, text: str) -> Reading | None:
        """How near a text is to every target; None while words go on alone."""
        return self._readings.get(text)

    def forget(self) -> None:
        """Keep nothing of what was read: another programme is opened, or this one is locked."""
        self._readings.clear()
        self._wanted = ""
        self._forgotten = bool(self._under_way)

    def close(self) -> None:
        """End the thread; words go on alone in what is left of the program."""
        self._begun = True
        self._meaning = None
        self._worker.close()

    def _read_wanted(self, meaning: Meaning) -> None:
        self._under_way, self._wanted = self._wanted, ""
        self._hand(partial(meaning.read, self._under_way), self._have_read)

    def _hand(self, work: Callable[[], object], on_done: Callable[[Any], None]) -> None:
        self._worker.hand(Job("", work, on_done, None, self._failed, shown=False))

    def _finished(self, job: Job, value: object, error: Exception | None) -> None:
        if error is None:
            job.tell_done(value)
        else:
            job.tell_failed(error)
        job.release()

    def _loaded(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self.read.emit()

    def _have_read(self, reading: Reading) -> None:
        if not self._forgotten:
            self._readings[self._under_way] = reading
        self._forgotten = False
        if len(self._readings) > KEPT:
            self._readings.popitem(last=False)
        self._under_way = ""
        if self._wanted and self._wanted not in self._readings and self._meaning is not None:
            self._read_wanted(self._meaning)
        else:
            self.read.emit()

    def _failed(self, error: Exception) -> None:
        """Words go on alone; what nobody expected is raised where it is told."""
        self._meaning, self._under_way = None, ""
        self.read.emit()
        if not isinstance(error, NoEncoder):
            raise error
