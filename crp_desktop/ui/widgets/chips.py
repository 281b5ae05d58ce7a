"""Chips and marks: an article, a badge, a kind of finding, a cluster. The same chip means the same thing everywhere.

`ArticleChip`, `BadgeChip`, `KindMark` and `ClusterTag` are words to read. `ArticleButton` and `BadgeButton` look the
same and can be pressed (`clicked`), taken away (`removable=True`: `removed`, also with Delete) or, when they are only
offered (`suggested=True`, dashed), accepted by pressing.
"""

from html import escape

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.domain.labels import label
from crp_desktop.ui import icons, theme
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import PressButton

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
SHIELDS = {"foundational": "filled", "thematic": "outlined", "local": "dashed"}
KINDS = {"strength": "plus", "concern": "circle-alert", "idea": "lightbulb", "unsaid": "circle-help"}


class Mark:
    """What stands before a chip's words, and the ground it gives the chip."""

    ground = "chip"
    edge = ""

    def width(self) -> int:
        """Device-independent pixels the mark takes, the gap after it included."""
        raise NotImplementedError

    def paint(self, painter: QPainter, left: float, body: QRectF, enabled: bool) -> None:
        """Paint the mark from `left` on, centred in `body`."""
        raise NotImplementedError


class _Letters(Mark):
    """A number or numeral in a colour; with an edge of the same colour for an article."""

    def __init__(self, letters: str, ink: str, *, gap: bool, edge: bool) -> None:
        self._letters, self._ink, self._gap = letters, ink, gap
        self.edge = ink if edge else ""

    def width(self) -> int:
        return QFontMetrics(theme.font("strong")).horizontalAdvance(self._letters) + theme.px(
            8 if self._gap else 0
        )

    def paint(self, painter: QPainter, left: float, body: QRectF, enabled: bool) -> None:
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour(self._ink if enabled else "disabled"))
        where = QRectF(left, body.y(), self.width() + 2, body.height())
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), self._letters)


class _Shield(Mark):
    def __init__(self, kind: str) -> None:
        self._style = SHIELDS[kind]

    def width(self) -> int:
        return theme.px(24)

    def paint(self, painter: QPainter, left: float, body: QRectF, enabled: bool) -> None:
        side = theme.px(17)
        where = QRectF(left - 1, body.center().y() - side / 2, side, side)
        paint.shield(painter, where, "badge" if enabled else "disabled", self._style)


class _Sign(Mark):
    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.ground = f"{kind}_soft"

    def width(self) -> int:
        return theme.px(22)

    def paint(self, painter: QPainter, left: float, body: QRectF, enabled: bool) -> None:
        side = theme.px(16)
        where = QRectF(left - 1, body.center().y() - side / 2, side, side)
        icons.draw(painter, KINDS[self._kind], self._kind if enabled else "disabled", where)


