"""Tells what a file is before SQLite touches it, so that a wrong file is named and never changed."""

import os
from enum import StrEnum
from pathlib import Path

from crp_desktop.domain.errors import Damaged, NotAProgramme, PartMissing, PassphraseNeeded, StoreProblem
from crp_desktop.domain.i18n import tr

PAGE = 4096
_WAL_HEAD = 32
_WAL_MAGIC = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
HANDOVER_ENDING = ".crph"
SQLITE_HEADER = b"SQLite format 3\x00"


class FileFormat(StrEnum):
    """How a file that may be a programme is stored."""

    LOCKED = "locked"
    PLAIN = "plain"


def look(path: Path) -> FileFormat:
    """Whether the file needs a passphrase; reads its first page and changes nothing.

    LOCKED only means that nothing speaks against it: encrypted and random bytes look the same.
    Raises NotAProgramme, Damaged or StoreProblem in words for anything that cannot be a programme.
    """
    head, size = first_page(path)
    if size == 0:
        raise Damaged(
            tr("“{name}” is empty. There is no programme in it.", name=path.name),
            safe=tr("The file was not changed."),
            todo=tr("It may not have finished copying. Copy it again, or open the newest backup."),
        )
    if head.startswith(SQLITE_HEADER):
        return FileFormat.PLAIN
    other = other_kind(head)
    if other:
        raise NotAProgramme(
            tr("“{name}” is not a programme file. It looks like {kind}.", name=path.name, kind=other),
            safe=tr("The file was not changed."),
            todo=_choose(),
        )
    if size < PAGE:
        raise cut_short(path)
    return FileFormat.LOCKED


def wal(path: Path) -> Path:
    """Where SQLite keeps changes that are saved but not yet folded into the file: beside the file a link leads to."""
    real = Path(os.path.realpath(path)) if path.is_symlink() else path
    return real.with_name(real.name + "-wal")


def has_wal(path: Path) -> bool:
    """Whether such changes are waiting: after a crash, or while somebody has the file open."""
    try:
        return wal(path).stat().st_size > 0
    except FileNotFoundError:
        return False


def has_whole_wal(path: Path) -> bool:
    """Whether what waits beside the file begins as SQLite's -wal does; SQLite takes any other for an empty one."""
    try:
        with wal(path).open("rb") as file:
            head = file.read(_WAL_HEAD)
    except (FileNotFoundError, IsADirectoryError, PermissionError):
        return False
    return len(head) == _WAL_HEAD and head.startswith(_WAL_MAGIC)


def part_missing(path: Path) -> PartMissing:
    """For a file parted from its -wal."""
    return PartMissing(
        tr(
            "“{name}” is not a whole programme: its -wal is missing, the file with the newest changes.",
            name=path.name,
        ),
        safe=tr("The file was not changed."),
        todo=tr(
            "Look for that file where this one came from, and put it in the same folder as "
            "this one, with the name “{wal}”. If you cannot find it, open the newest backup.",
            wal=wal(path).name,
        ),
    )


def taken(path: Path, what: str = "") -> StoreProblem:
    """For a name that a new file cannot have; `what` says why when it is not a file of that name."""
    return StoreProblem(
        what or tr("There is already a file called “{name}” here.", name=path.name),
        safe=tr("It was not changed."),
        todo=tr("Choose another name or another folder."),
    )


def cut_short(path: Path) -> Damaged:
    """For a file whose end is missing."""
    return Damaged(
        tr("“{name}” is not complete: the end is missing.", name=path.name),
        safe=tr("The file was left as it is. Backups are separate files and are not affected."),
        todo=tr("If it was copied from a stick or a share, copy it again. Otherwise open the newest backup."),
    )


def is_short(path: Path) -> bool:
    """Whether a plain file is smaller than its own header says."""
    head, size = first_page(path)
    page = int.from_bytes(head[16:18], "big")
    return size < PAGE or size < int.from_bytes(head[28:32], "big") * (page if page > 1 else 1 << 16)


def not_ours(path: Path) -> NotAProgramme:
    """For a database of another program."""
    return NotAProgramme(
        tr("“{name}” is a database from another app, not a CRP Desktop programme file.", name=path.name),
        safe=tr("The file was not changed."),
        todo=_choose(),
    )


def needs_passphrase(path: Path) -> PassphraseNeeded:
    """For a locked file opened without a key."""
    return PassphraseNeeded(
        tr("“{name}” is locked with a passphrase.", name=path.name),
        safe=tr("The file was not changed."),
        todo=tr("Enter the passphrase or the recovery code."),
    )


def _choose() -> str:
    return tr("Choose a file that CRP Desktop made; its name usually ends in .crp.")


def first_page(path: Path) -> tuple[bytes, int]:
    """The first bytes of a file, up to a page of them, and its size. Raises NotAProgramme or StoreProblem in words."""
    if path.is_dir():
        raise NotAProgramme(
            tr("“{name}” is a folder, not a programme file.", name=path.name),
            todo=tr("Open the folder and choose the file inside it."),
        )
    try:
        with path.open("rb") as file:
            return file.read(PAGE), file.seek(0, 2)
    except FileNotFoundError as error:
        raise NotAProgramme(
            tr("There is no file at {path}.", path=path),
            safe=tr("Nothing was changed."),
            todo=tr("It may have been moved or renamed, or be on a stick or drive that is not connected."),
        ) from error
    except PermissionError as error:
        raise StoreProblem(
            tr("You are not allowed to read “{name}”.", name=path.name),
            safe=tr("The file was not changed."),
            todo=tr("Ask the person who owns the file, or your IT support, for permission to read it."),
        ) from error
    except OSError as error:
        raise StoreProblem(
            tr("“{name}” cannot be read: {detail}.", name=path.name, detail=error.strerror or str(error)),
            safe=tr("The file was not changed."),
            todo=tr("Check that the stick or drive is connected, then try again."),
        ) from error


def other_kind(head: bytes) -> str | None:
    """The name of a well-known format; only marks of four bytes or more, as locked files begin at random."""
    kinds = (
        (b"PK\x03\x04", tr("a zip, Word, Excel or bundle file")),
        (b"%PDF-", tr("a PDF document")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", tr("an old Word or Excel file")),
        (b"\x89PNG\r\n\x1a\n", tr("a picture")),
        (b"\xff\xd8\xff\xe0", tr("a picture")),
        (b"\xff\xd8\xff\xe1", tr("a picture")),
        (b"GIF8", tr("a picture")),
        (b"{\\rtf", tr("a text document")),
        (b"7z\xbc\xaf\x27\x1c", tr("a compressed archive")),
        (b"Rar!\x1a\x07", tr("a compressed archive")),
        (b"ID3\x03", tr("a sound recording")),
        (b"RIFF", tr("a sound recording or film")),
        (b"\x7fELF", tr("an app")),
    )
    for mark, name in kinds:
        if head.startswith(mark):
            return name
    if head[4:8] == b"ftyp":
        return tr("a sound recording or film")
    return tr("a text file") if _is_text(head) else None


def _is_text(head: bytes) -> bool:
    sample = head[:512]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")) and sample[2:].count(0) >= len(sample) // 3:
        return True
    printable = not any(byte < 32 and byte not in b"\t\n\r\f" for byte in sample)
    if not printable or 0x7F in sample:
        return False
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(sample) - 4 and len(sample) > 4
    return True
