"""What Ctrl+Z means in a text field: the field's own undo while it has any, then the journal's."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from crp_desktop.ui.focus_filter import FocusFilter

_KEYS = QKeySequence.StandardKey


def field_undo(widget: QWidget | None) -> tuple[bool, bool]:
    """Whether a text field can undo and redo its own typing; (False, False) for anything else."""
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable(), widget.isRedoAvailable()
    if isinstance(widget, QPlainTextEdit | QTextEdit) and not widget.isReadOnly():
        return widget.document().isUndoAvailable(), widget.document().isRedoAvailable()
    return False, False


class UndoKeys(FocusFilter):
    """Watches the control with the focus and lets Ctrl+Z pass to the menu once the field has nothing to undo."""

    def watches(self, widget: QWidget) -> bool:
        return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
        ):
            can_undo, can_redo = field_undo(watched)
            if (event.matches(_KEYS.Undo) and not can_undo) or (event.matches(_KEYS.Redo) and not can_redo):
                event.ignore()
                return True
        return False
