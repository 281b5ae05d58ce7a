"""Programmes to look at: "empty", "sample", and "stress" with everything as long and as strange as it gets."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.finding import add_finding
from crp_desktop.services.note import NewNote, add_notes
from crp_desktop.services.people import people, sign_in
from crp_desktop.services.programme import change_programme
from crp_desktop.services.programme_file import open_programme
from crp_desktop.services.sample import write_sample
from crp_desktop.services.workshop import add_prompt, change_workshop, workshops
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from tests.make import new_programme

LONGEST_COUNCIL = "Borough Council of King's Lynn and West Norfolk"
LONG_WORD = "Donau" + "dampfschifffahrts" * 17 + "gesellschaft"
LONG_PROMPT = (
    "Thinking about the last time an adult who works for the council made a decision that changed something in your "
    "own everyday life, how did you find out about it, who explained it to you, and what would you have wanted to say?"
)
ARABIC = "نريد أن يسمعنا الكبار قبل أن يقرروا عنا، وليس بعد ذلك."
MARKUP = "<b>Bold</b> & <img src=x> “quoted” 👩‍👧 ends"
DEVICE = "device-of-tests"


def maker(folder: Path) -> Callable[[str], Store]:
    """`make_programme(kind)`: each call opens a fresh copy in `folder`, signed in, for the caller to close."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = count()
    writers = {"empty": new_programme, "sample": _sample, "stress": _stress}

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


def _stress(path: Path) -> Store:
    """The sample with the longest council name, a prompt of 40 words, and notes that break weak layouts."""
    store = write_sample(path, None, DEVICE)
    change_programme(store, council=LONGEST_COUNCIL)
    first = workshops(store)[0]
    change_workshop(store, first.id, title=f"{first.title} {LONG_WORD}", place=MARKUP)
    prompt = add_prompt(store, first.id, LONG_PROMPT, 15).value
    texts = (ARABIC, LONG_WORD, MARKUP, "\n".join(["One line of many."] * 30), "🧒🏽" * 40)
    add_notes(store, first.id, [NewNote(text=text, prompt_id=prompt) for text in texts])
    for text in (ARABIC, LONG_WORD, MARKUP, f"{LONG_PROMPT} " * 4):
        add_finding(store, kind=FindingKind.CONCERN, text=text, workshop_id=first.id)
    return store
