"""Asking where a file is or should go.

Always with Qt's own dialog: the operating system's stops the clock that locks the programme, and locking could not
close it.
"""

from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, QUrl
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.ui import icons, theme

_WIDTH, _HEIGHT = 820, 520
_ICONS = {
    "backButton": "arrow-left",
    "forwardButton": "arrow-right",
    "toParentButton": "arrow-up",
    "newFolderButton": "plus",
    "listModeButton": "layout-grid",
    "detailModeButton": "list",
}


def programmes() -> str:
    """The filter for programme files."""
    return tr("Programmes (*.crp);;All files (*)")


def ask_open(parent: QWidget, title: str, filters: str) -> Path | None:
    """The file the person chose, or None."""
    dialog = _dialog(parent, title, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _asked(dialog)


def ask_save(parent: QWidget, title: str, suggested: str, filters: str) -> Path | None:
    """Where the person wants a new file, with the suggestion's ending when none was typed; or None."""
    dialog = _dialog(parent, title, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(Path(suggested).suffix.lstrip("."))
    dialog.selectFile(suggested)
    return _asked(dialog)


def _dialog(parent: QWidget, title: str, filters: str) -> QFileDialog:
    """In the folder of the last file that was chosen, at first in the home folder."""
    dialog = QFileDialog(parent, title, "", filters)
    if dialog.directory() == QDir.current():
        dialog.setDirectory(str(Path.home()))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setSidebarUrls([QUrl("file:"), *(QUrl.fromLocalFile(place) for place in _places())])
    for button in dialog.findChildren(QToolButton):
        if name := _ICONS.get(button.objectName()):
            button.setIcon(icons.icon(name))
    room = dialog.screen().availableGeometry()
    dialog.resize(min(theme.px(_WIDTH), room.width() - 64), min(theme.px(_HEIGHT), room.height() - 96))
    return dialog


def _places() -> list[str]:
    """The person's own folders, those that are there."""
    kinds = QStandardPaths.StandardLocation
    found = [
        QStandardPaths.writableLocation(kind)
        for kind in (
            kinds.HomeLocation,
            kinds.DesktopLocation,
            kinds.DocumentsLocation,
            kinds.DownloadLocation,
        )
    ]
    return [place for place in dict.fromkeys(found) if place and Path(place).is_dir()]


def _asked(dialog: QFileDialog) -> Path | None:
    chosen = dialog.selectedFiles() if dialog.exec() == QFileDialog.DialogCode.Accepted else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None
