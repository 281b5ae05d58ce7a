"""Programme files: making a new one, opening one, closing."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from crp_desktop.domain.errors import InputProblem, Problem
from crp_desktop.domain.framework import framework_faults
from crp_desktop.domain.framework_model import Framework
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.ids import new_id, seeded_id
from crp_desktop.domain.kinds import Stage
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.records import Author
from crp_desktop.domain.text import clean_line
from crp_desktop.services.assessment.framework import insert_framework, shipped_framework
from crp_desktop.services.programme.people import account
from crp_desktop.services.programme.programme import check_choice
from crp_desktop.storage import engine as files
from crp_desktop.storage import file_format, lifecycle, tables
from crp_desktop.storage.file_identity import synced_folder
from crp_desktop.storage.keys import Key, check_new_passphrase, recovery_code
from crp_desktop.storage.lifecycle import Session
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


def create_programme(
    path: Path,
    passphrase: str | None,
    new: NewProgramme,
    device_id: str,
    fill: Callable[[Store], None] = lambda store: None,
) -> Store:
    """Makes a programme file, with what `fill` writes into it as its first person, and opens it.

    The file is there only once all of it is. None as passphrase is for the sample only. Raises InputProblem for a weak
    passphrase or missing details, StoreProblem when the file cannot be made, and what `fill` raises.
    """
    check_new_programme(passphrase, new)
    key = Key.none() if passphrase is None else Key.from_passphrase(passphrase)
    author = Author(new_id(), device_id, account())

    def write(engine: Engine) -> None:
        made = Store(engine, path, author=author)
        _fill(made, author, new)
        fill(made)

    store = _store(lifecycle.make(path, key, new.person, write))
    store.author = author
    return store


def check_new_programme(passphrase: str | None, new: NewProgramme) -> None:
    """Raises InputProblem for missing details, a wrong choice of badges or outcomes, or a weak passphrase."""
    if not clean_line(new.council) or not clean_line(new.person):
        raise InputProblem(
            tr("Type the council’s name and your own."), "", tr("Fill in both, then try again.")
        )
    check_choice(new.badges, {badge.key: badge.kind for badge in shipped_framework().badges})
    if len({local_key(name) for name in new.local_outcomes}) < len(new.local_outcomes):
        raise InputProblem(
            tr("Two of your own outcomes have the same name."), "", tr("Use a different name for each.")
        )
    for fault in framework_faults(_framework(new)):
        raise InputProblem(
            tr("An outcome cannot have this name: {why}.", why=fault.sentence),
            "",
            tr("Choose a short name for it."),
        )
    if passphrase is not None:
        check_new_passphrase(passphrase, (new.council, new.person, *new.local_outcomes))


def programme_recovery_code(path: Path, passphrase: str) -> str:
    """The code that opens the file without its passphrase; shown once, to print or keep safe."""
    return recovery_code(path, passphrase)


def local_key(name: str) -> str:
    """The key of a council's own outcome, from its name: "Health & Wellbeing" gives "local_health_wellbeing".

    Small letters and digits only, whatever script the name is in, and no longer than the framework takes.
    """
    plain = (
        unicodedata.normalize("NFKD", clean_line(name).casefold()).encode("ascii", "ignore").decode("ascii")
    )
    words = "_".join(re.findall(r"[a-z0-9]+", plain))[:50].strip("_")
    return "local_" + (words or seeded_id("outcome", clean_line(name))[:8])


def _framework(new: NewProgramme) -> Framework:
    """The shipped framework with a council's own outcomes at its end."""
    framework = shipped_framework()
    for name in new.local_outcomes:
        definition = tr("An outcome of {council}.", council=clean_line(new.council))
        framework = framework.with_badge(framework.local_badge(local_key(name), clean_line(name), definition))
    return framework


def _store(session: Session) -> Store:
    return Store(
        session.engine,
        files.opened(session.engine).path,
        read_only=session.read_only,
        check_place=session.check_place,
        on_close=session.close,
    )


def _fill(store: Store, /, author: Author, new: NewProgramme) -> None:
    with store.write(Operation.NEW_PROGRAMME, final=True) as step:
        step.insert(
            tables.person, id=author.person_id, name=clean_line(new.person), role=clean_line(new.role)
        )
        insert_framework(step, _framework(new))
        step.insert(
            tables.programme,
            council=clean_line(new.council),
            starts_on=new.starts_on,
            length_months=new.length_months,
            stage=Stage.DISCOVERY,
            illustrative=new.illustrative,
            phrases=SUCCESS_PHRASES,
            badges=(*new.badges, *map(local_key, new.local_outcomes)),
        )


def backups_folder(user_data: Path) -> Path:
    """Where backups are kept on this computer."""
    return user_data / "backups"


def synced_with(path: Path) -> str | None:
    """The service that copies this folder to other computers (OneDrive, Dropbox...), or None."""
    return synced_folder(path)


def has_passphrase(path: Path) -> bool:
    """Whether the file at `path` opens with a passphrase only; True also for what cannot be opened at all."""
    try:
        return file_format.look(path) is file_format.FileFormat.LOCKED
    except Problem:
        return True


def open_programme(
    path: Path,
    key: Key,
    *,
    backups: Path,
    person: str = "",
    read_only: bool = False,
    take_over: bool = False,
    incomplete: bool = False,
) -> Store:
    """Opens a programme; nobody is signed in yet. `person` is who others are told has it open.

    An older file is brought up to date after a checked backup into the folder `backups`. Raises InUse naming who has
    it (read only is possible then; `take_over` for a lock left by another computer), PartMissing for a file whose -wal
    is missing (`incomplete` opens what is there without it), and the Problems of `storage.engine.open_engine`; the
    file is then as it was.
    """
    if read_only:
        return _store(lifecycle.open_to_read(path, key, incomplete=incomplete))
    return _store(
        lifecycle.open_to_write(path, key, backups, person=person, take_over=take_over, incomplete=incomplete)
    )
