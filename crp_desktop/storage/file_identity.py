"""Where a programme file is: whether it is still the same file, and who else may copy it about."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from crp_desktop.domain.errors import WriteFailed
from crp_desktop.domain.i18n import tr

_FOLDER_NAMES = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("icloud drive", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("mobile documents", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("nextcloud", "Nextcloud"),
)
_VARIABLES = (
    ("OneDrive", "OneDrive"),
    ("OneDriveCommercial", "OneDrive"),
    ("OneDriveConsumer", "OneDrive"),
)
_MARKERS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.drivedownload", "Google Drive"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".nextcloudsync.log", "Nextcloud"),
)


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """Which file a name stood for: the same name can come to mean another file while we have it open."""

    device: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> "FileIdentity":
        """Raises FileNotFoundError when there is none."""
        found = path.stat()
        return cls(found.st_dev, found.st_ino)


def still_there(path: Path, identity: FileIdentity) -> bool:
    """Whether `path` still is the file that was opened; SQLite itself goes on writing to one that moved."""
    try:
        return FileIdentity.of(path) == identity
    except OSError:
        return False


def require_there(path: Path, identity: FileIdentity) -> None:
    """Raises WriteFailed when the file was moved, deleted or replaced; ask before saying "saved"."""
    if not still_there(path, identity):
        raise WriteFailed(
            tr(
                "“{name}” was moved, deleted or replaced by another app while it was open.",
                name=path.name,
            ),
            safe=tr("Your work is still in this window."),
            todo=tr("Save a copy somewhere else now, then find out what moved the file."),
        )


def synced_folder(path: Path, environment: Mapping[str, str] | None = None) -> str | None:
    """The name of the service that copies this place to the internet, or None.

    Told by the names of the folders above, the variables such services set, and the hidden files they leave.
    """
    environment = os.environ if environment is None else environment
    path = Path(os.path.abspath(path))
    for name, service in _VARIABLES:
        root = environment.get(name)
        if root and path.is_relative_to(root):
            return service
    for folder in path.parents:
        lowered = folder.name.casefold()
        for start, service in _FOLDER_NAMES:
            if lowered == start or lowered.startswith((start + " -", start + "-", start + " (")):
                return service
        for marker, service in _MARKERS:
            if (folder / marker).exists():
                return service
    return None
