"""A store of the right shape for tests of the window itself."""

from datetime import datetime
from pathlib import Path

from crp_desktop.domain.errors import Refused
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.domain.records import StepInfo
from crp_desktop.services.done import Done


class FakeStore:
    """Keeps a list of words; every change is a step that can be undone and redone."""

    def __init__(self, path: Path | str = "fake.crp") -> None:
        self.path = Path(path)
        self.read_only = False
        self.saved_at: datetime | None = None
        self.words: list[str] = []
        self.undone: list[str] = []
        self.closed = False

    def step(self, label: str) -> StepInfo:
        self.saved_at = datetime(2026, 11, 22, 14, 2)
        return StepInfo("step", label, frozenset({RecordKind.NOTE}), frozenset())

    def step_labels(self) -> tuple[str | None, str | None]:
        words = (f"Add {said[-1]}" if said else None for said in (self.words, self.undone))
        return next(words), next(words)

    def undo(self) -> StepInfo:
        if not self.words:
            raise Refused("There is nothing to undo.")
        self.undone.append(self.words.pop())
        return self.step(f"Undo: Add {self.undone[-1]}")

    def redo(self) -> StepInfo:
        if not self.undone:
            raise Refused("There is nothing to redo.")
        self.words.append(self.undone.pop())
        return self.step(f"Redo: Add {self.words[-1]}")

    def check_place(self) -> None:
        return None

    def close(self) -> None:
        self.closed = True


def add_word(store: FakeStore, word: str) -> Done[str]:
    """A service that changes something."""
    if not word:
        raise Refused("A word cannot be empty.", "Nothing was changed.", "Type a word.")
    store.words.append(word)
    store.undone.clear()
    return Done(store.step(f"Add {word}"), word)


def words(store: FakeStore) -> list[str]:
    """A service that reads."""
    return list(store.words)
