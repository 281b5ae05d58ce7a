"""Notes from a file: every line of a text, or the rows of a table with columns text, prompt, speaker, kind.

All or nothing: every problem is told with its row, counted as a spreadsheet does, the heading being row 1.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from crp_desktop.domain.capture import Understood, understand
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.text import clean, clean_line
from crp_desktop.domain.words import tr
from crp_desktop.services.capture import speaker_id, speaker_ids
from crp_desktop.services.done import Done
from crp_desktop.services.note import NewNote, insert_notes
from crp_desktop.services.workshop import insert_prompt, workshop
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.store import Store

COLUMNS = ("text", "prompt", "speaker", "kind")
LARGEST = 64 * 1024 * 1024
_TOLD = 20
_LONGEST_LABEL = 40
_DIGITS = 6
_TABLES = (".csv", ".tsv")
_SEPARATOR = re.compile(r"sep=([,;\t])(?:\r\n|\r|\n)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One note of a file: `prompt` is its words or number, "" for none; `row` is where it stood."""

    meant: Understood
    prompt: str = ""
    row: int = 0


def import_notes(store: Store, workshop_id: str, path: Path, prompt_id: str | None = None) -> Done[int]:
    """Files every note of a TXT or CSV file as one step; returns how many.

    A note without a prompt of its own goes under `prompt_id`. A prompt that the workshop does not have is added.
    Raises InputProblem naming the row of every problem, NotFound, or the disk's Problem; then nothing was filed.
    """
    workshop(store, workshop_id)
    return file_all(store, workshop_id, read_notes(path), prompt_id)


def file_all(store: Store, workshop_id: str, lines: Sequence[Line], prompt_id: str | None) -> Done[int]:
    """Files lines that were read before; raises InputProblem for a prompt number that the workshop does not have."""
    with store.write(tr("Import {n} note(s)", n=len(lines))) as step:
        prompts = _Prompts(step.conn, workshop_id)
        prompts.check(lines)
        known = speaker_ids(step.conn, workshop_id)
        notes: list[NewNote] = []
        for line in lines:
            meant = line.meant
            found = prompts.id_of(line.prompt, step) if line.prompt else prompt_id
            speaker = speaker_id(step, workshop_id, known, meant.speaker)
            kind = meant.kind or NoteKind.PARAPHRASE
            notes.append(
                NewNote(meant.text, None if meant.parked else found, speaker, kind, meant.parked, meant.votes)
            )
        insert_notes(step, workshop_id, notes)
    return Done(step.info, len(notes))


