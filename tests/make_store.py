"""A large, realistic programme: `python -m tests.make_store STORE --notes N [--findings M]`.

Written through the services, journal and index included; encrypted when CRP_PASSPHRASE is set. The words are invented.
"""

import argparse
import os
import random
import sys
from pathlib import Path

from crp_desktop.domain.kinds import Audience, FindingKind, NoteKind
from crp_desktop.domain.operation import Operation
from crp_desktop.services.capture.note import NewNote, insert_notes
from crp_desktop.services.findings.finding import Span, insert_finding
from crp_desktop.services.workshops.workshop import insert_prompt, insert_speaker, insert_workshop
from crp_desktop.storage.store import Store
from tests.make import new_programme

PER_WORKSHOP = 5_000
PER_STEP = 500
WHO = (
    "The council",
    "My school",
    "The youth club",
    "Nobody",
    "A teacher",
    "The doctor",
    "Our street",
    "My carer",
)
DID = (
    "listens to",
    "forgets",
    "asks",
    "helps",
    "waits for",
    "moves",
    "believes",
    "never calls",
    "comes back to",
)
WHOM = (
    "us",
    "the younger ones",
    "people like me",
    "my brother",
    "everyone in care",
    "girls at night",
    "families",
)
WHEN = (
    "after school",
    "when it matters",
    "on the bus",
    "in the holidays",
    "before exams",
    "since the park closed",
)
WHY = (
    "because there is no money",
    "and that feels fair",
    "but nobody tells us why",
    "so we stop trying",
    "every time",
)
PROMPTS = ("What is good here?", "What gets in the way?", "Who listens?", "What should change first?")


def make_store(
    path: Path, notes: int, findings: int = 0, passphrase: str | None = None, *, one_workshop: bool = False
) -> Store:
    """An open programme with so many notes and findings; workshops of 5,000 notes, or all in one."""
    chance = random.Random(notes)
    store = new_programme(path, passphrase)
    left, made = notes, []
    while left > 0:
        size = left if one_workshop else min(left, PER_WORKSHOP)
        made += _workshop(store, size, chance)
        left -= size
    for start in range(0, findings, PER_STEP):
        with store.write(Operation.CHANGE_NOTE) as step:
            for _ in range(start, min(start + PER_STEP, findings)):
                workshop_id, note_id = made[chance.randrange(len(made))] if made else (None, "")
                spans = [Span(note_id)] if note_id else []
                insert_finding(
                    step,
                    chance.choice(list(FindingKind)),
                    sentence(chance),
                    workshop_id=workshop_id,
                    spans=spans,
                )
    return store


def _workshop(store: Store, notes: int, chance: random.Random) -> list[tuple[str, str]]:
    """One workshop with its notes; (workshop id, note id) of each."""
    made: list[tuple[str, str]] = []
    with store.write(Operation.CHANGE_NOTE) as step:
        workshop_id = insert_workshop(
            step, title=sentence(chance), held_on="2026-05-12", audience=Audience.YOUNG_PEOPLE
        )
        prompts = [insert_prompt(step, workshop_id, text, 15) for text in PROMPTS]
        speakers = [insert_speaker(step, workshop_id, f"P{number}") for number in range(1, 9)]
    for start in range(0, notes, PER_STEP):
        with store.write(Operation.CHANGE_NOTE) as step:
            many = [
                _note(chance, prompts[start * 4 // max(notes, 1)], speakers)
                for _ in range(min(PER_STEP, notes - start))
            ]
            made += [(workshop_id, note_id) for note_id in insert_notes(step, workshop_id, many)]
    return made


def _note(chance: random.Random, prompt: str, speakers: list[str]) -> NewNote:
    text = " ".join(sentence(chance) for _ in range(chance.choice((1, 1, 1, 2, 3))))
    return NewNote(
        text,
        prompt,
        chance.choice(speakers),
        chance.choice(list(NoteKind)),
        votes=chance.choice((0, 0, 0, 2)),
    )


def sentence(chance: random.Random) -> str:
    """One invented sentence of about ten words."""
    words = (chance.choice(part) for part in (WHO, DID, WHOM, WHEN, WHY))
    return " ".join(words) + chance.choice((".", ".", "!", f" ({chance.randrange(10_000)})."))


def main() -> int:
    """Write the store."""
    parser = argparse.ArgumentParser(prog="python -m tests.make_store", description=__doc__.split("\n")[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--notes", type=int, required=True)
    parser.add_argument("--findings", type=int, default=0)
    given = parser.parse_args()
    make_store(given.store, given.notes, given.findings, os.environ.get("CRP_PASSPHRASE")).close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
