"""A blank screen over everything: nothing of a session is to be seen until the key that brings it back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.ui import theme
from crp_desktop.ui.widgets.layout import column
from crp_desktop.ui.widgets.text import Label


class HideScreen(QDialog):
    """Modal, so that no key reaches what is under it. Escape takes it away, or the passphrase when `check` is given.

    What was being typed stays in its field. `why` stands above, when the screen hides for a reason to be told.
    """

    def __init__(
        self, window: QWidget | None, check: Callable[[str], bool] | None = None, why: str = ""
    ) -> None:
        super().__init__(window, Qt.WindowType.FramelessWindowHint)
        self._check = check
        self.setWindowTitle(tr("CRP Desktop"))
        told = tr("Type the passphrase, then press Enter") if check else tr("Press Escape to show the screen")
        self._words = Label(told, ink="quiet")
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(tr("The screen is hidden"))
        self.setAccessibleDescription(told)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(tr("Passphrase"))
        self.field.returnPressed.connect(self._try)
        self.field.setVisible(check is not None)
        theme.size(self.field, min_width=320, max_width=320)
        layout = column(None, gap=12, margins=48)
        if why:
            layout.addWidget(Label(why), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._words)
        layout.addWidget(self.field, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.setLayout(layout)

    def _try(self) -> None:
        if self._check is not None and self._check(self.field.text()):
            self.accept()
        else:
            self.field.clear()
            self._words.setText(tr("That is not the passphrase. Try again."))

    def reject(self) -> None:
        """Escape, or closing the window: only without a passphrase."""
        if self._check is None:
            self.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("canvas"))
