"""Picking one of many by typing: an article, a badge, a finding. Type, arrows, Enter; the focus stays in the field."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from crp_desktop.domain.fold import fold
from crp_desktop.domain.i18n import tr
from crp_desktop.ui import icons, theme
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.announce import announce
from crp_desktop.ui.widgets.chips import KINDS, SHIELDS
from crp_desktop.ui.widgets.textedit import LineEdit

_SHOWN = 8
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Token:
    """One thing to pick. `key` comes back; `text` is shown, `hint` beside it in quiet; `words` are searched too.

    `number` and `cluster` make it an article, `shield` ("foundational", "thematic", "local") a badge, `kind`
    ("strength", "concern", "idea", "unsaid") a finding.
    """

    key: str
    text: str
    hint: str = ""
    words: str = ""
    number: int | None = None
    cluster: int = 0
    shield: str = ""
    kind: str = ""

    def said(self) -> str:
        """What a screen reader says."""
        first = tr("Article {number}", number=self.number) if self.number is not None else ""
        return ", ".join(part for part in (first, self.text, self.hint) if part)


def match(tokens: Iterable[Token], typed: str) -> list[Token]:
    """The tokens that fit what was typed, best first: the number itself, then starts of words, then anything inside.

    Every word typed must be found somewhere in the token.
    """
    parts = fold(typed).split()
    if not parts:
        return list(tokens)
    ranked: list[tuple[int, int, Token]] = []
    for place, token in enumerate(tokens):
        shown = fold(token.text).split()
        hay = [*shown, *fold(f"{token.hint} {token.words}").split()]
        number = "" if token.number is None else str(token.number)
        if parts == [number]:
            ranked.append((0, place, token))
        elif all(part == number or any(word.startswith(part) for word in shown) for part in parts):
            ranked.append((1 if shown and shown[0].startswith(parts[0]) else 2, place, token))
        elif all(number.startswith(part) or any(word.startswith(part) for word in hay) for part in parts):
            ranked.append((3, place, token))
        elif all(any(part in word for word in hay) for part in parts):
            ranked.append((4, place, token))
    return [token for _, _, token in sorted(ranked, key=lambda one: one[:2])]


class TokenModel(QAbstractListModel):
    """The tokens that match, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens: list[Token] = []

    def set_tokens(self, tokens: list[Token]) -> None:
        """Show these."""
        self.beginResetModel()
        self._tokens = tokens
        self.endResetModel()

    def token(self, row: int) -> Token | None:
        """The token in a row, None outside."""
        return self._tokens[row] if 0 <= row < len(self._tokens) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._tokens)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        token = self.token(index.row()) if index.isValid() else None
        if token is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return token.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return token.said()
        if role == Qt.ItemDataRole.UserRole:
            return token
        return None


class _TokenDelegate(QStyledItemDelegate):
    """Paints a row: the same mark as on the chip, the text, the hint."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.px(160), theme.px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        token: Token = index.data(Qt.ItemDataRole.UserRole)
        area = QRectF(option.rect)
        state = option.state
        painter.save()
        paint.smooth(painter)
        if state & QStyle.StateFlag.State_Selected:
            paint.fill(painter, area, "selected")
            painter.fillRect(
                QRectF(area.x(), area.y() + 4, theme.px(3), area.height() - 8), theme.colour("accent")
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.fill(painter, area, "hover")
        left = area.x() + theme.px(12) + self._paint_mark(painter, token, area)
        right = area.right() - theme.px(12)
        painter.setFont(theme.font("quiet"))
        hint = min(QFontMetrics(painter.font()).horizontalAdvance(token.hint) + 4, (right - left) * 0.4)
        if token.hint:
            self._words(
                painter, QRectF(right - hint, area.y(), hint, area.height()), token.hint, "quiet", "quiet"
            )
            right -= hint + theme.px(12)
        self._words(painter, QRectF(left, area.y(), right - left, area.height()), token.text, "body", "text")
        painter.restore()

    def _words(self, painter: QPainter, where: QRectF, text: str, kind: str, ink: str) -> None:
        painter.setFont(theme.font(kind))
        painter.setPen(theme.colour(ink))
        said = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, int(where.width()))
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), said)

    def _paint_mark(self, painter: QPainter, token: Token, area: QRectF) -> int:
        """Paint the mark; the pixels it took."""
        side = theme.px(17)
        where = QRectF(area.x() + theme.px(12), area.center().y() - side / 2, side, side)
        if token.number is not None:
            painter.setFont(theme.font("strong"))
            painter.setPen(theme.colour(theme.cluster_token(token.cluster)))
            digits = QRectF(where.x(), area.y(), theme.px(28), area.height())
            painter.drawText(digits, int(Qt.AlignmentFlag.AlignVCenter), str(token.number))
            return theme.px(32)
        if token.shield:
            paint.shield(painter, where, "badge", SHIELDS[token.shield])
            return theme.px(26)
        if token.kind:
            icons.draw(painter, KINDS[token.kind], token.kind, where)
            return theme.px(26)
        return 0


class _List(QListView):
    """The matches, over the page; the mouse may press a row, the keys stay with the field."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("keyboardTwin", True)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)


