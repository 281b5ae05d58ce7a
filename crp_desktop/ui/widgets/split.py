"""A main pane with side panes that fold into buttons when there is no room for them."""

from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.ui import focus, theme
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import column, row
from crp_desktop.ui.widgets.scroll import DownScroll
from crp_desktop.ui.widgets.text import Heading

_GAP = 16


class SidePane(QWidget):
    """One side pane: beside the main one, or as a drawer over it with a close button."""

    def __init__(self, content: QWidget, title: str, width: int) -> None:
        super().__init__()
        self.width_at_100 = width
        self.drawer = False
        self.setAccessibleName(title)
        self.close_button = Button(icon="x", name=tr("Close {pane}", pane=title), kind="quiet")
        self._heading = Heading(title, "strong")
        self._top = QWidget()
        top = row(gap=8, margins=(16, 8, 8, 0))
        top.addWidget(self._heading, 1)
        top.addWidget(self.close_button)
        self._top.setLayout(top)
        layout = column(self._top, gap=0)
        self._scroll = DownScroll(content)
        layout.addWidget(self._scroll, 1)
        self.setLayout(layout)
        self.set_drawer(False)

    def to_top(self) -> None:
        """Show its content from the top."""
        self._scroll.verticalScrollBar().setValue(0)

    def set_drawer(self, drawer: bool) -> None:
        """Look like a drawer or like a part of the page."""
        self.drawer = drawer
        self._top.setVisible(drawer)
        layout = self.layout()
        assert layout is not None
        theme.space(layout, 0, (16, 8, 16, 16) if drawer else (0, 0, 0, 0))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.drawer:
            painter = QPainter(self)
            paint.smooth(painter)
            paint.fill(painter, QRectF(self.rect()), "surface", radius=10)
            paint.frame(painter, QRectF(self.rect()), "line", radius=10)


class SplitPane(QWidget):
    """`left` and `right` are (widget, title, width in pixels at 100%) or None; `main_width` is what the main one needs.

    Folded, each side pane is a button above the main pane that opens it over the page; Escape closes it again.
    With `foot`, the buttons stand in a bar below the main pane, with those widgets between them; it never scrolls.
    With `beside`, a layout of the page's own that stands above, they join that instead and take no line of their own.
    `wide_drawers` makes an open pane as wide as the page.
    """

    folded_changed = Signal(bool)

    def __init__(
        self,
        main: QWidget,
        *,
        left: tuple[QWidget, str, int] | None = None,
        right: tuple[QWidget, str, int] | None = None,
        main_width: int = 480,
        foot: tuple[QWidget, ...] = (),
        beside: QLayout | None = None,
        wide_drawers: bool = False,
    ) -> None:
        super().__init__()
        self._main_width = main_width
        self.folded = False
        self._bar = QWidget(self)
        self._bar.setLayout(row(*foot, gap=8 if foot else 4))
        self._below = bool(foot)
        self._beside, self._wide_drawers = beside, wide_drawers
        self.left = self._side(left)
        self.main = main
        main.setParent(self)
        main.show()
        self.right = self._side(right)
        self.buttons: dict[SidePane, Button] = {}
        for pane in self._panes():
            self._add_button(pane)
        if beside is None:
            self._bar_layout().insertStretch(0 if self.left is None else 1, 1)
        self._bar.setVisible(self._below)
        if self._below:
            self._bar.raise_()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _side(self, given: tuple[QWidget, str, int] | None) -> SidePane | None:
        if given is None:
            return None
        pane = SidePane(*given)
        pane.setParent(self)
        pane.show()
        return pane

    def _panes(self) -> list[SidePane]:
        return [pane for pane in (self.left, self.right) if pane is not None]

    def _add_button(self, pane: SidePane) -> None:
        icon = "panel-left" if pane is self.left else "panel-right"
        button = Button(pane.accessibleName().replace("&", "&&"), partial(self.toggle, pane), icon=icon)
        pane.close_button.clicked.connect(partial(self._close, pane))
        self.buttons[pane] = button
        if self._beside is None:
            self._bar_layout().insertWidget(0 if pane is self.left else -1, button)
        else:
            self._beside.addWidget(button)
        button.setVisible(not self._below and self._beside is None)

    def _bar_layout(self) -> QHBoxLayout:
        bar = self._bar.layout()
        assert isinstance(bar, QHBoxLayout)
        return bar

    def minimumSizeHint(self) -> QSize:
        bar = self._bar.minimumSizeHint() if self._panes() and self._beside is None else QSize()
        main = self.main.minimumSizeHint()
        return QSize(max(main.width(), bar.width()), main.height() + bar.height() + theme.px(8))

    def sizeHint(self) -> QSize:
        sides = sum(theme.px(pane.width_at_100 + _GAP) for pane in self._panes())
        return QSize(theme.px(self._main_width) + sides, max(self.main.sizeHint().height(), theme.px(360)))

    def _arrange(self) -> None:
        sides = sum(theme.px(pane.width_at_100 + _GAP) for pane in self._panes())
        needed = max(theme.px(self._main_width), self.main.minimumSizeHint().width()) + sides
        self._fold(bool(self._panes()) and self.width() < needed)
        area = self.rect()
        height = self._bar.sizeHint().height()
        above = self.folded and self._beside is None and not self._below
        if self._below:
            self._bar.setGeometry(0, self.height() - height, self.width(), height)
            area.setBottom(self.height() - height - theme.px(8))
        if self.folded:
            if above:
                self._bar.setGeometry(0, 0, self.width(), height)
                area.setTop(height + theme.px(8))
            for pane in self._panes():
                width = min(
                    max(theme.px(pane.width_at_100 + 32), pane.minimumSizeHint().width()), self.width()
                )
                width = self.width() if self._wide_drawers else width
                x = 0 if pane is self.left else self.width() - width
                pane.setGeometry(x, area.top(), width, area.height())
        else:
            for pane in self._panes():
                width = theme.px(pane.width_at_100)
                pane.setGeometry(0 if pane is self.left else self.width() - width, 0, width, area.height())
                if pane is self.left:
                    area.setLeft(width + theme.px(_GAP))
                else:
                    area.setRight(self.width() - width - theme.px(_GAP))
        self.main.setGeometry(area)

    def _fold(self, folded: bool) -> None:
        if folded == self.folded:
            return
        self.folded = folded
        self._bar.setVisible((folded and self._beside is None) or self._below)
        for pane in self._panes():
            self.buttons[pane].setVisible(folded and (self._beside is None or self.isVisible()))
            pane.set_drawer(folded)
            pane.setVisible(not folded)
        self.folded_changed.emit(folded)

    def toggle(self, pane: SidePane) -> None:
        """Open a folded pane over the page and go into it, or close it."""
        if pane.isVisibleTo(self):
            self._close(pane)
            return
        for other in self._panes():
            other.setVisible(other is pane)
        pane.raise_()
        inside = focus.reading_order(pane)
        (inside[1] if len(inside) > 1 else inside[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self, pane: SidePane) -> None:
        pane.hide()
        self.buttons[pane].setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lend(self.folded)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._lend(False)

    def _lend(self, shown: bool) -> None:
        """Buttons that stand in the page's own layout come and go with the panes they open."""
        for button in self.buttons.values() if self._beside is not None else ():
            button.setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        open_one = next((pane for pane in self._panes() if self.folded and pane.isVisible()), None)
        if event.key() == Qt.Key.Key_Escape and open_one is not None:
            self._close(open_one)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.StyleChange):
            self.updateGeometry()
            self._arrange()
        return super().event(event)
