"""Programme files: making a new one, opening one, closing."""

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.ids import new_id
from crp_desktop.domain.kinds import Stage
from crp_desktop.domain.records import Author
from crp_desktop.domain.text import clean_line
from crp_desktop.domain.words import tr
from crp_desktop.services.framework import insert_framework, shipped_framework
from crp_desktop.services.people import account
from crp_desktop.services.programme import check_choice
from crp_desktop.storage import engine as files
from crp_desktop.storage import lock, migrate, schema, tables
from crp_desktop.storage.keys import Key, check_new_passphrase, recovery_code
from crp_desktop.storage.place import require_there
from crp_desktop.storage.store import Store

SUCCESS_PHRASES = (
    "I HAVE the chance to take part in decisions about my life",
    "I AM able to see the change my voice made",
    "I CAN identify the support and the path that will help me",
)


@dataclass(frozen=True, slots=True)
class NewProgramme:
    """What a new programme needs. `badges` are the pursued ones; `local_outcomes` become badges of their own."""

    council: str
    person: str
    role: str
    starts_on: str
    badges: tuple[str, ...]
    local_outcomes: tuple[str, ...] = ()
    length_months: int = 36
    illustrative: bool = False


def create_programme(path: Path, passphrase: str | None, new: NewProgramme, device_id: str) -> Store:
    """Makes a programme file and opens it; None as passphrase is for the sample only.

    Raises InputProblem for a weak passphrase or missing details, StoreProblem when the file cannot be made.
    """
    shipped = shipped_framework()
    check_choice(new.badges, {badge.key: badge.kind for badge in shipped.badges})
    if not clean_line(new.council) or not clean_line(new.person):
        raise InputProblem(
            tr("A programme needs the council’s name and yours."), "", tr("Type both, then try again.")
        )
    if passphrase is None:
        key = Key.none()
    else:
        check_new_passphrase(passphrase)
        key = Key.from_passphrase(passphrase)
    store = _make(path, key, new.person)
    store.author = Author(new_id(), device_id, account())
    try:
        _fill(store, store.author, new)
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    return store


def programme_recovery_code(path: Path, passphrase: str) -> str:
    """The code that opens the file without its passphrase; shown once, to print or keep safe."""
    return recovery_code(path, passphrase)


def local_key(name: str) -> str:
    """The key of a council's own outcome, from its name: "Health & Wellbeing" gives "local_health_wellbeing"."""
    return "local_" + ("_".join(re.findall(r"[^\W_]+", clean_line(name).casefold())) or new_id()[:8])


def _make(path: Path, key: Key, person: str) -> Store:
    held = lock.take(path, person)
    try:
        engine = files.create(path, key)
        schema.build(engine)
    except BaseException:
        held.release()
        raise
    return _store(engine, path, held)


def _store(engine: Engine, path: Path, held: lock.Lock | None) -> Store:
    identity = files.opened(engine).identity
    return Store(
        engine,
        path,
        read_only=held is None,
        check_place=partial(require_there, path, identity),
        on_close=held.release if held else _nothing,
    )


def _nothing() -> None:
    """A read-only opening holds no lock."""


def _fill(store: Store, author: Author, new: NewProgramme) -> None:
    shipped = shipped_framework()
    local = [
        shipped.local_badge(
            local_key(name), clean_line(name), tr("An outcome of {council}.", council=new.council)
        )
        for name in new.local_outcomes
    ]
    framework = shipped
    for badge in local:
        framework = framework.with_badge(badge)
    with store.write(tr("New programme"), final=True) as step:
        step.insert(
            tables.person, id=author.person_id, name=clean_line(new.person), role=clean_line(new.role)
        )
        insert_framework(step, framework)
        step.insert(
            tables.programme,
            council=clean_line(new.council),
            starts_on=new.starts_on,
            length_months=new.length_months,
            stage=Stage.DISCOVERY,
            illustrative=new.illustrative,
            phrases=SUCCESS_PHRASES,
            badges=(*new.badges, *(badge.key for badge in local)),
        )


def backups_folder(user_data: Path) -> Path:
    """Where backups are kept on this computer."""
    return user_data / "backups"


def open_programme(
    path: Path, key: Key, *, backups: Path, person: str = "", read_only: bool = False, take_over: bool = False
) -> Store:
    """Opens a programme; nobody is signed in yet. `person` is who others are told has it open.

    An older file is brought up to date after a checked backup into the folder `backups`. Raises InUse naming who has
    it (read only is possible then; `take_over` for a lock left by another computer), and the Problems of
    `storage.engine.open_engine`; the file is then as it was.
    """
    held = None if read_only else lock.take(path, person, take_over=take_over)
    try:
        engine = files.open_engine(path, key, read_only=read_only)
        try:
            migrate.upgrade(engine, backups)
        except BaseException:
            files.close(engine)
            raise
    except BaseException:
        if held:
            held.release()
        raise
    return _store(engine, path, held)