class TokenPicker(QWidget):
    """A field and, while it is used, the list of what fits. Emits `picked(key)` and empties itself for the next one.

    `always` keeps the list in the page, below the field, instead of over the page while one types. With `set_source`
    it asks for what may fit when it is used, for things that are too many to hand over beforehand.
    """

    picked = Signal(str)
    closed = Signal()

    def __init__(self, name: str, placeholder: str = "", *, always: bool = False) -> None:
        super().__init__()
        self._tokens: Sequence[Token] = ()
        self._source: Callable[[str], Sequence[Token]] | None = None
        self._always = always
        self.field = LineEdit(name, placeholder=placeholder)
        self.model = TokenModel(self)
        self.list = _List(tr("Matches for {name}", name=name))
        self.list.setModel(self.model)
        self.list.setItemDelegate(_TokenDelegate(self.list))
        self.list.clicked.connect(self._pressed)
        layout = QVBoxLayout()
        theme.space(layout, 4)
        layout.addWidget(self.field)
        if always:
            layout.addWidget(self.list, 1)
        self.setLayout(layout)
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        if not always:
            self.list.setParent(self)
        self.list.hide()

    def set_tokens(self, tokens: Sequence[Token]) -> None:
        """What can be picked, in the order to show before anything is typed."""
        self._tokens = tokens
        self._filter(self.field.text())
        if self._always:
            self.list.show()

    def set_source(self, source: Callable[[str], Sequence[Token]]) -> None:
        """Ask `source(what was typed)` for the tokens, in order, each time the list is about to be shown."""
        self._source = source

    def _typed(self, text: str) -> None:
        if self._source is not None:
            self._tokens = self._source(text)
        self._filter(text)
        self._open()

    def _filter(self, text: str) -> None:
        self.model.set_tokens(match(self._tokens, text))
        self._select(0, tell=bool(text))

    def _select(self, row: int, *, tell: bool = True) -> None:
        token = self.model.token(row)
        if token is None:
            if tell:
                announce(self.field, tr("No matches"))
            return
        self.list.setCurrentIndex(self.model.index(row))
        if tell:
            words = tr(
                "{what}, {row} of {count}", what=token.said(), row=row + 1, count=self.model.rowCount()
            )
            announce(self.field, words)

    def _open(self) -> None:
        """Show the matches below the field, over what is there, or above it where there is no room."""
        if self._always:
            return
        if self._source is not None and not self.field.text():
            self.model.set_tokens(list(self._source("")))
        if not self.model.rowCount():
            self.list.hide()
            return
        window = self.window()
        self.list.setParent(window)
        height = theme.px(34) * min(self.model.rowCount(), _SHOWN) + 2 * theme.px(4)
        width = min(max(self.field.width(), theme.px(280)), window.width() - 16)
        at = self.field.mapTo(window, QPoint(0, self.field.height()))
        x = min(at.x(), window.width() - width - 8)
        y = at.y() if at.y() + height < window.height() else at.y() - self.field.height() - height
        self.list.setGeometry(x, max(y, 0), width, min(height, window.height()))
        self.list.show()
        self.list.raise_()

    def close_list(self) -> None:
        """Put the list away."""
        if not self._always:
            self.list.hide()
            self.list.setParent(self)

    def hideEvent(self, event: QHideEvent) -> None:
        self.close_list()
        super().hideEvent(event)

    def _pick(self, row: int) -> None:
        token = self.model.token(row)
        if token is None:
            return
        self.field.clear()
        self._filter("")
        self.close_list()
        self.picked.emit(token.key)

    def _pressed(self, index: QModelIndex) -> None:
        self._pick(index.row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut:
            self.close_list()
        if event.type() == QEvent.Type.MouseButtonPress:
            self._open()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Whether the key was for the list."""
        row, key = self.list.currentIndex().row(), event.key()
        moves = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _SHOWN,
            Qt.Key.Key_PageUp: -_SHOWN,
        }
        if key in moves:
            if not self.list.isVisible():
                self._open()
                self._select(max(row, 0))
            else:
                self._select(min(max(row + moves[Qt.Key(key)], 0), self.model.rowCount() - 1))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.isVisible():
            self._pick(max(row, 0))
            return True
        if key == Qt.Key.Key_Escape and (self.field.text() or (self.list.isVisible() and not self._always)):
            self.field.clear()
            self._filter("")
            self.close_list()
            self.closed.emit()
            return True
        return False
