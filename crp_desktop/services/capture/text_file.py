"""Files that people bring: told to be text or refused in words, their encoding guessed, their tables read row by row.

Nothing is read as a whole: a file of 64 MB takes no more memory than its longest row.
"""

import csv
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TextIO

from crp_desktop.domain.comparable import label_key
from crp_desktop.domain.encodings import Encoding, encoding_name, first_torn, guess_encoding
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.text import LONGEST, clean_line, trimmed

LARGEST = 64 * 1024 * 1024
_CHUNK = 1024 * 1024
_HEAD = 64 * 1024
_SHOWN = 80
_TOLD = 20
_LOOKED_AT = 20
TABLES = (".csv", ".tsv")
_SEPARATORS = ",;\t|"
_NAMES_SEPARATOR = re.compile(r"\ufeff?sep=([,;\t|])\s*", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file that is text; `certain` when its bytes or somebody say in which encoding. `beyond` is part of its first
    line with a letter beyond ASCII, by which a person sees whether the encoding is right; "" when there is none.
    `torn` is the first line with what cannot be read in an encoding that was guessed."""

    path: Path
    encoding: Encoding
    certain: bool = True
    beyond: str = ""
    torn: int | None = None

    def open(self) -> TextIO:
        """The text from its beginning, line ends as they are; what cannot be read is U+FFFD."""
        try:
            return self.path.open(encoding=self.encoding, errors="replace", newline="")
        except OSError as error:
            raise _unreadable(self.path) from error

    def lines(self) -> Iterator[str]:
        """Its lines without their ends."""
        with self.open() as stream:
            for line in stream:
                yield from line.splitlines()

    def short_lines(self) -> Iterator[str]:
        """As `lines`; raises InputProblem for one that is longer than a text can be."""
        for number, line in enumerate(self.lines(), 1):
            if len(line) > LONGEST:
                raise InputProblem(
                    tr("Line {line} has more than {most} characters.", line=number, most=f"{LONGEST:,}"),
                    tr("Nothing was added."),
                    tr("Put each note on its own line, then import the file again."),
                )
            yield line


def open_text(path: Path, encoding: Encoding | None = None) -> TextFile:
    """The file at `path`, in this encoding or the likeliest one. Raises InputProblem for one that is not there, is
    larger than 64 MB, is no text, or holds what is none in the encoding that it or somebody says."""
    try:
        size = path.stat().st_size
        if not (path.is_file() or path.is_dir()):
            raise InputProblem(
                tr("“{name}” is not a file.", name=path.name),
                tr("Nothing was added."),
                tr("Choose a table or a file of text."),
            )
        if size > LARGEST:
            raise InputProblem(
                tr("“{name}” is larger than 64 MB.", name=path.name),
                tr("Nothing was added."),
                tr("Split the file and import the parts."),
            )
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        _check_text(path, head)
        if encoding is not None:
            guess, certain = encoding, True
        elif _is_wide(head):
            guess, certain = Encoding.UTF_16_UNMARKED, True
        else:
            guess, certain = guess_encoding(_parts(path))
        torn = first_torn(_parts(path), guess)
        if torn is not None and certain:
            raise _torn_file(path, guess, torn)
        found = TextFile(path, guess, certain, torn=torn)
        beyond = _first_beyond(found)
    except FileNotFoundError as error:
        raise InputProblem(
            tr("There is no file “{name}”.", name=path.name), tr("Nothing was added."), tr("Check its name.")
        ) from error
    except (OSError, UnicodeError) as error:
        raise _unreadable(path) from error
    return replace(found, beyond=_around(clean_line(beyond)))


def _first_beyond(file: TextFile) -> str:
    """The first line with a letter beyond ASCII, or else with any other sign beyond it."""
    first = ""
    for line in file.lines():
        if not line.isascii():
            if any(map(_is_letter, line)):
                return line
            first = first or line
    return first


def _around(line: str) -> str:
    """The part of a line that shows its first letter beyond ASCII."""
    first = next((at for at, letter in enumerate(line) if _is_letter(letter)), 0)
    start = max(first - _SHOWN // 2, 0)
    cut = line[start : start + _SHOWN]
    return f"{'…' if start else ''}{cut}{'…' if len(line) > start + _SHOWN else ''}"


def _is_letter(letter: str) -> bool:
    return letter > "\x7f" and (letter.isalpha() or letter == "\ufffd")


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while part := stream.read(_CHUNK):
            yield part


def _unreadable(path: Path) -> InputProblem:
    return InputProblem(
        tr("“{name}” cannot be read.", name=path.name), tr("Nothing was added."), tr("Choose another file.")
    )


def _torn_file(path: Path, encoding: Encoding, line: int) -> InputProblem:
    return InputProblem(
        tr(
            "“{name}” is damaged or is not {encoding}. Line {line} has characters that cannot be read.",
            name=path.name,
            encoding=encoding_name(encoding),
            line=line,
        ),
        tr("Nothing was added."),
        tr("Copy or save the file again, as UTF-8 if you can, or choose another encoding."),
    )


def _is_wide(head: bytes) -> bool:
    """UTF-16 without its mark: every other byte is nothing."""
    pairs = head[: len(head) // 2 * 2]
    return len(pairs) > 3 and pairs[1::2].count(0) > len(pairs) // 5 and not pairs[::2].count(0)


def _check_text(path: Path, head: bytes) -> None:
    """Raises InputProblem that says what a file is that is no text, and what to do with it."""
    kind = _kind_of(path, head)
    if kind is None:
        return
    what, todo = {
        "sheet": (
            tr("“{name}” is a spreadsheet, not a text file.", name=path.name),
            tr("Open it, choose “Save as” and “CSV UTF-8”, then import the CSV file."),
        ),
        "document": (
            tr("“{name}” is a document, not a text file.", name=path.name),
            tr("Open it, choose “Save as” and “Plain text” with UTF-8, then import the text file."),
        ),
        "pdf": (
            tr("“{name}” is a PDF, not a text file.", name=path.name),
            tr("Open it, copy the text, then paste it here."),
        ),
        "project": (
            tr("“{name}” is a project from analysis software, not a text file.", name=path.name),
            tr("Open it there, export the notes as a table (CSV), then import the table."),
        ),
        "other": (
            tr("“{name}” is not a text file.", name=path.name),
            tr("Choose a text file (TXT) or a table (CSV)."),
        ),
    }[kind]
    raise InputProblem(what, tr("Nothing was added."), todo)


def _kind_of(path: Path, head: bytes) -> str | None:
    """sheet, document, pdf, project or other for what is no text; None for text."""
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "sheet" if path.suffix.lower() in (".xls", ".xlt") else "document"
    if head.startswith(b"%PDF"):
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "document"
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_wide(head)
    if wide or path.suffix.lower() in TABLES:
        return None
    return "other" if len(_CONTROL.findall(head)) > len(head) // 50 else None


def _kind_of_zip(path: Path) -> str:
    names: list[str] = []
    with (
        suppress(OSError, zipfile.BadZipFile, NotImplementedError, ValueError),
        zipfile.ZipFile(path) as archive,
    ):
        names = archive.namelist()
    if any(name.startswith("xl/") for name in names) or path.suffix.lower() in (".xlsx", ".xlsm", ".ods"):
        return "sheet"
    if any(name.startswith("word/") for name in names) or path.suffix.lower() in (".docx", ".odt"):
        return "document"
    return "project" if any(name.endswith(".qde") for name in names) else "other"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading. `places` says which of the wanted columns is which; `names` is the heading as written."""

    file: TextFile
    separator: str
    names: tuple[str, ...]
    places: dict[str, int]

    @property
    def unread(self) -> tuple[str, ...]:
        """The names of the columns that are none of those wanted."""
        taken = set(self.places.values())
        return tuple(name for at, name in enumerate(self.names) if name and at not in taken)

    def rows(self) -> Iterator[tuple[int, dict[str, str], str]]:
        """(row as a spreadsheet counts, the heading being row 1; wanted column -> words; what is wrong with the row).

        Empty rows are left out. A row that cannot be read at all is the last one.
        """
        row, reader = 0, records(self.file, self.separator)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield row + 1, {}, _torn(row + 1, str(error))
                return
            row += 1
            if row > 1 and any(trimmed(cell) for cell in cells):
                values = {
                    name: trimmed(cells[at]) if at < len(cells) else "" for name, at in self.places.items()
                }
                yield row, values, self._fault(row, cells)

    def _fault(self, row: int, cells: Sequence[str]) -> str:
        if any("\x00" in cell for cell in cells):
            return tr("row {row}: it has characters that are not text (NUL)", row=row)
        if any(len(cell) > LONGEST for cell in cells):
            return _too_long(row)
        if any(trimmed(cell) for cell in cells[len(self.names) :]):
            return tr("row {row}: it has more cells than the first row", row=row)
        return ""


def records(file: TextFile, separator: str) -> Iterator[list[str]]:
    """The rows of a table; a first line "sep=;" is none of them. Raises csv.Error."""
    with file.open() as stream:
        first = stream.readline(_SHOWN)
        if not _NAMES_SEPARATOR.fullmatch(first):
            stream.seek(0)
        yield from csv.reader(stream, delimiter=separator, strict=True)


def find_table(file: TextFile, columns: Sequence[str]) -> Table | None:
    """The table of a file whose heading names the first of `columns`, which it must have; None for lines of text.

    The ending .csv or .tsv makes a table; other files are one when their heading and rows look like it. Raises
    InputProblem for a table without that column, or with two columns of one name.
    """
    separator, names = _heading(file, columns)
    found = [label_key(name) for name in names]
    known = [name for name in columns if name in found]
    if not any(names):
        return None
    if file.path.suffix.lower() not in TABLES and not (
        columns[0] in known and _is_table(file, separator, len(names), len(known))
    ):
        return None
    twice = next((name for name in columns if found.count(name) > 1), "")
    if twice:
        raise InputProblem(
            tr("Row 1 has the column “{name}” {n} times.", n=found.count(twice), name=twice),
            tr("Nothing was added."),
            tr("Keep one of them, then import the file again."),
        )
    if columns[0] not in known:
        raise InputProblem(
            tr("Row 1 has no column “{name}”.", name=columns[0]),
            tr("Nothing was added."),
            tr("Name the columns in the first row: {names}.", names=", ".join(columns)),
        )
    return Table(file, separator, names, {name: found.index(name) for name in known})


def _heading(file: TextFile, columns: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The separator that reads the most of the wanted columns out of the first record, and the names in it."""
    with file.open() as stream:
        told = _NAMES_SEPARATOR.fullmatch(stream.readline(_SHOWN))
    tries: list[tuple[int, int, str, tuple[str, ...]]] = []
    for separator in told[1] if told else _SEPARATORS:
        cells: list[str] = []
        with suppress(csv.Error):
            cells = next(records(file, separator), [])
        names = tuple(trimmed(clean_line(cell)) for cell in cells)
        wanted = len({label_key(name) for name in names} & set(columns))
        tries.append((wanted, len(names), separator, names))
    _, _, separator, names = max(tries, key=lambda one: one[:2])
    return separator, names


def _is_table(file: TextFile, separator: str, width: int, known: int) -> bool:
    """Whether a file that is not called a table is one: two columns are known, or all rows are as wide as the first."""
    if width < 2:
        return False
    if known > 1 or separator == "\t":
        return True
    try:
        rows = list(islice(records(file, separator), 1, _LOOKED_AT))
    except csv.Error:
        return False
    return bool(rows) and all(len(cells) == width for cells in rows if any(cells))


def _too_long(row: int) -> str:
    return tr("row {row}: a cell is longer than {most} characters", row=row, most=f"{LONGEST:,}")


def _torn(row: int, error: str) -> str:
    if "field limit" in error or "field larger" in error:
        return _too_long(row)
    return tr("row {row}: a quotation mark is opened or closed in the wrong place", row=row)


class Problems:
    """What is wrong with a file, row by row; the first of them are told."""

    def __init__(self) -> None:
        self._told: list[str] = []
        self._many = 0

    def add(self, problem: str) -> None:
        """One more."""
        self._many += 1
        if len(self._told) < _TOLD:
            self._told.append(problem)

    def check(self) -> None:
        """Raises InputProblem when there are any."""
        if not self._many:
            return
        told = "; ".join(self._told)
        if self._many > _TOLD:
            told = tr("{told}; and {n} more", told=told, n=self._many - _TOLD)
        raise InputProblem(
            tr("The file cannot be imported: {told}.", told=told),
            tr("Nothing was added."),
            tr("Correct these rows, then import the file again."),
        )
