"""The notes of a workshop as one text to select words in, with the words that findings rest on marked under them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit

from crp_desktop.domain.kinds import FindingKind, NoteKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Note
from crp_desktop.domain.words import tr
from crp_desktop.services.coding import Coded
from crp_desktop.services.finding import Span
from crp_desktop.ui import theme
from crp_desktop.ui.widgets.marked import units

_BARS = 3
_STEP = 4


@dataclass(frozen=True, slots=True)
class Section:
    """A prompt's text ("" for none) and the notes under it."""

    title: str
    notes: tuple[Note, ...]


class _Look:
    """How a kind of line looks: `above` is the space over it at 100%, `bars` leaves room for the marks under words."""

    def __init__(self, kind: str, above: int, *, bars: bool = False) -> None:
        self.block, self.letters = QTextBlockFormat(), QTextCharFormat()
        self.block.setTopMargin(theme.px(above))
        if bars:
            distance = QTextBlockFormat.LineHeightTypes.LineDistanceHeight
            self.block.setLineHeight(theme.px(_BARS * _STEP), distance.value)
        self.letters.setFont(theme.font(kind))
        self.letters.setForeground(theme.colour("quiet" if kind == "quiet" else "text"))


def points(text: str, unit: int) -> int:
    """A place in UTF-16 units, which Qt counts in, as one in code points; inside a pair it is before the pair."""
    return len(text.encode("utf-16-le")[: 2 * unit].decode("utf-16-le", errors="ignore"))


def levels(coded: Sequence[Coded]) -> dict[str, int]:
    """Which line under the words each excerpt is drawn on, 0 nearest, so that overlapping ones never cover."""
    ends: list[int] = []
    places: dict[str, int] = {}
    for one in coded:
        free = next((level for level, end in enumerate(ends) if end <= one.excerpt.start), len(ends))
        ends[free : free + 1] = [one.excerpt.end]
        places[one.excerpt.id] = free
    return places


