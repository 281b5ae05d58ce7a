"""Programmes for tests, made through the services."""

from collections.abc import Sequence
from pathlib import Path

from crp_desktop.domain.kinds import ExcerptState
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.records import Excerpt
from crp_desktop.services.capture.note import NewNote, insert_notes
from crp_desktop.services.done import Done
from crp_desktop.services.findings.finding import excerpts
from crp_desktop.services.programme.file import NewProgramme, create_programme
from crp_desktop.storage.store import Store

PASSPHRASE = "lantern orchid pebble train"
BADGES = (
    "culture",
    "cooperation_leadership",
    "communication",
    "family_belonging",
    "safe_secure",
    "education_learning",
)


def new_programme(path: Path, passphrase: str | None = None) -> Store:
    """An empty programme, open and signed in; without a passphrase it is quicker to make."""
    details = NewProgramme("Northmere", "Ana Reyes", "Child Rights Lead", "2026-04-01", BADGES)
    return create_programme(path, passphrase, details, "device-of-tests")


def add_notes(store: Store, workshop_id: str, new: Sequence[NewNote]) -> Done[list[str]]:
    """Files notes in order as one step; its value is their ids."""
    with store.write(Operation.ADD_NOTES, n=len(new)) as step:
        ids = insert_notes(step, workshop_id, new)
    return Done(step.info, ids)


def add_note(store: Store, workshop_id: str, new: NewNote) -> Done[str]:
    """Files one note; its value is the id."""
    done = add_notes(store, workshop_id, [new])
    return Done(done.step, done.value[0])


def flagged_excerpts(store: Store) -> list[Excerpt]:
    """The excerpts whose words are gone from their note, or stand elsewhere in it."""
    return [one for one in excerpts(store) if one.state is not ExcerptState.FIRM]
