"""How many findings of each kind: a bar in parts, each with its sign and its number."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.rights.rights_map import Count
from crp_desktop.ui import icons, theme
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.chips import KINDS


def count_words(count: Count) -> str:
    """The counts in words, leaving out those that are nought."""
    parts = (
        tr("{n} strength(s)", n=count.strength) if count.strength else "",
        tr("{n} concern(s)", n=count.concern) if count.concern else "",
        tr("{n} idea(s)", n=count.idea) if count.idea else "",
        tr("{n} without a kind", n=count.unsaid) if count.unsaid else "",
    )
    return ", ".join(part for part in parts if part) or tr("None")


class CountBar(QWidget):
    """Parts as wide as their share of `largest` (or of the whole), never too narrow for sign and number.

    `largest` makes several bars comparable: the total that fills the full width. `pressed(kind)` when the mouse presses
    a part; offer a way by keys beside it.
    """

    pressed = Signal(str)

    def __init__(self, count: Count, *, largest: int = 0, name: str = "") -> None:
        super().__init__()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_counts(count, largest=largest)

    def set_counts(self, count: Count, *, largest: int = 0) -> None:
        """Show other counts."""
        self._counts = {kind.value: count.of(kind) for kind in FindingKind}
        self._largest = max(largest, count.total, 1)
        said = count_words(count)
        self.setAccessibleName(f"{self._name}: {said}" if self._name else said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    def _least(self, count: int) -> int:
        return theme.px(16 + 4 + 12) + QFontMetrics(theme.font("small")).horizontalAdvance(str(count))

    def sizeHint(self) -> QSize:
        return QSize(max(self.minimumSizeHint().width(), theme.px(160)), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        shown = [count for count in self._counts.values() if count]
        return QSize(sum(self._least(count) for count in shown) + 2 * max(len(shown) - 1, 0), theme.px(24))

    def widths(self) -> dict[str, float]:
        """Pixels for each part that is shown."""
        shown = {kind: count for kind, count in self._counts.items() if count}
        least = {kind: float(self._least(count)) for kind, count in shown.items()}
        total = sum(shown.values())
        room = (self.width() - 2 * max(len(shown) - 1, 0)) * total / self._largest
        spare = max(room - sum(least.values()), 0)
        return {kind: least[kind] + spare * count / total for kind, count in shown.items()}

    def kind_at(self, x: float) -> str:
        """The kind whose part is there, "" beside them."""
        left = 0.0
        for kind, width in self.widths().items():
            if left <= x < left + width:
                return kind
            left += width + 2
        return ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        kind = self.kind_at(event.position().x())
        if (
            kind
            and event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.pressed.emit(kind)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        if not any(self._counts.values()):
            painter.setFont(theme.font("quiet"))
            painter.setPen(theme.colour("quiet"))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), "–")
            return
        x = 0.0
        side = theme.px(14)
        painter.setFont(theme.font("small"))
        for kind, width in self.widths().items():
            part = QRectF(x, 0, width, theme.px(24))
            paint.fill(painter, part, kind, radius=5)
            icons.draw(
                painter,
                KINDS[kind],
                "on_accent",
                QRectF(x + theme.px(6), (part.height() - side) / 2, side, side),
            )
            painter.setPen(theme.colour("on_accent"))
            words = part.adjusted(theme.px(6) + side + theme.px(4), 0, 0, 0)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), str(self._counts[kind]))
            x += width + 2
