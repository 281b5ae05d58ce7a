"""A text with some of its words marked: an excerpt in its note, a search's words."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from crp_desktop.ui import theme


def units(text: str, place: int) -> int:
    """A place in code points as one in UTF-16 units, which Qt counts in."""
    return len(text[:place].encode("utf-16-le")) // 2


class MarkedText(QLabel):
    """Plain text that wraps anywhere it must; the marked spans (code points, end exclusive) stand on a soft ground and
    are underlined, the rest is quiet."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]], ground: str = "selected") -> None:
        super().__init__()
        self._ground = ground
        self._spans = [(units(text, low), units(text, high)) for low, high in spans if low < high]
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _laid(self, width: float) -> QTextLayout:
        layout = QTextLayout(self.text().replace("\n", "\u2028"), theme.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        layout.setFormats([self._format(low, high) for low, high in self._spans])
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout

    def _format(self, low: int, high: int) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start, made.length = low, high - low
        look = QTextCharFormat()
        look.setBackground(theme.colour(self._ground))
        look.setForeground(theme.colour("text"))
        look.setFontUnderline(True)
        look.setUnderlineColor(theme.colour("accent"))
        made.format = look
        return made

    def heightForWidth(self, width: int) -> int:
        layout = self._laid(max(width, 1))
        return int(sum(layout.lineAt(i).height() for i in range(layout.lineCount())) + 0.999)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font()).averageCharWidth() * 66
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font())
        return QSize(metrics.averageCharWidth() * 12, metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colour("quiet" if self._spans else "text"))
        self._laid(self.width()).draw(painter, QPointF(0, 0))
