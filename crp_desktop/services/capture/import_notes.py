"""Notes from a file: every line of a text, or the rows of a table with columns text, prompt, speaker, kind.

All or nothing: the file is read twice, first to find every problem and then to file its notes, and is never held as a
whole. Problems are told with their row, counted as a spreadsheet does, the heading being row 1.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, select

from crp_desktop.domain.capture import MOST_VOTES, ParsedLine, any_code, parse_line
from crp_desktop.domain.comparable import label_key
from crp_desktop.domain.encodings import Encoding, encoding_name
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.text import LONGEST, clean, clean_line
from crp_desktop.services.capture.lines import speaker_id, speaker_ids
from crp_desktop.services.capture.note import NewNote, insert_notes
from crp_desktop.services.capture.text_file import Problems, Table, TextFile, find_table, open_text
from crp_desktop.services.done import Done
from crp_desktop.services.workshops.workshop import insert_prompt, speakers, workshop
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.store import Store

COLUMNS = ("text", "prompt", "speaker", "kind")
_LONGEST_LABEL = 40
_DIGITS = 6
_AT_ONCE = 500
_MOST_CODES = 20
_MOST_NAMES, _LONGEST_NAME = 12, 60
MOST_SHOWN = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """One note of a file: `prompt` is its words or number, "" for none; `row` is where it stood. `fault` says why it
    cannot be taken, `without` that it is a row without a text."""

    meant: ParsedLine
    prompt: str = ""
    row: int = 0
    fault: str = ""
    without: bool = False


@dataclass(frozen=True, slots=True)
class NotesFile:
    """A file of notes, opened; `table` None for lines of text."""

    file: TextFile
    table: Table | None

    @property
    def unread(self) -> tuple[str, ...]:
        """The columns that are none of those read, as the file writes them."""
        return self.table.unread if self.table else ()

    def lines(
        self,
        known: Sequence[str] = (),
        *,
        plain: bool = False,
        is_speaker: Callable[[str], bool] = any_code,
    ) -> Iterator[Line]:
        """Every note in order, with rows that cannot be taken; lines of text are understood unless `plain`."""
        if self.table is not None:
            return (_of_row(*one) for one in self.table.rows())
        return read_lines(self.file.short_lines(), known, plain=plain, is_speaker=is_speaker)


def open_notes(path: Path, encoding: Encoding | None = None) -> NotesFile:
    """The notes in a file: a table whatever its ending, or lines. Raises InputProblem."""
    file = open_text(path, encoding)
    return NotesFile(file, find_table(file, COLUMNS))


def read_lines(
    lines: Iterable[str],
    known: Sequence[str] = (),
    *,
    plain: bool = False,
    is_speaker: Callable[[str], bool] = any_code,
) -> Iterator[Line]:
    """One note for each line that has words; votes that stand alone are for the note above."""
    understood = (parse_line(line, known, plain=plain, is_speaker=is_speaker) for line in lines)
    return (Line(meant) for meant in with_votes(understood))


def with_votes(understood: Iterable[ParsedLine]) -> Iterator[ParsedLine]:
    """Those that have words, the votes that stand alone added to the one above; with none above they are words."""
    above: ParsedLine | None = None
    for meant in understood:
        if meant.text:
            if above is not None:
                yield above
            above = meant
        elif meant.votes and above is not None:
            above = replace(above, votes=min(above.votes + meant.votes, MOST_VOTES))
        elif meant.votes:
            above = replace(meant, text=f"+{meant.votes}", votes=0)
    if above is not None:
        yield above


def _of_row(row: int, values: dict[str, str], fault: str) -> Line:
    text = clean(values.get("text", "")).strip()
    if fault or not text:
        return Line(ParsedLine(""), row=row, fault=fault, without=not fault)
    kind = _kind(values.get("kind", ""))
    speaker = _speaker(values.get("speaker", ""))
    if kind is None:
        shown, names = values["kind"][:40], ", ".join(NoteKind)
        fault = tr("row {row}: “{kind}” is not a kind of note ({names})", row=row, kind=shown, names=names)
    elif len(speaker) > _LONGEST_LABEL:
        fault = tr("row {row}: the speaker is longer than a code", row=row)
    prompt = clean(values.get("prompt", "")).strip()
    parked = bool(prompt) and label_key(prompt) in (
        label_key(tr("Parked for later")),
        "parked",
        "parking lot",
    )
    return Line(ParsedLine(text, speaker, kind, parked), "" if parked else prompt, row, fault)


def _speaker(words: str) -> str:
    words = clean_line(words)
    return "" if label_key(words) in (label_key(tr("the group")), "group") else words


def _kind(words: str) -> NoteKind | None:
    """The kind that a cell names, by key, label or the first letter (as on the note sheets of the facilitator's pack);
    a paraphrase for an empty cell."""
    if not label_key(words):
        return NoteKind.PARAPHRASE
    names = {one.value[0]: one for one in NoteKind}
    names |= {one.value: one for one in NoteKind} | {label_key(label(one)): one for one in NoteKind}
    return names.get(label_key(words))


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What filing lines will do besides: how many notes there will be, the prompts it adds, how many notes stand in the
    workshop already, how many rows have no text, and the codes that were left in the words."""

    notes: int
    prompts: tuple[str, ...] = ()
    already: int = 0
    without: int = 0


def foresee(store: Store, /, workshop_id: str, lines: Iterable[Line]) -> Foreseen:
    """What `file_all` would do with these lines; writes nothing. Raises InputProblem naming the row of every problem,
    also of prompt numbers that the workshop does not have."""
    table, problems = tables.note, Problems()
    notes = already = without = 0
    with store.read() as conn:
        prompts = _Prompts(conn, workshop_id)
        there = conn.execute(select(table.c.text).where(table.c.workshop_id == workshop_id)).scalars()
        known = frozenset(hash(clean(text).strip()) for text in there)
        for line in lines:
            if line.without:
                without += 1
            elif fault := line.fault or _too_long(line) or prompts.fault(line):
                problems.add(fault)
            else:
                notes += 1
                already += hash(line.meant.text) in known
    problems.check()
    return Foreseen(notes, prompts.new, already, without)


def what_to_say(found: NotesFile, foreseen: Foreseen) -> list[str]:
    """What a person is told about a file besides how many notes it holds; the window and the command line say the
    same."""
    told = []
    if foreseen.already:
        told.append(tr("Already in this workshop, word for word: {n}.", n=foreseen.already))
    if found.unread:
        told.append(tr("Columns that were not read: {names}.", names=first_names(found.unread)))
    if foreseen.prompts:
        told.append(tr("New prompts: {names}.", names=first_names(foreseen.prompts)))
    if foreseen.without:
        told.append(tr("Rows without a text that were left out: {n}.", n=foreseen.without))
    return told if found.file.certain else [*told, *encoding_words(found.file)]


def first_names(names: Sequence[str]) -> str:
    """The first of some names in quotation marks, each shortened, and how many more there are."""
    shown = ", ".join(f"“{one[:_LONGEST_NAME]}”" for one in names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return tr("{names} and {n} more", names=shown, n=more) if more > 0 else shown


def encoding_words(file: TextFile) -> list[str]:
    """How a file was read, where a person can tell whether that is right; nothing for a file of ASCII alone."""
    if not file.beyond:
        return []
    name = encoding_name(file.encoding)
    torn = [] if file.torn is None else [_torn_words(file.torn)]
    return [
        tr(
            "Read as {encoding}. The first line with a special letter: “{line}”",
            encoding=name,
            line=file.beyond,
        ),
        *torn,
    ]


def _too_long(line: Line) -> str:
    text = line.meant.text
    if len(text) <= LONGEST:
        return ""
    shown = text[:_LONGEST_LABEL]
    return tr(
        "the note that begins “{words}” has more than {most} characters", words=shown, most=f"{LONGEST:,}"
    )


def _torn_words(line: int) -> str:
    return tr("Some letters could not be read and became �. The first is in line {line}.", line=line)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file holds before it is filed: the notes of a table, or its lines of text as they are written; `said` is
    what a person is told about it."""

    file: NotesFile
    lines: tuple[Line, ...]
    raw: tuple[str, ...]
    said: tuple[str, ...]


def read_preview(store: Store, /, workshop_id: str, path: Path, encoding: Encoding | None = None) -> Preview:
    """A file to look through before it is filed. Raises InputProblem naming the row of every problem, and for more
    notes than somebody could look through."""
    found = open_notes(path, encoding)
    raw = () if found.table else tuple(islice(found.file.short_lines(), MOST_SHOWN + 1))
    lines = tuple(islice(found.lines(), MOST_SHOWN + 1))
    if max(len(raw), len(lines)) > MOST_SHOWN:
        raise InputProblem(
            tr("“{name}” has more than {n} note(s).", name=path.name, n=MOST_SHOWN),
            tr("Nothing was added."),
            tr("Split the file, or ask your IT support to use the command “import notes”."),
        )
    foreseen = foresee(store, workshop_id, lines)
    check_any(found, foreseen.notes)
    left = tuple(line for line in lines if not line.without)
    said = tuple(dict.fromkeys((*what_to_say(found, foreseen), *encoding_words(found.file))))
    return Preview(found, () if raw else left, raw, said)


def import_notes(
    store: Store, /, workshop_id: str, path: Path, prompt_id: str | None = None, *, all_speakers: bool = True
) -> Done[int]:
    """Files every note of a file as one step; returns how many.

    A note without a prompt of its own goes under `prompt_id`. A prompt that the workshop does not have is added. In
    lines of text only codes of the workshop's speakers make a speaker, or all with `all_speakers`. Raises InputProblem
    naming the row of every problem, NotFound, or the disk's Problem; then nothing was filed.
    """
    workshop(store, workshop_id)
    found = open_notes(path)
    codes = Codes([one.label for one in speakers(store, workshop_id)], all_speakers=all_speakers)

    def lines() -> Iterator[Line]:
        return found.lines(codes.known, is_speaker=codes.is_speaker)

    many = foresee(store, workshop_id, lines()).notes
    check_any(found, many)
    return file_all(store, workshop_id, lines(), prompt_id, many)


class Codes:
    """Which codes in lines of text are speakers: those that are known, or all; `refused` are the others, once each, the
    first of them in their order."""

    def __init__(self, known: Sequence[str], *, all_speakers: bool) -> None:
        self.known = list(known)
        self.refused: dict[str, None] = {}
        self._all = all_speakers

    def is_speaker(self, code: str) -> bool:
        """Whether a code that is not known makes a speaker."""
        if not self._all and len(self.refused) < _MOST_CODES:
            self.refused[code] = None
        return self._all


def check_any(found: NotesFile, notes: int) -> None:
    """Raises InputProblem for a file without notes."""
    if not notes:
        raise InputProblem(
            tr("“{name}” has no notes.", name=found.file.path.name),
            tr("Nothing was added."),
            tr("Choose another file."),
        )


def file_all(
    store: Store, /, workshop_id: str, lines: Iterable[Line], prompt_id: str | None, many: int
) -> Done[int]:
    """Files `many` lines that `foresee` let pass; raises InputProblem for a prompt number that the workshop does not
    have."""
    filed = 0
    with store.write(Operation.IMPORT_NOTES, n=many) as step:
        prompts = _Prompts(step.conn, workshop_id)
        known = speaker_ids(step.conn, workshop_id)
        left = (line for line in lines if not line.without)
        while some := list(islice(left, _AT_ONCE)):
            problems = Problems()
            for line in some:
                if fault := line.fault or _too_long(line) or prompts.fault(line):
                    problems.add(fault)
            problems.check()
            insert_notes(
                step, workshop_id, [_note(step, workshop_id, one, prompt_id, prompts, known) for one in some]
            )
            step.flush()
            filed += len(some)
    return Done(step.info, filed)


def _note(
    step: Step,
    workshop_id: str,
    line: Line,
    prompt_id: str | None,
    prompts: "_Prompts",
    known: dict[str, str],
) -> NewNote:
    meant = line.meant
    found = prompts.id_of(line.prompt, step) if line.prompt else prompt_id
    speaker = speaker_id(step, workshop_id, known, meant.speaker)
    kind = meant.kind or NoteKind.PARAPHRASE
    return NewNote(meant.text, None if meant.parked else found, speaker, kind, meant.parked, meant.votes)


class _Prompts:
    """The prompts of a workshop by number and by words; new words make a new prompt."""

    def __init__(self, conn: Connection, workshop_id: str) -> None:
        table = tables.prompt
        self._workshop_id = workshop_id
        query = select(table.c.id, table.c.text).where(table.c.workshop_id == workshop_id)
        rows = conn.execute(query.order_by(table.c.position, table.c.id)).all()
        self._ids = [str(row.id) for row in rows]
        self._by_words = {label_key(row.text): str(row.id) for row in rows}
        self._new: dict[str, str] = {}

    def fault(self, line: Line) -> str:
        """Why a line's prompt cannot be found, "" when it can; words that are new are remembered."""
        if not line.prompt:
            return ""
        words = clean_line(line.prompt)
        found = self._known(words)
        if found == "":
            self._new.setdefault(label_key(words), words)
        if found is not None:
            return ""
        return tr("row {row}: there is no prompt {number}", row=line.row, number=line.prompt[:_LONGEST_LABEL])

    @property
    def new(self) -> tuple[str, ...]:
        """The words that will each make a prompt, as first written."""
        return tuple(self._new.values())

    def id_of(self, words: str, step: Step) -> str:
        """The id for a number or words that `fault` let pass; new words become a prompt in the open step."""
        words = clean_line(words)
        found = self._known(words)
        if not found:
            found = insert_prompt(step, self._workshop_id, words, 0)
            self._by_words[label_key(words)] = found
        return found

    def _known(self, words: str) -> str | None:
        """The id for words or a number, "" for new words, None for a number that is none of theirs."""
        if label_key(words) in self._by_words:
            return self._by_words[label_key(words)]
        number = label_key(words)
        if number.isascii() and number.isdigit():
            at = int(number) if len(number) <= _DIGITS else 0
            return self._ids[at - 1] if 1 <= at <= len(self._ids) else None
        return ""