class _Face:
    """Measures and paints a chip; shared by the label and the button. What was measured is remembered until `forget`:
    layouts ask for the height of each chip of a page some hundred times."""

    def __init__(self, mark: Mark, text: str, main: bool) -> None:
        self.mark = mark
        self.words = text
        self.main = main
        self._sizes: dict[tuple[int, int], QSize] = {}
        self._heights: dict[tuple[int, int], int] = {}

    def forget(self, event: QEvent) -> None:
        """Measure anew after a change of the font or the style."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._sizes.clear()
            self._heights.clear()

    def kind(self) -> str:
        """The kind of text, see `theme.TYPES`: a main one is strong."""
        return "strong" if self.main else "body"

    def size(self, extra: int, height: int) -> QSize:
        """Natural size with `extra` pixels after the words."""
        known = self._sizes.get((extra, height))
        if known is None:
            wide = self._words_width() + self.mark.width() + extra + theme.px(20) + 4
            known = self._sizes[(extra, height)] = QSize(wide, theme.px(height))
        return QSize(known)

    def height(self, width: int, extra: int) -> int:
        """How high the chip itself is when it is `width` pixels wide: its words wrap."""
        known = self._heights.get((width, extra))
        if known is None:
            known = self._heights[(width, extra)] = self._measured_height(width, extra)
        return known

    def _measured_height(self, width: int, extra: int) -> int:
        room = width - self.size(extra, 0).width() + self._words_width()
        if room >= self._words_width():
            return theme.px(28)
        laid = self._laid(max(room, theme.px(32)))
        return max(int(laid.boundingRect().height() + 0.99) + theme.px(8), theme.px(28))

    def _words_width(self) -> int:
        return QFontMetrics(theme.font(self.kind())).horizontalAdvance(self.words) + 2

    def _laid(self, width: float) -> QTextLayout:
        """The words in lines of at most this width, broken between words where that can be."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        laid = QTextLayout(self.words, theme.font(self.kind()))
        laid.setTextOption(option)
        laid.beginLayout()
        y = 0.0
        while (line := laid.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height()
        laid.endLayout()
        return laid

    def paint(self, widget: QWidget, painter: QPainter, ground: str, extra: int) -> QRectF:
        """Paint ground, mark and words; the body of the chip."""
        high = min(self.height(widget.width(), extra - theme.px(6)), max(widget.height(), theme.px(28)))
        body = QRectF(2, (widget.height() - high) / 2, widget.width() - 4, high)
        paint.smooth(painter)
        if ground:
            paint.fill(painter, body, ground)
        else:
            paint.frame(painter, body, "outline", 1.2, style=Qt.PenStyle.DashLine)
        if self.mark.edge:
            painter.save()
            painter.setClipRect(QRectF(body.x(), body.y(), theme.px(4), body.height()))
            paint.fill(painter, body, self.mark.edge)
            painter.restore()
        left = body.x() + theme.px(10)
        self.mark.paint(painter, left, body, widget.isEnabled())
        left += self.mark.width()
        self._paint_words(widget, painter, QRectF(left, body.y(), body.right() - left - extra, body.height()))
        return body

    def _paint_words(self, widget: QWidget, painter: QPainter, room: QRectF) -> None:
        font = theme.font(self.kind())
        painter.setFont(font)
        painter.setPen(theme.colour("text" if widget.isEnabled() else "disabled"))
        least = room.width() - theme.px(4) + 1
        said = QFontMetrics(font).elidedText(self.words, Qt.TextElideMode.ElideRight, int(least))
        laid = self._laid(room.width() - theme.px(4)) if said != self.words else None
        wraps = laid is not None and laid.boundingRect().height() <= room.height()
        widget.setToolTip(escape(widget.accessibleName()) if said != self.words and not wraps else "")
        if laid is not None and wraps:
            laid.draw(painter, QPointF(room.x(), room.center().y() - laid.boundingRect().height() / 2))
        else:
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), said)


def _wrapping() -> QSizePolicy:
    """As wide as the words at most, as high as they need when they wrap."""
    policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


