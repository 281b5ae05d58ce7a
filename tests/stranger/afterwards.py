"""What must be true of a programme file between two lives: looked at on a copy, with no window."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import select

from crp_desktop.domain.errors import Problem
from crp_desktop.domain.records import Author
from crp_desktop.services.programme.file import open_programme
from crp_desktop.storage import tables
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from tests.replay import database_says, journal_says, undo_label

MOST_UNDONE = 200


def what_is_wrong(path: Path, passphrase: str, *, undo_all: bool) -> str:
    """The first thing that is wrong with the file at `path`; "" for nothing. With `undo_all`, the newest steps of who
    worked last are undone, up to 200, and done again."""
    key = Key.from_passphrase(passphrase) if passphrase else Key.none()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in path.parent.glob(f"{path.name}*"):
            if part.suffix != ".lock":
                shutil.copy2(part, folder / part.name)
        try:
            store = open_programme(folder / path.name, key, backups=folder / "backups")
        except Problem as problem:
            return f"the file does not open after this life: {problem}"
        try:
            return _unexplained(store) or (_not_undone(store) if undo_all else "")
        finally:
            store.close()


def _unexplained(store: Store) -> str:
    """Rows that no step of the journal explains."""
    try:
        recorded = journal_says(store)
    except AssertionError as wrong:
        return f"the journal contradicts itself: {wrong}"
    return _difference(database_says(store), recorded, "the journal has it otherwise")


def _difference(now: dict[Any, Any], then: dict[Any, Any], words: str) -> str:
    if now == then:
        return ""
    differing = sorted(key for key in now.keys() | then.keys() if now.get(key) != then.get(key))
    return f"{len(differing)} rows differ ({words}), first {differing[0]}"


def _not_undone(store: Store) -> str:
    step = tables.step
    with store.read() as conn:
        last = conn.execute(select(step).order_by(step.c.seq.desc()).limit(1)).mappings().first()
    if last is None:
        return ""
    store.author = Author(last["person_id"], last["device_id"], last["account"])
    before = database_says(store)
    done = 0
    try:
        while undo_label(store) is not None and done < MOST_UNDONE:
            store.undo()
            done += 1
        for _ in range(done):
            store.redo()
    except Problem as problem:
        return f"undo or redo was refused at step {done}: {problem} ({store.step_labels()})"
    return _difference(database_says(store), before, f"after {done} steps were undone and done again")