class CodingText(QTextEdit):
    """Read-only, with a caret. `entered` when Enter asks to code the selection; `moved` when either has moved."""

    entered = Signal()
    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Notes of the workshop"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sections: tuple[Section, ...] = ()
        self._at_block: list[Note | None] = []
        self._first_block: dict[str, int] = {}
        self._coded: Mapping[str, Sequence[Coded]] = {}
        self._look = ""
        self.cursorPositionChanged.connect(self._caret_moved)
        self.selectionChanged.connect(self.moved)

    # What is shown

    def set_notes(self, sections: Sequence[Section]) -> None:
        """Show these notes; the caret stays in its note when they change."""
        look = f"{self.font().toString()}{theme.is_dark()}"
        if tuple(sections) == self._sections and look == self._look:
            return
        note, place = self.note_at_caret(), self.textCursor().positionInBlock()
        scrolled = self.verticalScrollBar().value()
        self._sections, self._look = tuple(sections), look
        before = self.blockSignals(True)
        self.clear()
        self._at_block, self._first_block = [], {}
        cursor = QTextCursor(self.document())
        heading, who, words = _Look("strong", 20), _Look("quiet", 10), _Look("body", 0, bars=True)
        cursor.beginEditBlock()
        for section in sections:
            if section.title:
                self._put(cursor, section.title, None, heading)
            for one in section.notes:
                self._put(cursor, _who(one), None, who)
                self._put(cursor, one.text, one, words)
        cursor.endEditBlock()
        self.blockSignals(before)
        if note is not None and note.id in self._first_block:
            self.go_to(note.id, 0)
            moved = self.textCursor()
            moved.setPosition(moved.block().position() + min(place, moved.block().length() - 1))
            self.setTextCursor(moved)
            self.verticalScrollBar().setValue(scrolled)
        elif self._first_block:
            self.go_to(next(iter(self._first_block)), 0)
        self.moved.emit()

    def _put(self, cursor: QTextCursor, text: str, note: Note | None, look: "_Look") -> None:
        if note is not None:
            self._first_block[note.id] = len(self._at_block)
        if self._at_block:
            cursor.insertBlock(look.block, look.letters)
        else:
            cursor.setBlockFormat(look.block)
            cursor.setBlockCharFormat(look.letters)
        cursor.insertText(text.replace("\u2029", "\u2028").replace("\n", "\u2028"), look.letters)
        self._at_block.append(note)

    def set_coded(self, coded: Mapping[str, Sequence[Coded]]) -> None:
        """Mark the words that findings rest on."""
        self._coded = coded
        self._caret_moved()
        self.viewport().update()

    # Where one is

    def note_at_caret(self) -> Note | None:
        """The note the caret is in, or the one that a speaker's line stands above."""
        return self._note_of(self.textCursor().blockNumber())

    def _note_of(self, block: int) -> Note | None:
        for place in (block, block + 1):
            if 0 <= place < len(self._at_block) and self._at_block[place] is not None:
                return self._at_block[place]
        return None

    def spans(self) -> list[Span]:
        """The selected words, one span a note; the whole note at the caret when nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            note = self.note_at_caret()
            return [Span(note.id, 0, len(note.text))] if note is not None else []
        found = []
        block = self.document().findBlock(cursor.selectionStart())
        while block.isValid() and block.position() < cursor.selectionEnd():
            note = self._at_block[block.blockNumber()]
            if note is not None:
                low = points(note.text, max(cursor.selectionStart() - block.position(), 0))
                high = points(note.text, min(cursor.selectionEnd() - block.position(), block.length() - 1))
                words = note.text[low:high]
                low += len(words) - len(words.lstrip())
                high -= len(words) - len(words.rstrip())
                if low < high:
                    found.append(Span(note.id, low, high))
            block = block.next()
        return found

    def words_of(self, spans: Sequence[Span]) -> str:
        """The words of spans of notes shown here."""
        notes = {note.id: note for note in self._at_block if note is not None}
        return " … ".join(
            notes[one.note_id].text[one.start : one.end] for one in spans if one.note_id in notes
        )

    def coded_at_caret(self) -> list[Coded]:
        """The excerpts that the caret or the selection touches, and the flagged ones of the note."""
        note = self.note_at_caret()
        if note is None:
            return []
        touched = {one.note_id: one for one in self.spans()} if self.textCursor().hasSelection() else {}
        span = touched.get(note.id)
        place = points(note.text, self.textCursor().positionInBlock())
        low, high = (span.start, span.end or place) if span else (place, place)
        return [
            one
            for one in self._coded.get(note.id, ())
            if one.excerpt.state or (one.excerpt.start <= high and low <= one.excerpt.end)
        ]

    def go_to(self, note_id: str, start: int, end: int | None = None) -> bool:
        """Put the caret into a note, selecting its words from `start` to `end` (code points) when there is an end."""
        if note_id not in self._first_block:
            return False
        block = self.document().findBlockByNumber(self._first_block[note_id])
        note = self._at_block[block.blockNumber()]
        assert note is not None
        cursor = self.textCursor()
        cursor.setPosition(block.position() + units(note.text, start))
        if end is not None:
            keep = QTextCursor.MoveMode.KeepAnchor
            cursor.setPosition(block.position() + units(note.text, end), keep)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def select_notes(self, note_ids: Sequence[str]) -> None:
        """Select everything from the first of these notes to the last."""
        places = sorted(self._first_block[one] for one in note_ids if one in self._first_block)
        if places:
            last = self.document().findBlockByNumber(places[-1])
            cursor = self.textCursor()
            cursor.setPosition(self.document().findBlockByNumber(places[0]).position())
            cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def drop_selection(self) -> None:
        """Leave the caret at the end of the selection."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    def _step_note(self, step: int, extend: bool) -> None:
        """Go to the next or the previous note; with `extend` the selection grows by it."""
        at = self.textCursor().blockNumber()
        places = [place for place, note in enumerate(self._at_block) if note is not None]
        ahead = [place for place in places if (place > at if step > 0 else place < at)]
        cursor = self.textCursor()
        block = self.document().findBlockByNumber(at)
        mode = QTextCursor.MoveMode.KeepAnchor if extend else QTextCursor.MoveMode.MoveAnchor
        inside_end = block.position() + block.length() - 1
        if extend and step > 0 and self._at_block[at] is not None and cursor.position() < inside_end:
            cursor.setPosition(inside_end, mode)
        elif ahead:
            block = self.document().findBlockByNumber(ahead[0] if step > 0 else ahead[-1])
            end = block.position() + block.length() - 1
            cursor.setPosition(end if extend and step > 0 else block.position(), mode)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.entered.emit()
        elif control and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step_note(1 if event.key() == Qt.Key.Key_Down else -1, shift)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ensureCursorVisible()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(320))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(180))

    # Marking

    def _caret_moved(self) -> None:
        grounds = []
        for one in self.coded_at_caret():
            if not one.excerpt.state:
                grounds.append(self._ground(one))
        self.setExtraSelections(grounds)
        self.moved.emit()

    def _ground(self, one: Coded) -> QTextEdit.ExtraSelection:
        block = self.document().findBlockByNumber(self._first_block[one.excerpt.note_id])
        note = self._at_block[block.blockNumber()]
        assert note is not None
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + units(note.text, one.excerpt.start))
        cursor.setPosition(
            block.position() + units(note.text, one.excerpt.end), QTextCursor.MoveMode.KeepAnchor
        )
        look = QTextCharFormat()
        look.setBackground(theme.colour(f"{one.kind.value}_soft"))
        made.cursor, made.format = cursor, look
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(0, -self.verticalScrollBar().value())
        block = self.cursorForPosition(self.viewport().rect().topLeft()).block()
        bottom = self.verticalScrollBar().value() + self.viewport().height()
        layout = self.document().documentLayout()
        while block.isValid():
            area = layout.blockBoundingRect(block)
            if area.top() > bottom:
                break
            number = block.blockNumber()
            note = self._at_block[number] if number < len(self._at_block) else None
            if note is not None:
                self._mark_block(painter, block, note, area)
            block = block.next()

    def _mark_block(self, painter: QPainter, block: QTextBlock, note: Note, area: QRectF) -> None:
        coded = [one for one in self._coded.get(note.id, ()) if not one.excerpt.state]
        where = levels(coded)
        for one in coded:
            low, high = units(note.text, one.excerpt.start), units(note.text, one.excerpt.end)
            for place in range(block.layout().lineCount()):
                line = block.layout().lineAt(place)
                first, last = max(low, line.textStart()), min(high, line.textStart() + line.textLength())
                if first < last:
                    ends = (_x(line, first), _x(line, last))
                    y = area.top() + line.y() + line.ascent() + line.descent()
                    y += theme.px(2 + _STEP * min(where[one.excerpt.id], _BARS - 1))
                    _bar(painter, one.kind, QPointF(area.left() + min(ends), y), max(ends) - min(ends))


