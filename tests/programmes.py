"""Programmes to look at: "empty", "sample", and "stress" with everything as long and as strange as it gets."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path

from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.programme.people import people, sign_in
from crp_desktop.services.programme.sample import write_sample
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from tests.make import new_programme
from tests.stress import ARABIC, LONG_WORD, MARKUP, write_stress

__all__ = ["ARABIC", "LONG_WORD", "MARKUP", "maker", "original", "programme_at"]

DEVICE = "device-of-tests"


@cache
def original(kind: str) -> Path:
    """A closed programme of this kind, written once for all the tests of this process: copy it, never change it."""
    writers = {"empty": new_programme, "sample": _sample, "stress": write_stress}
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / f"{kind}.crp"
    writers[kind](path).close()
    return path


def programme_at(path: Path, kind: str = "sample") -> Store:
    """A fresh copy at `path`, open and signed in."""
    shutil.copyfile(original(kind), path)
    store = open_programme(path, Key.none(), backups=path.parent / "backups")
    sign_in(store, people(store)[0].name, DEVICE)
    return store


def maker(folder: Path) -> Callable[[str], Store]:
    """`make_programme(kind)`: each call opens a fresh copy in `folder`, signed in, for the caller to close."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = count()
    return lambda kind: programme_at(folder / f"{kind}-{next(numbers)}.crp", kind)


def _sample(path: Path) -> Store:
    return write_sample(path, None, DEVICE)
