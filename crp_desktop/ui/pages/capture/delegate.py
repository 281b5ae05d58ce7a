"""How a note and a prompt's heading are painted, measured and edited in the stream."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPixmap, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import NoteKind, ReadBack
from crp_desktop.domain.records import Note
from crp_desktop.ui import icons, theme
from crp_desktop.ui.models.notes import Group, Index, Role, Row, shown_text
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.textedit import GrowingTextEdit

_GUTTER, _MARKS, _PAD, _LEAST = 52, 92, 7, 36
_LONGEST = 4_000
_CACHED = 600
_KEPT, _KEPT_HEIGHT = 60, 120
_STATE = QStyle.StateFlag


class NoteEditor(GrowingTextEdit):
    """Edits one note in place: Enter saves, Ctrl+Enter splits where the caret is, Escape leaves it as it was."""

    split = Signal(object)

    def __init__(self, parent: QWidget, note_id: str) -> None:
        super().__init__(tr("Words of the note"), enter_files=True, most=12, parent=parent)
        self.note_id = note_id
        self.grew = self.document().documentLayout().documentSizeChanged

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.split.emit(self)
        else:
            super().keyPressEvent(event)

    def caret(self) -> int:
        """Where the caret is, in code points."""
        units = self.text().encode("utf-16-le")[: 2 * self.textCursor().position()]
        return len(units.decode("utf-16-le", errors="ignore"))


class NoteDelegate(QStyledItemDelegate):
    """Paints rows of `NotesModel`; `edited(note id, text)` and `split(note id, text, place)` come from its editor."""

    edited = Signal(str, str)
    split = Signal(str, str, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._laid: dict[tuple[str, int, str, bool], tuple[QTextLayout, ...]] = {}
        self._heights: dict[str, tuple[Note, int, int]] = {}
        self._pixels: dict[int, int] = {}
        self._fonts: dict[str, QFont] = {}
        self._kept: dict[str, tuple[Note, QPixmap]] = {}

    def forget(self) -> None:
        """Measure anew: the text size has changed."""
        self._laid.clear()
        self._heights.clear()
        self._pixels.clear()
        self._fonts.clear()
        self._kept.clear()

    def _px(self, length: int) -> int:
        """`theme.px`, remembered until `forget`: it is asked for thousands of times while scrolling."""
        found = self._pixels.get(length)
        if found is None:
            found = self._pixels[length] = theme.px(length)
        return found

    def _font(self, kind: str) -> QFont:
        """`theme.font`, remembered in the same way."""
        found = self._fonts.get(kind)
        if found is None:
            found = self._fonts[kind] = theme.font(kind)
        return found

    # Measuring

    def height(self, row: Row, width: int) -> int:
        """How high a row is in pixels when it is `width` pixels wide."""
        if isinstance(row, Group):
            return self._heading_height(row, width) + self._px(22)
        known = self._heights.get(row.id)
        if known is not None and known[0] is row and known[1] == width:
            return known[2]
        text = self._layouts(self._words(row), self._text_width(width), "body", self._struck(row))
        height = max(int(_height(text) + 0.999) + 2 * self._px(_PAD), self._px(_LEAST))
        self._heights[row.id] = (row, width, height)
        return height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._px(200), self.height(index.data(Role.ROW), option.rect.width()))

    def _heading_height(self, group: Group, width: int) -> int:
        laid = self._layouts(self._heading_words(group), width - self._px(96), "small", False)
        return int(_height(laid) + 0.999)

    def _text_width(self, width: int) -> int:
        return max(width - self._px(_GUTTER + _MARKS), self._px(80))

    @staticmethod
    def _words(note: Note) -> str:
        words = shown_text(note)
        if len(words) > _LONGEST:
            words = words[:_LONGEST] + tr("… ({n} characters in all)", n=len(note.text))
        return words

    @staticmethod
    def _heading_words(group: Group) -> str:
        return f"{group.number}. {group.title}" if group.number else group.title

    @staticmethod
    def _struck(note: Note) -> bool:
        return note.read_back is ReadBack.STRUCK

    def _layouts(self, text: str, width: int, kind: str, struck: bool) -> tuple[QTextLayout, ...]:
        key = (text, width, kind, struck)
        found = self._laid.get(key)
        if found is None:
            if len(self._laid) > _CACHED:
                self._laid.clear()
            font = QFont(self._font(kind))
            font.setStrikeOut(struck)
            found = self._laid[key] = tuple(_layout(part, font, width) for part in text.split("\n"))
        return found

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Role.ROW)
        painter.save()
        paint.smooth(painter)
        if isinstance(row, Group):
            self._paint_heading(painter, QRectF(option.rect), row)
        elif option.state & (_STATE.State_Selected | _STATE.State_MouseOver | _STATE.State_HasFocus):
            self._paint_note(painter, option.rect, option.state, row)
        else:
            self._paint_at_rest(painter, option.rect, row)
        painter.restore()

    def _paint_at_rest(self, painter: QPainter, where: QRect, note: Note) -> None:
        """A note that nothing points at, painted once and then copied: Qt paints all rows anew after every Enter, and
        copying one takes a tenth of the time. Not on screens of one and a half pixels to a pixel: it would blur."""
        ratio = painter.device().devicePixelRatio()
        if ratio != int(ratio) or where.height() > self._px(_KEPT_HEIGHT):
            self._paint_note(painter, where, _STATE.State_None, note)
            return
        size = where.size() * ratio
        kept = self._kept.get(note.id)
        if kept is None or kept[0] is not note or kept[1].size() != size:
            if len(self._kept) > _KEPT:
                self._kept.clear()
            kept = self._kept[note.id] = (note, QPixmap(size))
            kept[1].setDevicePixelRatio(ratio)
            kept[1].fill(theme.colour("surface"))
            with QPainter(kept[1]) as inner:
                paint.smooth(inner)
                self._paint_note(inner, QRect(QPoint(), where.size()), _STATE.State_None, note)
        painter.drawPixmap(where.topLeft(), kept[1])

    def _paint_heading(self, painter: QPainter, area: QRectF, group: Group) -> None:
        painter.setPen(theme.colour("quiet"))
        laid = self._layouts(self._heading_words(group), int(area.width()) - self._px(96), "small", False)
        _draw(painter, laid, QPointF(area.x() + self._px(8), area.y() + self._px(14)))
        painter.setFont(self._font("quiet"))
        count = area.adjusted(0, self._px(14), -self._px(8), 0)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(count, int(flags), f"{group.notes:,}")
        painter.setPen(theme.colour("line"))
        bottom = area.bottom() - self._px(3)
        painter.drawLine(QPointF(area.x() + self._px(8), bottom), QPointF(area.right() - self._px(8), bottom))

    def _paint_note(self, painter: QPainter, where: QRect, state: QStyle.StateFlag, note: Note) -> None:
        area = QRectF(where).adjusted(self._px(2), 1, -self._px(2), -1)
        if state & _STATE.State_Selected:
            paint.fill(painter, area, "selected")
        elif state & _STATE.State_MouseOver:
            paint.fill(painter, area, "hover")
        if state & _STATE.State_HasFocus:
            paint.ring(painter, area)
        self._paint_speaker(painter, area, note)
        struck = self._struck(note)
        painter.setPen(theme.colour("quiet" if struck or note.kind is NoteKind.OBSERVATION else "text"))
        laid = self._layouts(self._words(note), self._text_width(where.width()), "body", struck)
        top = where.y() + max((where.height() - _height(laid)) / 2, 0)
        _draw(painter, laid, QPointF(where.x() + self._px(_GUTTER), top))
        self._paint_marks(painter, area, note)

    def _paint_speaker(self, painter: QPainter, area: QRectF, note: Note) -> None:
        line = QFontMetrics(self._font("body")).height()
        height = float(max(line, self._px(22)))
        box = QRectF(
            area.x() + self._px(4),
            area.y() + self._px(_PAD) - (height - line) / 2,
            self._px(_GUTTER - 14),
            height,
        )
        if note.kind is NoteKind.OBSERVATION:
            side = self._px(16)
            icons.draw(
                painter,
                "eye",
                "quiet",
                QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side),
            )
        elif len(note.speaker) <= 5:
            paint.fill(painter, box, "chip", radius=5)
            painter.setFont(self._font("small"))
            painter.setPen(theme.colour("quiet"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), note.speaker)

    def _paint_marks(self, painter: QPainter, area: QRectF, note: Note) -> None:
        side = self._px(16)
        x = area.right() - self._px(8) - side
        y = area.y() + self._px(_PAD) + (QFontMetrics(self._font("body")).height() - side) / 2
        for shown, name, ink in (
            (note.starred, "star", "accent"),
            (note.read_back in (ReadBack.CONFIRMED, ReadBack.CORRECTED), "check", "strength"),
        ):
            if shown:
                icons.draw(painter, name, ink, QRectF(x, y, side, side))
                x -= side + self._px(4)
        if note.votes:
            painter.setFont(self._font("small"))
            painter.setPen(theme.colour("accent"))
            where = QRectF(area.x(), y, x + side - area.x(), side)
            painter.drawText(
                where, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), f"+{note.votes}"
            )

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = NoteEditor(parent, index.data(Role.ROW).id)
        editor.entered.connect(self._entered)
        editor.split.connect(self._split)
        return editor

    def _entered(self) -> None:
        editor = self.sender()
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def _split(self, editor: NoteEditor) -> None:
        note_id, text, at = editor.note_id, editor.text(), editor.caret()
        editor.set_text(editor.text())
        self.closeEditor.emit(editor)
        self.split.emit(note_id, text, at)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, NoteEditor) and not editor.text():
            editor.set_text(index.data(Qt.ItemDataRole.EditRole))
            editor.caret_to_end()

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if (
            isinstance(editor, NoteEditor)
            and editor.text().strip()
            and editor.text() != index.data(Qt.ItemDataRole.EditRole)
        ):
            self.edited.emit(editor.note_id, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRect(option.rect)
        area.setLeft(area.left() + theme.px(_GUTTER - 12))
        area.setRight(area.right() - theme.px(8))
        area.setTop(area.top() + 1)
        editor.setGeometry(area.x(), area.y(), area.width(), editor.height())


def _layout(text: str, font: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


def _height(laid: tuple[QTextLayout, ...]) -> float:
    return sum(one.boundingRect().height() for one in laid)


def _draw(painter: QPainter, laid: tuple[QTextLayout, ...], at: QPointF) -> None:
    for one in laid:
        one.draw(painter, at)
        at = QPointF(at.x(), at.y() + one.boundingRect().height())