def _x(line: QTextLine, place: int) -> float:
    """Where a place in a line is, in pixels from the block's left."""
    found: Any = line.cursorToX(place)
    return float(found[0] if isinstance(found, tuple) else found)


def _who(note: Note) -> str:
    parts = [note.speaker]
    if note.kind is not NoteKind.PARAPHRASE:
        parts.append(label(note.kind))
    if note.votes:
        parts.append(tr("{n} vote(s)", n=note.votes))
    return " · ".join(parts)


def _bar(painter: QPainter, kind: FindingKind, at: QPointF, width: float) -> None:
    """A line under words: whole for a strength, two thin ones for a concern, dashes for an idea."""
    ink: QColor = theme.colour(kind.value)
    thick = theme.px(3)
    if kind is FindingKind.CONCERN:
        painter.setPen(QPen(ink, 1))
        for down in (0, thick - 1):
            painter.drawLine(QPointF(at.x(), at.y() + down), QPointF(at.x() + width, at.y() + down))
        return
    pen = QPen(ink, thick - 1)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if kind is FindingKind.IDEA:
        pen.setDashPattern([3, 1.5])
    painter.setPen(pen)
    middle = at.y() + (thick - 1) / 2
    painter.drawLine(QPointF(at.x(), middle), QPointF(at.x() + width, middle))