class Chip(QLabel):
    """A chip to read."""

    def __init__(self, mark: Mark, text: str, name: str, *, main: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._face = _Face(mark, text, main)
        self.setText(text)
        self.setAccessibleName(tr("{name}, main", name=name) if main else name)
        self.setSizePolicy(_wrapping())

    def changeEvent(self, event: QEvent) -> None:
        self._face.forget(event)
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return self._face.size(0, 28)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._face.height(width, 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint().boundedTo(QSize(self._face.mark.width() + theme.px(64), 1 << 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._face.paint(self, QPainter(self), self._face.mark.ground, theme.px(6))


class ChipButton(PressButton):
    """A chip to press, to take away, or to accept."""

    removed = Signal()

    def __init__(
        self,
        mark: Mark,
        text: str,
        name: str,
        *,
        main: bool = False,
        suggested: bool = False,
        removable: bool = False,
    ) -> None:
        super().__init__()
        self._face = _Face(mark, text, main)
        self._suggested = suggested
        self._removable = removable
        self.setText(text)
        name = tr("{name}, main", name=name) if main else name
        self.setAccessibleName(tr("{name}, suggested", name=name) if suggested else name)
        if removable:
            self.setAccessibleDescription(tr("Press Delete to remove it."))
        self.setSizePolicy(_wrapping())

    def changeEvent(self, event: QEvent) -> None:
        self._face.forget(event)
        super().changeEvent(event)

    def _extra(self) -> int:
        return theme.px(28) if self._removable else theme.px(6)

    def sizeHint(self) -> QSize:
        return self._face.size(self._extra() - theme.px(6), theme.TARGET)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        high = self._face.height(width, self._extra() - theme.px(6))
        return max(high + 4, theme.px(theme.TARGET))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint().boundedTo(
            QSize(self._face.mark.width() + self._extra() + theme.px(64), 1 << 14)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        lively = self.isEnabled() and (self.underMouse() or self.isDown())
        rest = "" if self._suggested else self._face.mark.ground
        body = self._face.paint(self, painter, "pressed" if lively else rest, self._extra())
        if self._suggested and lively:
            paint.frame(painter, body, "outline", 1.2, style=Qt.PenStyle.DashLine)
        if self._removable:
            side = theme.px(14)
            cross = QRectF(body.right() - theme.px(8) - side, body.center().y() - side / 2, side, side)
            icons.draw(painter, "x", "quiet", cross)
        if self.hasFocus():
            paint.ring(painter, body.adjusted(-2, -2, 2, 2), theme.RADIUS + 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._removable and event.position().x() > self.width() - self._extra():
            self.removed.emit()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


def _article(number: int, title: str, cluster: int) -> tuple[Mark, str, str]:
    mark = _Letters(str(number), theme.cluster_token(cluster), gap=bool(title), edge=True)
    if title:
        return mark, title, tr("Article {number}: {title}", number=number, title=title)
    return mark, "", tr("Article {number}", number=number)


def _badge(name: str, kind: str) -> tuple[Mark, str, str]:
    word = {
        "foundational": tr("foundational badge"),
        "thematic": tr("thematic badge"),
        "local": tr("local badge"),
    }[kind]
    return _Shield(kind), name, f"{name}, {word}"


class ArticleChip(Chip):
    """An article: an edge in its cluster's colour, its number, its short title ("" for the number only).

    `cluster` is 1 to 9, or 0 for an article without one.
    """

    def __init__(self, number: int, title: str = "", cluster: int = 0, *, main: bool = False) -> None:
        super().__init__(*_article(number, title, cluster), main=main)


class ArticleButton(ChipButton):
    """An article to press, take away or accept."""

    def __init__(
        self,
        number: int,
        title: str = "",
        cluster: int = 0,
        *,
        main: bool = False,
        suggested: bool = False,
        removable: bool = False,
    ) -> None:
        super().__init__(
            *_article(number, title, cluster), main=main, suggested=suggested, removable=removable
        )


class BadgeChip(Chip):
    """A badge: its shield (filled foundational, outlined thematic, dashed local) and its name."""

    def __init__(self, name: str, kind: str, *, main: bool = False) -> None:
        super().__init__(*_badge(name, kind), main=main)


class BadgeButton(ChipButton):
    """A badge to press, take away or accept."""

    def __init__(
        self, name: str, kind: str, *, main: bool = False, suggested: bool = False, removable: bool = False
    ) -> None:
        super().__init__(*_badge(name, kind), main=main, suggested=suggested, removable=removable)


class KindMark(Chip):
    """A kind of finding: plus, exclamation or bulb with its word (or another text), in its colour."""

    def __init__(self, kind: str, text: str = "") -> None:
        words = text or label(FindingKind(kind))
        super().__init__(_Sign(kind), words, words)


class ClusterTag(Chip):
    """A cluster of the Convention: its Roman numeral in its colour and its title."""

    def __init__(self, number: int, title: str = "") -> None:
        said = tr("Cluster {numeral}", numeral=ROMAN[number])
        mark = _Letters(ROMAN[number], theme.cluster_token(number), gap=bool(title), edge=False)
        super().__init__(mark, title, f"{said}: {title}" if title else said)
