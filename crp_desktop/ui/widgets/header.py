"""The top of every page: title, what the page is for, its actions, and the search box."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.ui import icons, theme
from crp_desktop.ui.commands import EVERYWHERE, command
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import Button, PressButton
from crp_desktop.ui.widgets.layout import column, row
from crp_desktop.ui.widgets.text import Label

_BESIDE_TITLE, _BESIDE_PURPOSE, _BELOW = range(3)


class SearchBox(PressButton):
    """Looks like a field and opens the palette; narrow, only its magnifier stays."""

    def __init__(self, keys: str) -> None:
        super().__init__()
        self.setText(tr("Search everything"))
        self.setAccessibleName(tr("Search everything"))
        self.setToolTip(f"{self.text()} ({keys})")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._keys = keys
        self._narrow = False

    def set_narrow(self, narrow: bool) -> None:
        """Show the magnifier only."""
        self._narrow = narrow
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        height = theme.px(34)
        if self._narrow:
            return QSize(height + 4, height)
        measure = QFontMetrics(theme.font("quiet"))
        words = measure.horizontalAdvance(self.text()) + measure.horizontalAdvance(self._keys)
        return QSize(words + theme.px(16 + 12 + 8 + 32 + 12), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        body = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        paint.fill(painter, body, "hover" if self.underMouse() else "surface", radius=8)
        if self.hasFocus():
            paint.ring(painter, QRectF(self.rect()), radius=8)
        else:
            paint.frame(painter, body, "line", radius=8)
        side = theme.px(16)
        left = (self.width() - side) / 2 if self._narrow else theme.px(12)
        icons.draw(painter, "search", "quiet", QRectF(left, (self.height() - side) / 2, side, side))
        if not self._narrow:
            painter.setFont(theme.font("quiet"))
            painter.setPen(theme.colour("quiet"))
            words = body.adjusted(theme.px(36), 0, -theme.px(12), 0)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
            painter.drawText(
                words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self._keys
            )


class Header(QWidget):
    """Shows a page's title and purpose, takes its actions in, and holds the back button and the search box."""

    def __init__(self) -> None:
        super().__init__()
        back = command(EVERYWHERE, "back")
        self.back = Button(icon="arrow-left", name=back.text, keys=back.key, kind="quiet")
        self.search = SearchBox(command(EVERYWHERE, "search").key)
        self._title = Label("", "title")
        self._purpose = Label("", ink="quiet")
        self._actions: QWidget | None = None
        self._slots = [row(gap=0) for _ in range(3)]
        self._narrow = False
        top = row(gap=4)
        top.addWidget(self._title, 1)
        top.addLayout(self._slots[_BESIDE_TITLE])
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.search, 0, Qt.AlignmentFlag.AlignVCenter)
        under = row(gap=16)
        under.addWidget(self._purpose, 1)
        under.addLayout(self._slots[_BESIDE_PURPOSE])
        self._whole = column(top, under, self._slots[_BELOW], gap=4)
        self.setLayout(self._whole)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_narrow(False)

    def title(self) -> str:
        """The title shown now."""
        return self._title.text()

    def show_page(self, title: str, purpose: str, actions: QWidget | None) -> None:
        """Show these words and this page's widget of actions; the one before stays with its page, hidden."""
        self._title.setText(title)
        self._purpose.setText(purpose)
        self._purpose.setVisible(bool(purpose))
        if self._actions is not None and self._actions is not actions:
            self._actions.hide()
        for slot in self._slots:
            if self._actions is not None:
                slot.removeWidget(self._actions)
        self._actions = actions
        self._place_actions()

    def set_narrow(self, narrow: bool) -> None:
        """Fold the search box and stand closer, for little room or large text."""
        self._narrow = narrow
        self.search.set_narrow(narrow)
        theme.space(self._whole, 4, (24, 4, 24, 4) if narrow else (24, 16, 24, 12))
        self._place_actions()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_actions()

    def _best_slot(self, width: int) -> int:
        """Beside the purpose; with little room beside the title if both fit there, else on a line of their own."""
        if not self._narrow:
            return _BESIDE_PURPOSE
        margins = self._whole.contentsMargins()
        room = self.width() - margins.left() - margins.right() - theme.px(24)
        others = sum(one.sizeHint().width() for one in (self.back, self.search) if not one.isHidden())
        return _BESIDE_TITLE if self._title.sizeHint().width() + width + others <= room else _BELOW

    def _place_actions(self) -> None:
        actions = self._actions
        inner = actions.layout() if actions is not None else None
        if actions is None or inner is None or not inner.count():
            return
        best = self._best_slot(actions.sizeHint().width())
        if self._slots[best].indexOf(actions) >= 0:
            return
        for slot in self._slots:
            slot.removeWidget(actions)
        self._slots[best].addWidget(actions, 1 if best == _BELOW else 0)
        actions.show()
