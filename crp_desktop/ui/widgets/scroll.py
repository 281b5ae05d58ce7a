"""A scroll area that never goes sideways."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class DownScroll(QScrollArea):
    """Scrolls up and down only: its content is as wide as the view, and the view never narrower than it can be."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        content.setObjectName("scrolled")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._fit()
        elif watched is self.widget() and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high inside as the content is at this width; Qt takes its height at the least width, which can be ten
        screens of nothing."""
        content = self.widget()
        layout = content.layout() if content is not None else None
        if content is None or layout is None:
            return
        width = min(self.viewport().width(), content.maximumWidth())
        follows = layout.hasHeightForWidth()
        needed = layout.totalHeightForWidth(width) if follows else layout.totalMinimumSize().height()
        if needed != content.minimumHeight():
            content.setMinimumHeight(needed)

    def minimumSizeHint(self) -> QSize:
        content = self.widget()
        inside = content.minimumSizeHint() if content is not None else QSize()
        return QSize(inside.width() + self.verticalScrollBar().sizeHint().width(), 0)
