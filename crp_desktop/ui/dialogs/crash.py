"""Something nobody expected: what happened, what is safe, what to do, and the details to copy."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.errors import unexpected
from crp_desktop.ui.widgets.problem_bar import problem_words
from crp_desktop.ui.widgets.text import Quiet


class CrashDialog(Dialog):
    """Shows the details that `errors.describe` made: they hold no text that anybody typed."""

    def __init__(self, parent: QWidget | None, details: str) -> None:
        problem = unexpected()
        super().__init__(parent, problem.what, width=600)
        self._details = details
        self.body.addWidget(problem_words(problem))
        self.body.addWidget(Quiet(tr("Details, without anything you wrote:")))
        field = QPlainTextEdit(details)
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        field.setAccessibleName(tr("Details"))
        theme.size(field, min_height=140)
        self.body.addWidget(field)
        self.add_button(tr("Carry on"), kind="primary", default=True)
        self.add_button(tr("Copy details"), self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
