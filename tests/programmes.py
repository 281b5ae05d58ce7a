"""Programmes to look at: "empty", "sample", and "stress" with everything as long and as strange as it gets."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.programme.people import people, sign_in
from crp_desktop.services.programme.sample import write_sample
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from tests.make import new_programme
from tests.stress import ARABIC, LONG_WORD, MARKUP, write_stress

__all__ = ["ARABIC", "LONG_WORD", "MARKUP", "maker"]

DEVICE = "device-of-tests"


def maker(folder: Path) -> Callable[[str], Store]:
    """`make_programme(kind)`: each call opens a fresh copy in `folder`, signed in, for the caller to close."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = count()
    writers = {"empty": new_programme, "sample": _sample, "stress": write_stress}

    def make(kind: str) -> Store:
        original = folder / f"{kind}.crp"
        if not original.exists():
            writers[kind](original).close()
        copy = folder / f"{kind}-{next(numbers)}.crp"
        shutil.copyfile(original, copy)
        store = open_programme(copy, Key.none(), backups=folder / "backups")
        sign_in(store, people(store)[0].name, DEVICE)
        return store

    return make


def _sample(path: Path) -> Store:
    return write_sample(path, None, DEVICE)
