"""The notes of a workshop as one text to select words in, with the words that findings rest on marked under them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import ReadBack
from crp_desktop.domain.records import Note
from crp_desktop.services.findings.coding import Coded
from crp_desktop.services.findings.finding import Span
from crp_desktop.ui import theme
from crp_desktop.ui.pages.findings.coding_lines import BARS, STEP, Lines, Section
from crp_desktop.ui.pages.findings.coding_marks import mark_block
from crp_desktop.ui.widgets.marked import units

_SOON_MS, _PAUSE_MS = 60, 15


def points(text: str, unit: int) -> int:
    """A place in UTF-16 units, which Qt counts in, as one in code points; inside a pair it is before the pair."""
    return len(text.encode("utf-16-le")[: 2 * unit].decode("utf-16-le", errors="ignore"))


def letters_of(event: QKeyEvent) -> str:
    """What a key types, "" for a space and for keys that ask for something."""
    asks = (
        Qt.KeyboardModifier.ControlModifier
        | Qt.KeyboardModifier.AltModifier
        | Qt.KeyboardModifier.MetaModifier
    )
    altgr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    held = event.modifiers() & asks
    text = event.text()
    return (
        text
        if text.strip() and text.isprintable() and held in (Qt.KeyboardModifier.NoModifier, altgr)
        else ""
    )


class CodingText(QTextEdit):
    """Read-only, with a caret. `entered` when Enter asks to code the selection, `typed(letters)` when somebody types
    what it tells; `moved` when either has moved."""

    entered = Signal()
    typed = Signal(str)
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
        self.lines = Lines(self.document())
        self._coded: Mapping[str, Sequence[Coded]] = {}
        self._look = ""
        self._stood_at: int | None = None
        self._filling = QTimer(self)
        self._filling.setSingleShot(True)
        self._filling.timeout.connect(self._fill)
        self.cursorPositionChanged.connect(self._caret_moved)
        self.selectionChanged.connect(self.moved)

    # What is shown

    def set_notes(self, sections: Sequence[Section]) -> None:
        """Show these notes; the caret stays in its note, where it is on the screen, when they change.

        The notes around the caret are there at once, the others follow while nothing else is to be done.
        """
        look = f"{self.font().toString()}{theme.is_dark()}"
        if tuple(sections) == self.lines.sections and look == self._look:
            return
        note, place = self.note_at_caret(), self.textCursor().positionInBlock()
        self._stood_at = self.cursorRect().top() if note is not None else None
        self._look = look
        self.lines.set_sections(sections)
        at = self.lines.place_of(note.id) if note is not None else -1
        self._open_at(max(at, 0))
        if at >= 0:
            block = self.lines.block(at)
            cursor = self.textCursor()
            cursor.setPosition(block.position() + min(place, block.length() - 1))
            self.setTextCursor(cursor)
        else:
            self._stood_at = None
            self._put_caret(self.lines.next_note(-1, 1))
        self.moved.emit()

    def _open_at(self, place: int) -> None:
        before = self.blockSignals(True)
        self.setExtraSelections([])
        self.lines.open_at(place)
        self.blockSignals(before)
        self._filling.start(_SOON_MS)

    def _fill(self) -> None:
        """Put in another stretch, and go on when Qt has nothing else to do."""
        if self._stood_at is not None:
            self._scroll_by(self.cursorRect().top() - self._stood_at)
            self._stood_at = None
        if not self.lines.complete:
            self._grow(down=self.lines.last <= self.lines.final)
            self._filling.start(_PAUSE_MS)

    def _grow(self, *, down: bool) -> None:
        """Put in the next stretch below or above; what is on the screen stays where it is."""
        before = self.blockSignals(True)
        if down:
            self.lines.append()
        else:
            high = self.document().size().height()
            self.lines.prepend()
            self._scroll_by(self.document().size().height() - high)
        self.blockSignals(before)

    def _scroll_by(self, pixels: float) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(pixels))

    def _reach(self, place: int) -> None:
        """Have a line in the document, with all between it and what is there."""
        while not self.lines.holds(place):
            self._grow(down=place >= self.lines.last)

    def _put_caret(self, place: int) -> None:
        """Put the caret before the first word of a line; a far one is opened with its surroundings only."""
        if place < 0:
            return
        if not self.lines.holds(place):
            self._open_at(place)
        cursor = self.textCursor()
        above = self.lines.next_note(place, -1) + 1
        for line in (above, place) if self.lines.holds(above) else (place,):
            cursor.setPosition(self.lines.block(line).position())
            self.setTextCursor(cursor)
            self.show_caret()

    def set_coded(self, coded: Mapping[str, Sequence[Coded]]) -> None:
        """Mark the words that findings rest on."""
        self._coded = coded
        self._caret_moved()
        self.viewport().update()

    # Where one is

    def note_at_caret(self) -> Note | None:
        """The note the caret is in, or the one that a speaker's line stands above."""
        place = self.lines.place_at(self.textCursor().block())
        return self.lines.note_at(place) or self.lines.note_at(place + 1)

    def spans(self) -> list[Span]:
        """The selected words, one span a note; the whole note at the caret when nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            note = self.note_at_caret()
            return [Span(note.id, 0, len(note.text))] if note is not None else []
        found = []
        block = self.document().findBlock(cursor.selectionStart())
        while block.isValid() and block.position() < cursor.selectionEnd():
            note = self.lines.note_at(self.lines.place_at(block))
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
        notes = self.lines.notes
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
        note, place = self.lines.notes.get(note_id), self.lines.place_of(note_id)
        if note is None:
            return False
        self._put_caret(place)
        block, cursor = self.lines.block(place), self.textCursor()
        cursor.setPosition(block.position() + units(note.text, start))
        if end is not None:
            keep = QTextCursor.MoveMode.KeepAnchor
            cursor.setPosition(block.position() + units(note.text, end), keep)
        self.setTextCursor(cursor)
        self.show_caret()
        return True

    def go_to_unread(self, *, below: bool = False) -> bool:
        """Put the caret into the first note that no finding rests on and that was not struck out; with `below` into the
        next one, and round to the first. False when there is none."""
        notes, here = list(self.lines.notes.values()), self.note_at_caret()
        start = notes.index(here) + 1 if below and here in notes else 0
        for one in (*notes[start:], *notes[:start]):
            if not self._coded.get(one.id) and one.read_back is not ReadBack.STRUCK:
                return self.go_to(one.id, 0)
        return False

    def select_notes(self, note_ids: Sequence[str]) -> None:
        """Select everything from the first of these notes to the last."""
        places = sorted(place for one in note_ids if (place := self.lines.place_of(one)) >= 0)
        if places:
            self._put_caret(places[0])
            self._reach(places[-1])
            self._select_to(self.lines.block(places[0]), self.lines.block(places[-1]))

    def show_caret(self) -> None:
        """Scroll so far that the caret's line is seen, with the marks under it."""
        self.ensureCursorVisible()
        marks = self.cursorRect().bottom() + theme.px(BARS * STEP + 4) - self.viewport().height()
        if marks > 0:
            self._scroll_by(marks)

    def _select_to(self, first: QTextBlock, last: QTextBlock) -> None:
        cursor = self.textCursor()
        cursor.setPosition(first.position())
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.show_caret()

    def drop_selection(self) -> None:
        """Leave the caret at the end of the selection."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    def _step_note(self, step: int, extend: bool) -> None:
        """Go to the next or the previous note; with `extend` the selection grows by it."""
        cursor = self.textCursor()
        at = self.lines.place_at(cursor.block())
        ahead = self.lines.next_note(at, step)
        mode = QTextCursor.MoveMode.KeepAnchor if extend else QTextCursor.MoveMode.MoveAnchor
        inside_end = cursor.block().position() + cursor.block().length() - 1
        if extend and step > 0 and self.lines.note_at(at) is not None and cursor.position() < inside_end:
            cursor.setPosition(inside_end, mode)
        elif ahead >= 0:
            self._reach(ahead)
            block = self.lines.block(ahead)
            cursor = self.textCursor()
            end = block.position() + block.length() - 1
            cursor.setPosition(end if extend and step > 0 else block.position(), mode)
        self.setTextCursor(cursor)
        self.show_caret()

    def _reach_for(self, event: QKeyEvent) -> None:
        """Before a key that goes to the first or the last line, or selects all, have what it goes over."""
        goes = QKeySequence.StandardKey
        down = event.matches(goes.MoveToEndOfDocument), event.matches(goes.SelectEndOfDocument)
        up = event.matches(goes.MoveToStartOfDocument), event.matches(goes.SelectStartOfDocument)
        whole = event.matches(goes.SelectAll)
        if down[0] or up[0]:
            self._put_caret(self.lines.final if down[0] else 0)
        if down[1] or whole:
            self._reach(self.lines.final)
        if up[1] or whole:
            self._reach(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._reach_for(event)
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.entered.emit()
        elif control and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step_note(1 if event.key() == Qt.Key.Key_Down else -1, shift)
        elif letters_of(event):
            self.typed.emit(letters_of(event))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_caret()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(320))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(90 if theme.scale() >= theme.LARGE else 136))

    # Marking

    def _caret_moved(self) -> None:
        grounds = []
        for one in self.coded_at_caret():
            if not one.excerpt.state:
                grounds.append(self._ground(one))
        self.setExtraSelections(grounds)
        self.moved.emit()

    def _ground(self, one: Coded) -> QTextEdit.ExtraSelection:
        block = self.lines.block(self.lines.place_of(one.excerpt.note_id))
        note = self.lines.notes[one.excerpt.note_id]
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
            note = self.lines.note_at(self.lines.place_at(block))
            if note is not None:
                mark_block(painter, block, note, self._coded.get(note.id, ()), area)
            block = block.next()
