"""Chips and marks: an article, a badge, a kind of finding, a cluster. The same chip means the same thing everywhere.

A chip can be shown only, or pressed (`clickable=True`), or taken away (`removable=True`, also with Delete), or offered
(`suggested=True`, dashed, pressing it accepts).
"""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.words import tr
from crp_desktop.ui import icons, theme
from crp_desktop.ui.widgets import paint

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
SHIELDS = {"foundational": "filled", "thematic": "outlined", "local": "dashed"}
KINDS = {"strength": "plus", "concern": "circle-alert", "idea": "lightbulb"}


class Chip(QAbstractButton):
    """A short text with a mark before it, whole in the tooltip where there was no room for it."""

    removed = Signal()

    def __init__(
        self,
        text: str,
        *,
        name: str,
        main: bool = False,
        suggested: bool = False,
        clickable: bool = False,
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._main = main
        self._suggested = suggested
        self._clickable = clickable or suggested
        self._removable = removable
        self.setText(text)
        said = name + (tr(", main") if main else "") + (tr(", suggested") if suggested else "")
        self.setAccessibleName(said)
        self.setToolTip("")
        if removable:
            self.setAccessibleDescription(tr("Press Delete to take it away."))
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if self._clickable or removable else Qt.FocusPolicy.NoFocus
        )
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def mark_width(self) -> int:
        """Pixels the mark before the text takes."""
        return 0

    def paint_mark(self, painter: QPainter, body: QRectF) -> None:
        """Paint the mark into the left of `body`."""

    def _font_kind(self) -> str:
        return "strong" if self._main else "body"

    def _extra(self) -> int:
        return theme.px(24) if self._removable else 0

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font(self._font_kind())).horizontalAdvance(self.text()) + 2
        height = theme.px(theme.TARGET if self._clickable or self._removable else 28)
        return QSize(words + self.mark_width() + self._extra() + theme.px(20) + 4, height)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), self.mark_width() + self._extra() + theme.px(48)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        high = theme.px(28)
        body = QRectF(2, (self.height() - high) / 2, self.width() - 4, high)
        lively = self._clickable and self.isEnabled()
        if self._suggested:
            if lively and (self.underMouse() or self.isDown()):
                paint.fill(painter, body, "hover")
            paint.frame(painter, body, "outline", 1.2, style=Qt.PenStyle.DashLine)
        else:
            paint.fill(
                painter, body, "pressed" if lively and (self.underMouse() or self.isDown()) else "chip"
            )
        if self.hasFocus():
            paint.ring(painter, body.adjusted(-2, -2, 2, 2), theme.RADIUS + 2)
        self.paint_mark(painter, body)
        self._paint_words(painter, body)

    def _paint_words(self, painter: QPainter, body: QRectF) -> None:
        font = theme.font(self._font_kind())
        painter.setFont(font)
        painter.setPen(theme.colour("text" if self.isEnabled() else "disabled"))
        left = body.x() + theme.px(10) + self.mark_width()
        room = body.right() - left - theme.px(8) - self._extra()
        words = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room) + 2)
        self.setToolTip(self.accessibleName() if words != self.text() else "")
        painter.drawText(
            QRectF(left, body.y(), room + 4, body.height()), int(Qt.AlignmentFlag.AlignVCenter), words
        )
        if self._removable:
            side = theme.px(14)
            cross = QRectF(body.right() - theme.px(8) - side, body.center().y() - side / 2, side, side)
            icons.draw(painter, "x", "quiet", cross)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._removable and event.position().x() > self.width() - self._extra() - theme.px(6):
            self.removed.emit()
            return
        if self._clickable:
            super().mousePressEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif self._clickable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ArticleChip(Chip):
    """An article of the Convention: an edge in its cluster's colour, its number, its short title.

    `cluster` is 1 to 9, or 0 for an article without one; `title` may be "" for a chip with the number only.
    """

    def __init__(self, number: int, title: str = "", cluster: int = 0, *, main: bool = False,
                 suggested: bool = False, clickable: bool = False, removable: bool = False) -> None:  # fmt: skip
        self._number = str(number)
        self._cluster = cluster
        name = (
            tr("Article {number}: {title}", number=number, title=title)
            if title
            else tr("Article {number}", number=number)
        )
        super().__init__(
            title, name=name, main=main, suggested=suggested, clickable=clickable, removable=removable
        )

    def _digits(self) -> int:
        return QFontMetrics(theme.font("strong")).horizontalAdvance(self._number)

    def mark_width(self) -> int:
        return self._digits() + theme.px(8 if self.text() else 0)

    def paint_mark(self, painter: QPainter, body: QRectF) -> None:
        ink = theme.cluster_token(self._cluster)
        painter.save()
        painter.setClipRect(QRectF(body.x(), body.y(), theme.px(4), body.height()))
        paint.fill(painter, body, ink)
        painter.restore()
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour(ink if self.isEnabled() else "disabled"))
        where = QRectF(body.x() + theme.px(10), body.y(), self._digits() + 2, body.height())
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), self._number)


class BadgeChip(Chip):
    """A badge: its shield (filled foundational, outlined thematic, dashed local) and its name."""

    def __init__(self, name: str, kind: str = "thematic", *, main: bool = False, suggested: bool = False,
                 clickable: bool = False, removable: bool = False) -> None:  # fmt: skip
        self._shield = SHIELDS[kind]
        word = {
            "foundational": tr("foundational badge"),
            "thematic": tr("thematic badge"),
            "local": tr("local badge"),
        }[kind]
        super().__init__(name, name=f"{name}, {word}", main=main, suggested=suggested, clickable=clickable,
                         removable=removable)  # fmt: skip

    def mark_width(self) -> int:
        return theme.px(24)

    def paint_mark(self, painter: QPainter, body: QRectF) -> None:
        side = theme.px(17)
        where = QRectF(body.x() + theme.px(9), body.center().y() - side / 2, side, side)
        paint.shield(painter, where, "badge" if self.isEnabled() else "disabled", self._shield)


class KindMark(Chip):
    """A kind of finding: plus, exclamation or bulb with its word (or another text), in its colour."""

    def __init__(self, kind: str, text: str = "") -> None:
        self._kind = kind
        super().__init__(text or label(FindingKind(kind)), name=text or label(FindingKind(kind)))

    def mark_width(self) -> int:
        return theme.px(22)

    def paint_mark(self, painter: QPainter, body: QRectF) -> None:
        paint.fill(painter, body, f"{self._kind}_soft")
        side = theme.px(16)
        where = QRectF(body.x() + theme.px(9), body.center().y() - side / 2, side, side)
        icons.draw(painter, KINDS[self._kind], self._kind, where)


class ClusterTag(Chip):
    """A cluster of the Convention: its Roman numeral in its colour and its title."""

    def __init__(self, number: int, title: str = "") -> None:
        self._number = number
        said = tr("Cluster {numeral}", numeral=ROMAN[number])
        super().__init__(title, name=f"{said}: {title}" if title else said)

    def mark_width(self) -> int:
        return QFontMetrics(theme.font("strong")).horizontalAdvance(ROMAN[self._number]) + theme.px(
            8 if self.text() else 0
        )

    def paint_mark(self, painter: QPainter, body: QRectF) -> None:
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour(theme.cluster_token(self._number)))
        where = QRectF(body.x() + theme.px(10), body.y(), self.mark_width(), body.height())
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), ROMAN[self._number])