def check_lines(store: Store, workshop_id: str, lines: Sequence[Line]) -> None:
    """Raises what `file_all` would: InputProblem for a prompt number that the workshop does not have."""
    with store.read() as conn:
        _Prompts(conn, workshop_id).check(lines)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What filing lines will do besides: the prompts it adds, and how many notes stand in the workshop already."""

    prompts: tuple[str, ...]
    already: int


def foresee(store: Store, workshop_id: str, lines: Sequence[Line]) -> Foreseen:
    """What `file_all` would do besides, for lines that `check_lines` lets pass; writes nothing."""
    table = tables.note
    with store.read() as conn:
        new = _Prompts(conn, workshop_id).new(lines)
        there = conn.execute(select(table.c.text).where(table.c.workshop_id == workshop_id)).scalars()
        texts = frozenset(clean(text).strip() for text in there)
    return Foreseen(new, sum(line.meant.text in texts for line in lines))


class _Prompts:
    """The prompts of a workshop by number and by words; new words make a new prompt."""

    def __init__(self, conn: Connection, workshop_id: str) -> None:
        table = tables.prompt
        self._workshop_id = workshop_id
        query = select(table.c.id, table.c.text).where(table.c.workshop_id == workshop_id)
        rows = conn.execute(query.order_by(table.c.position, table.c.id)).all()
        self._ids = [str(row.id) for row in rows]
        self._by_words = {clean_line(row.text).casefold(): str(row.id) for row in rows}

    def check(self, lines: Sequence[Line]) -> None:
        """Raises InputProblem naming the rows of numbers that are none of theirs."""
        problems = [
            tr("row {row}: there is no prompt {number}", row=line.row, number=line.prompt[:_LONGEST_LABEL])
            for line in lines
            if line.prompt and self._known(clean_line(line.prompt)) is None
        ]
        if problems:
            raise _refused(problems)

    def new(self, lines: Sequence[Line]) -> tuple[str, ...]:
        """The words that will each make a prompt, as first written."""
        words = [clean_line(line.prompt) for line in lines if line.prompt]
        found = {one.casefold(): one for one in reversed(words) if self._known(one) == ""}
        return tuple(reversed(found.values()))

    def id_of(self, words: str, step: Step) -> str:
        """The id for a number or words that passed `check`; new words become a prompt in the open step."""
        words = clean_line(words)
        found = self._known(words)
        if not found:
            found = insert_prompt(step, self._workshop_id, words, 0)
            self._by_words[words.casefold()] = found
        return found

    def _known(self, words: str) -> str | None:
        """The id for words or a number, "" for new words, None for a number that is none of theirs."""
        if words.casefold() in self._by_words:
            return self._by_words[words.casefold()]
        if words.isascii() and words.isdigit():
            at = int(words) if len(words) <= _DIGITS else 0
            return self._ids[at - 1] if 1 <= at <= len(self._ids) else None
        return ""


def read_notes(path: Path) -> list[Line]:
    """The notes in a file, by its ending: .csv and .tsv are tables, anything else is lines. Raises InputProblem."""
    text = decoded(_content(path))
    found = read_table(text) if path.suffix.lower() in _TABLES else read_lines(text)
    if not found:
        raise InputProblem(
            tr("“{name}” holds no notes.", name=path.name),
            tr("Nothing was added."),
            tr("Choose another file."),
        )
    return found


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size <= LARGEST:
            return path.read_bytes()
    except FileNotFoundError as error:
        raise InputProblem(
            tr("There is no file “{name}”.", name=path.name), tr("Nothing was added."), tr("Check its name.")
        ) from error
    except OSError as error:
        raise InputProblem(
            tr("“{name}” cannot be read.", name=path.name),
            tr("Nothing was added."),
            tr("Choose another file."),
        ) from error
    raise InputProblem(
        tr("“{name}” is larger than 64 MB.", name=path.name),
        tr("Nothing was added."),
        tr("Split the file and import the parts."),
    )


def decoded(data: bytes) -> str:
    """Text from bytes: UTF-16 by its mark, UTF-8, or else as Windows wrote Western European text (Latin-1)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace") if b"\x81" not in data else data.decode("latin-1")


def read_lines(text: str, speakers: Sequence[str] = (), *, plain: bool = False) -> list[Line]:
    """One note for each line that has words, its prefixes understood unless `plain`."""
    found = (understand(line, speakers, plain=plain) for line in text.splitlines())
    return [Line(meant) for meant in found if meant.text]


def read_table(text: str) -> list[Line]:
    """One note for each row of a CSV (commas, semicolons or tabs, which a first line "sep=;" may name). Raises
    InputProblem naming rows."""
    reader, before = _reader(text)
    lines: list[Line] = []
    problems: list[str] = []
    places: dict[str, int] | None = None
    row, width = before, 0
    try:
        for cells in reader:
            row += 1
            if places is None:
                places, width = _places(cells), len(cells)
            elif any(cell.strip() for cell in cells):
                _take_row(row, cells, places, width, lines, problems)
    except csv.Error as error:
        raise _refused([*problems, _torn(row + 1, str(error))]) from error
    if problems:
        raise _refused(problems)
    return lines


def _reader(text: str) -> tuple[Iterator[list[str]], int]:
    """The rows of a table, and how many lines stand before its first one."""
    told = _SEPARATOR.match(text)
    heading = re.split(r"[\r\n]", text, maxsplit=1)[0]
    separator = told[1] if told else max(",;\t", key=heading.count)
    body = io.StringIO(text[told.end() :] if told else text, newline="")
    return csv.reader(body, delimiter=separator, strict=True), int(told is not None)


