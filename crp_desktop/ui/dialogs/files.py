"""Asking where a file is or should go."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from crp_desktop.domain.words import tr


def programmes() -> str:
    """The filter for programme files."""
    return tr("Programmes (*.crp);;All files (*)")


def ask_open(parent: QWidget, title: str, filters: str) -> Path | None:
    """The file the person chose, or None."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), filters)
    return Path(chosen) if chosen else None


def ask_save(parent: QWidget, title: str, suggested: str, filters: str) -> Path | None:
    """Where the person wants a new file, with the suggestion's ending when none was typed; or None."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home() / suggested), filters)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(Path(suggested).suffix)
