"""Words on screen: plain text that wraps anywhere it must, so that nothing is cut and nothing pushes sideways."""

import unicodedata
from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from crp_desktop.ui import theme

_ENDLESS = 1 << 20


@lru_cache(maxsize=2048)
def _extent(text: str, key: str, width: int) -> tuple[int, int]:
    """Natural width and height of `text` in the font `key`, wrapped at `width` pixels; pure, so remembered."""
    font = QFont()
    font.fromString(key)
    font.setFamilies(QApplication.font().families())  # a font written as text names the first family only
    laid = _laid(text, font, width)
    return _width_of(laid), _height_of(laid)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction goes from right to left."""
    strong = next((way for way in map(unicodedata.bidirectional, text) if way in ("L", "R", "AL")), "L")
    return strong != "L"


def _laid(text: str, font: QFont, width: int) -> list[QTextLayout]:
    """One finished layout a paragraph, each `width` wide, long words broken when they must be."""
    made = []
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if width < _ENDLESS and is_right_to_left(paragraph):
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        made.append(layout)
    return made


def _width_of(laid: list[QTextLayout]) -> int:
    return max(
        (int(one.lineAt(i).naturalTextWidth()) + 1 for one in laid for i in range(one.lineCount())), default=0
    )


def _height_of(laid: list[QTextLayout]) -> int:
    return int(sum(one.lineAt(i).height() for one in laid for i in range(one.lineCount())) + 0.999)


def text_height(text: str, kind: str, width: int) -> int:
    """Pixels that `text` takes when wrapped at `width` pixels, for widgets that paint themselves."""
    return _extent(text, theme.font(kind).toString(), max(width, 1))[1] if text else 0


def draw_text(painter: QPainter, where: QRectF, text: str, kind: str, ink: str) -> int:
    """Paint wrapped text from the top left of `where`, as wide as it; the height it took."""
    painter.setPen(theme.colour(ink))
    laid = _laid(text, theme.font(kind), max(int(where.width()), 1))
    y = where.y()
    for one in laid:
        one.draw(painter, QPointF(where.x(), y))
        y += _height_of([one])
    return int(y - where.y()) if text else 0


class Label(QLabel):
    """Plain text of one kind (`theme.TYPES`) in one ink (a token); wraps, even inside a word of 300 letters.

    `wrap=False` keeps it on one line at its full width: for short words of our own only.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "body",
        ink: str = "text",
        *,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._ink = ink
        self._know_font()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self._use_font()

    def set_ink(self, ink: str) -> None:
        """Paint in another token."""
        self._ink = ink
        self.update()

    def set_kind(self, kind: str) -> None:
        """Use another kind of text."""
        self._kind = kind
        self._use_font()

    def _use_font(self) -> None:
        self.setFont(theme.font(self._kind))
        self._know_font()
        self.updateGeometry()

    def _know_font(self) -> None:
        """What measuring needs of the font, remembered: layouts measure a page's labels a hundred times a keystroke."""
        metrics = QFontMetrics(self.font())
        self._font_key = self.font().toString()
        self._letter, self._line = metrics.averageCharWidth(), metrics.height()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._know_font()
        if event.type() == QEvent.Type.StyleChange and self.font() != theme.font(self._kind):
            self._use_font()

    def _space(self) -> tuple[int, int]:
        inset = self.contentsMargins()
        return inset.left() + inset.right(), inset.top() + inset.bottom()

    def sizeHint(self) -> QSize:
        across, down = self._space()
        width, height = _extent(self.text(), self._font_key, _ENDLESS)
        measure = self._letter * 66
        if self.wordWrap() and width > measure:
            width, height = _extent(self.text(), self._font_key, measure)
        return QSize(width + across, height + down)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        if self.wordWrap():
            hint.setWidth(min(hint.width(), self._letter * 12))
        return hint if not self.wordWrap() else QSize(hint.width(), self._line)

    def hasHeightForWidth(self) -> bool:
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        across, down = self._space()
        least = self.minimumSizeHint().width() - across
        return _extent(self.text(), self._font_key, max(width - across, least, 1))[1] + down

    def needed(self) -> QSize:
        """The size the whole text takes at the label's present width; larger than `size()` means it is cut."""
        if not self.wordWrap():
            return self.sizeHint()
        return QSize(self.minimumSizeHint().width(), self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        area = self.contentsRect()
        painter = QPainter(self)
        painter.setPen(theme.colour(self._ink if self.isEnabled() else "disabled"))
        laid = _laid(self.text(), self.font(), area.width() if self.wordWrap() else _ENDLESS)
        y = float(area.y())
        slack = area.height() - _height_of(laid)
        if slack > 0 and self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            y += slack / 2
        x = float(area.x())
        for one in laid:
            shift = 0.0
            if self.wordWrap() and self.alignment() & Qt.AlignmentFlag.AlignHCenter:
                shift = (area.width() - _width_of([one])) / 2
            one.draw(painter, QPointF(x + shift, y))
            y += _height_of([one])


class OneLine(Label):
    """A label that is always one line high: what does not fit ends in “…” and stands whole in the tooltip."""

    def __init__(self, kind: str = "quiet", ink: str = "quiet") -> None:
        super().__init__("", kind, ink, wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._letter * 12, self._line)

    def needed(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        area = self.contentsRect()
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        if self.toolTip() != (whole := self.text() if shown != self.text() else ""):
            self.setToolTip(whole)
        painter = QPainter(self)
        painter.setPen(theme.colour(self._ink if self.isEnabled() else "disabled"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), shown)


class Heading(Label):
    """A heading inside a page; the window writes the page's own title."""

    def __init__(self, text: str, kind: str = "section", parent: QWidget | None = None) -> None:
        super().__init__(text, kind, parent=parent)


class Quiet(Label):
    """A second line: a hint, a date, a count."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "quiet", "quiet", parent=parent)


def labelled(text: str, control: QWidget) -> Label:
    """The visible label of a form control, which also takes it as its accessible name; show it above the control."""
    if not control.accessibleName():
        control.setAccessibleName(text)
    return Label(text, "strong")
