"""A plain sheet over the whole window: nothing of a programme is to be seen while it waits to be locked."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.ui import theme
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.announce import announce
from crp_desktop.ui.widgets.layout import column
from crp_desktop.ui.widgets.progress import ProgressPanel
from crp_desktop.ui.widgets.text import Label


class LockOverlay(QWidget):
    """Lies over everything in a window, menus too; no key reaches what is under it. Work under way goes on and can be
    stopped from here."""

    def __init__(self, window: QMainWindow, ops: Operations) -> None:
        super().__init__(window)
        self._window, self._ops = window, ops
        self.setAccessibleName(tr("The programme is being locked"))
        self._words = Label(tr("It will lock when this task has finished."))
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.progress = ProgressPanel()
        self.progress.cancel.setText(tr("Stop and lock now"))
        theme.size(self.progress, min_width=320, max_width=480)
        inside = column(None, self._words, gap=12, margins=48)
        inside.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(1)
        self.setLayout(inside)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ops.jobs_changed.connect(self._show_jobs)
        self.hide()

    def lay(self) -> None:
        """Cover the window now."""
        if self.isVisible():
            return
        self._window.installEventFilter(self)
        for part in self._under():
            part.setEnabled(False)
        self.setGeometry(self._window.rect())
        self._show_jobs()
        self.show()
        self.raise_()
        self.setFocus()
        self.repaint()
        announce(self, self.accessibleName())

    def lift(self) -> None:
        """Show the window again."""
        self._window.removeEventFilter(self)
        for part in self._under():
            part.setEnabled(True)
        self.hide()

    def _under(self) -> list[QWidget]:
        inside = self._window.centralWidget()
        return [self._window.menuBar(), *([inside] if inside is not None else [])]

    def _show_jobs(self) -> None:
        jobs = [job for job in self._ops.jobs if job.shown]
        words = (
            tr("It will lock when this task has finished.") if jobs else tr("The programme is being locked.")
        )
        self._words.setText(words)
        self.progress.show_job(jobs[0] if jobs else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("canvas"))
