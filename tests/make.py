"""Programmes for tests, made through the services."""

from pathlib import Path

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
