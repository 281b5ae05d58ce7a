"""The lines that a workshop's notes make, put into a text document a stretch at a time: thousands open at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import NoteKind, ReadBack
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Note
from crp_desktop.ui import theme

BARS, STEP = 3, 4
"""How many marks fit under a line of words, and how far apart they are, in pixels at 100%."""
STRETCH = 240
"""Lines put in at a time: a few screens, some ten milliseconds."""


@dataclass(frozen=True, slots=True)
class Section:
    """A prompt's text ("" for none) and the notes under it."""

    title: str
    notes: tuple[Note, ...]


Line = str | Note | None
"""A prompt's text, a note's own words, or (None) who said the note in the next line."""


class _Look:
    """How a kind of line looks: `above` is the space over it at 100%, `bars` leaves room for the marks under words."""

    def __init__(self, kind: str, above: int, *, bars: bool = False) -> None:
        self.block, self.letters = QTextBlockFormat(), QTextCharFormat()
        self.block.setTopMargin(theme.px(above))
        if bars:
            distance = QTextBlockFormat.LineHeightTypes.LineDistanceHeight
            self.block.setLineHeight(theme.px(BARS * STEP), distance.value)
        self.letters.setFont(theme.font(kind))
        self.letters.setForeground(theme.colour("quiet" if kind == "quiet" else "text"))


class Lines:
    """All lines, of which `first` to `last` (exclusive) are in the document, a block each."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self.sections: tuple[Section, ...] = ()
        self._lines: list[Line] = []
        self._places: dict[str, int] = {}
        self.notes: dict[str, Note] = {}
        self.first = self.last = 0

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Take other notes; the document is empty until `open_at`."""
        self.sections = tuple(sections)
        self._lines = list(_lines(sections))
        self._places = {line.id: at for at, line in enumerate(self._lines) if isinstance(line, Note)}
        self.notes = {note.id: note for section in sections for note in section.notes}

    def open_at(self, place: int) -> None:
        """Empty the document and put in the stretch around a line."""
        self._looks = {
            "title": _Look("strong", 20),
            "who": _Look("quiet", 10),
            "note": _Look("body", 0, bars=True),
        }
        self._document.clear()
        self.first = max(min(place - STRETCH // 3, len(self._lines) - STRETCH), 0)
        self.last = self.first
        self.append()

    @property
    def complete(self) -> bool:
        """Whether every line is in the document."""
        return self.first == 0 and self.last == len(self._lines)

    def place_of(self, note_id: str) -> int:
        """The line of a note's words, -1 for a note that is not here."""
        return self._places.get(note_id, -1)

    def holds(self, place: int) -> bool:
        """Whether a line is in the document."""
        return self.first <= place < self.last

    def block(self, place: int) -> QTextBlock:
        """The block of a line that is in the document."""
        return self._document.findBlockByNumber(place - self.first)

    def place_at(self, block: QTextBlock) -> int:
        """The line that a block shows."""
        return block.blockNumber() + self.first

    def note_at(self, place: int) -> Note | None:
        """The note whose words stand in a line."""
        line = self._lines[place] if 0 <= place < len(self._lines) else None
        return line if isinstance(line, Note) else None

    def next_note(self, place: int, step: int) -> int:
        """The nearest line of words below (1) or above (-1) a line, -1 when there is none."""
        place += step
        while 0 <= place < len(self._lines) and not isinstance(self._lines[place], Note):
            place += step
        return place if 0 <= place < len(self._lines) else -1

    @property
    def final(self) -> int:
        """The last line there is."""
        return len(self._lines) - 1

    def append(self) -> None:
        """Put in the next stretch below."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        upto = min(self.last + STRETCH, len(self._lines))
        for place in range(self.last, upto):
            look, text = self._dress(place)
            if place > self.first:
                cursor.insertBlock(look.block, look.letters)
            else:
                cursor.setBlockFormat(look.block)
                cursor.setBlockCharFormat(look.letters)
            cursor.insertText(text, look.letters)
        cursor.endEditBlock()
        self.last = upto

    def prepend(self) -> None:
        """Put in the next stretch above; every block's number grows by what was put in."""
        cursor = QTextCursor(self._document)
        before = cursor.block().blockFormat()
        start = max(self.first - STRETCH, 0)
        cursor.beginEditBlock()
        for place in range(start, self.first):
            look, text = self._dress(place)
            cursor.setBlockFormat(look.block)
            cursor.insertText(text, look.letters)
            cursor.insertBlock(before)
        cursor.endEditBlock()
        self.first = start

    def _dress(self, place: int) -> tuple[_Look, str]:
        line = self._lines[place]
        if isinstance(line, Note):
            return self._looks["note"], line.text.replace("\u2029", "\u2028").replace("\n", "\u2028")
        if line is None:
            said = self.note_at(place + 1)
            return self._looks["who"], _who(said) if said is not None else ""
        return self._looks["title"], line.replace("\n", "\u2028")


def _lines(sections: Sequence[Section]) -> Iterator[Line]:
    for section in sections:
        if section.title:
            yield section.title
        for note in section.notes:
            yield None
            yield note


def _who(note: Note) -> str:
    parts = [note.speaker]
    if note.kind is not NoteKind.PARAPHRASE:
        parts.append(label(note.kind))
    if note.votes:
        parts.append(tr("{n} vote(s)", n=note.votes))
    if note.read_back is ReadBack.STRUCK:
        parts.append(label(note.read_back))
    return " · ".join(parts)
