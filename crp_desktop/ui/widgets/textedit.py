"""Fields for text of any length, which Tab leaves and which keep every character that was typed."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from crp_desktop.ui import theme

_ENDLESS = 10_000_000


class LineEdit(QLineEdit):
    """One line of text without the limit of 32,767 characters. `left(str)` says the text changed when focus goes."""

    left = Signal(str)

    def __init__(
        self, name: str, text: str = "", placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setMaxLength(_ENDLESS)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.set_text(text)
        self.editingFinished.connect(self._maybe_left)

    def set_text(self, text: str) -> None:
        """Show a text as the saved one, unless the same is already there."""
        self._saved = text
        if text != self.text():
            self.setText(text)

    def _maybe_left(self) -> None:
        if self.text() != self._saved:
            self._saved = self.text()
            self.left.emit(self._saved)


class GrowingTextEdit(QPlainTextEdit):
    """Plain text that grows from `least` to `most` lines with its content, then scrolls.

    With `enter_files`, Enter emits `entered` and Shift+Enter makes a line; without it Enter makes a line and Ctrl+Enter
    emits `entered`. `left(str)` says the text changed when the focus goes. Read it with `text()`: Qt's own
    `toPlainText` turns no-break spaces into spaces.
    """

    entered = Signal()
    left = Signal(str)

    def __init__(
        self,
        name: str,
        text: str = "",
        placeholder: str = "",
        *,
        least: int = 1,
        most: int = 8,
        enter_files: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self._enter_files = enter_files
        self._saved = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)
        self.set_text(text)
        self.textChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """Everything that was typed, lines parted by LF, no-break spaces kept."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Show a text as the saved one; the field's own undo starts anew. The same text is left as it stands."""
        self._saved = text
        if text != self.text():
            self.setPlainText(text)

    def is_changed(self) -> bool:
        """Whether the text differs from the one set last."""
        return self.text() != self._saved

    def caret_to_end(self) -> None:
        """Put the caret after the last character."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), self._height(self._lines()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(96), self._height(self._least))

    def _lines(self) -> int:
        laid_out = int(self.document().size().height()) if self.width() > 1 else self.blockCount()
        return min(max(laid_out, self._least), self._most)

    def _height(self, lines: int) -> int:
        margins = self.contentsMargins()
        inner = lines * QFontMetrics(self.font()).lineSpacing() + 2 * int(self.document().documentMargin())
        frame = theme.px(8) + 2 * theme.RING + margins.top() * 0
        return max(inner + frame, theme.px(theme.TARGET) + 2)

    def _fit(self) -> None:
        self.ensurePolished()
        height = self._height(self._lines())
        if height != self.height():
            self.setFixedHeight(height)
        full = int(self.document().size().height()) > self._most
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if full else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            wants = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            control = wants == Qt.KeyboardModifier.ControlModifier
            if control or (self._enter_files and wants == Qt.KeyboardModifier.NoModifier):
                self.entered.emit()
                return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take pasted text as plain text, whatever else came with it."""
        if source.hasText():
            self.insertPlainText(source.text().replace("\x00", ""))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in passing and self.is_changed():
            self._saved = self.text()
            self.left.emit(self._saved)