def unread_columns(path: Path) -> tuple[str, ...]:
    """The columns of a table that `read_notes` took, which are none of those that it reads, as the file writes them."""
    if path.suffix.lower() not in _TABLES:
        return ()
    heading = next(_reader(decoded(_content(path)))[0], [])
    return tuple(name for cell in heading if (name := clean_line(cell)) and name.casefold() not in COLUMNS)


def _places(cells: Sequence[str]) -> dict[str, int]:
    """Which column is which; raises InputProblem without a column "text", or with two of one name."""
    names = [clean_line(cell).casefold() for cell in cells]
    found = {name: at for at, name in enumerate(names)}
    twice = next((name for name in COLUMNS if names.count(name) > 1), "")
    if twice:
        raise InputProblem(
            tr("Row 1 names {n} columns “{name}”.", n=names.count(twice), name=twice),
            tr("Nothing was added."),
            tr("Keep one of them, then import the file again."),
        )
    if "text" not in found:
        raise InputProblem(
            tr("Row 1 names no column “text”."),
            tr("Nothing was added."),
            tr("Name the columns in the first row: text, and if you like prompt, speaker, kind."),
        )
    return {name: found[name] for name in COLUMNS if name in found}


def _take_row(
    row: int,
    cells: Sequence[str],
    places: dict[str, int],
    width: int,
    lines: list[Line],
    problems: list[str],
) -> None:
    value = {name: clean(cells[at]).strip() if at < len(cells) else "" for name, at in places.items()}
    if any("\x00" in cell for cell in cells):
        problems.append(tr("row {row}: it holds characters that are no text (NUL)", row=row))
    elif any(cell.strip() for cell in cells[width:]):
        problems.append(tr("row {row}: it has more cells than the first row", row=row))
    elif not value["text"]:
        problems.append(tr("row {row}: it has no text", row=row))
    elif (kind := _kind(value.get("kind", ""))) is None:
        shown = value["kind"][:40]
        names = ", ".join(NoteKind)
        problems.append(
            tr("row {row}: “{kind}” is no kind of note ({names})", row=row, kind=shown, names=names)
        )
    elif len(speaker := _speaker(value.get("speaker", ""))) > _LONGEST_LABEL:
        problems.append(tr("row {row}: the speaker is longer than a code", row=row))
    else:
        prompt = value.get("prompt", "")
        parked = prompt.casefold() in (tr("Parking lot").casefold(), "parked")
        lines.append(Line(Understood(value["text"], speaker, kind, parked), "" if parked else prompt, row))


def _speaker(words: str) -> str:
    words = clean_line(words)
    return "" if words.casefold() in (tr("the group").casefold(), "group") else words


def _kind(words: str) -> NoteKind | None:
    """The kind that a cell names, by key, label or the first letter (as on the note sheets of the facilitator's pack);
    a paraphrase for an empty cell."""
    names = {one.value[0]: one for one in NoteKind}
    names |= {one.value: one for one in NoteKind} | {label(one).casefold(): one for one in NoteKind}
    return names.get(words.casefold()) if words else NoteKind.PARAPHRASE


def _torn(row: int, error: str) -> str:
    if "field limit" in error:
        return tr("row {row}: a cell is longer than 131,072 characters", row=row)
    return tr("row {row}: a quotation mark is opened or closed in the wrong place", row=row)


def _refused(problems: Sequence[str]) -> InputProblem:
    told = "; ".join(problems[:_TOLD])
    if len(problems) > _TOLD:
        told = tr("{told}; and {n} more", told=told, n=len(problems) - _TOLD)
    return InputProblem(
        tr("The file cannot be taken: {told}.", told=told),
        tr("Nothing was added."),
        tr("Put these rows right, then import the file again."),
    )
