"""One person's settings on this computer, in a small JSON file. Never a word of a programme in it."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from crp_desktop import private
from crp_desktop.domain.ids import new_id

LONGEST_LOCK = 240
"""The most minutes without a key or a click until the programme locks."""

_LONGEST_ID = 100


@dataclass(slots=True)
class _Values:
    device_id: str = field(default_factory=new_id)
    theme: str = "system"
    text_size: int = 100
    last_file: str = ""
    recent_files: list[str] = field(default_factory=list)
    geometry: str = ""
    last_pages: dict[str, str] = field(default_factory=dict)
    auto_lock_minutes: int = 15
    hide_asks: bool = False
    print_options: dict[str, str] = field(default_factory=dict)
    told_about_paper: bool = False


class Preferences(QObject):
    """Read once from `path`, written on every change; a file that cannot be read is set aside and started anew.

    `changed` carries the name of the setting. `write_failed` carries the OSError: a setting then lasts for this
    session only.
    """

    changed = Signal(str)
    write_failed = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._values, known = _read(path)
        if not known:
            self._save()

    @property
    def device_id(self) -> str:
        """This laptop's identity in the journal, made once."""
        return self._values.device_id

    @property
    def theme(self) -> str:
        """ "system", "light" or "dark"."""
        return self._values.theme

    @property
    def text_size(self) -> int:
        """Per cent, 100 to 200."""
        return self._values.text_size

    @property
    def auto_lock_minutes(self) -> int:
        """Minutes without a key or a click before the programme locks; 0 for never."""
        return self._values.auto_lock_minutes

    @property
    def hide_asks(self) -> bool:
        """Whether a hidden screen asks for the passphrase; Escape brings it back otherwise."""
        return self._values.hide_asks

    def set_hide_asks(self, asks: bool) -> None:
        """Choose whether a hidden screen asks for the passphrase."""
        self._set("hide_asks", asks)

    @property
    def last_file(self) -> str:
        """The programme that was open last, "" for none."""
        return self._values.last_file

    @property
    def recent_files(self) -> tuple[str, ...]:
        """Programmes opened lately, newest first, at most eight."""
        return tuple(self._values.recent_files)

    @property
    def geometry(self) -> bytes:
        """`QWidget.saveGeometry()` of the main window."""
        return bytes.fromhex(self._values.geometry)

    def last_place(self, file: str) -> str:
        """The place that was open last in a programme, as `Place.to_text` wrote it; "" if unknown."""
        return self._values.last_pages.get(file, "")

    @property
    def told_about_paper(self) -> bool:
        """Whether this person has read that paper and saved PDFs are outside the encrypted programme."""
        return self._values.told_about_paper

    def set_told_about_paper(self) -> None:
        """They have read it now."""
        self._set("told_about_paper", True)

    def print_option(self, document: str, option: str) -> str | None:
        """What was chosen last for an option of a kind of document, or None."""
        return self._values.print_options.get(f"{document}:{option}")

    def set_print_option(self, document: str, option: str, value: str) -> None:
        """Remember what was chosen for an option of a kind of document."""
        self._set("print_options", {**self._values.print_options, f"{document}:{option}": value})

    def set_theme(self, theme: str) -> None:
        """Choose "system", "light" or "dark"."""
        if theme not in ("system", "light", "dark"):
            raise ValueError(theme)
        self._set("theme", theme)

    def set_text_size(self, per_cent: int) -> None:
        """Choose a text size; kept within 100 and 200."""
        self._set("text_size", min(max(per_cent, 100), 200))

    def set_auto_lock_minutes(self, minutes: int) -> None:
        """Choose when to lock; 0 for never."""
        self._set("auto_lock_minutes", min(max(minutes, 0), LONGEST_LOCK))

    def set_geometry(self, geometry: bytes) -> None:
        """Remember where the window was."""
        self._set("geometry", geometry.hex())

    def opened(self, file: str) -> None:
        """Remember a programme as the last one open."""
        others = [one for one in self._values.recent_files if one != file]
        self._values.recent_files = [file, *others][:8]
        self._set("last_file", file)

    def forget(self, file: str) -> None:
        """Take a programme off the list of recent ones."""
        self._values.recent_files = [one for one in self._values.recent_files if one != file]
        self._values.last_pages.pop(file, None)
        self._set("last_file", "" if self.last_file == file else self.last_file, always=True)

    def set_last_place(self, file: str, place: str) -> None:
        """Remember the place open in a programme."""
        if self._values.last_pages.get(file) != place:
            self._set("last_pages", {**self._values.last_pages, file: place})

    def _set(self, name: str, value: object, *, always: bool = False) -> None:
        if getattr(self._values, name) != value or always or name == "last_file":
            setattr(self._values, name, value)
            self._save()
            self.changed.emit(name)

    def _save(self) -> None:
        part = self._path.with_name(self._path.name + ".part")
        try:
            private.make_folder(self._path.parent)
            private.write_text(part, json.dumps(asdict(self._values), indent=1))
            os.replace(part, self._path)
        except OSError as error:
            self.write_failed.emit(error)


def _read(path: Path) -> tuple[_Values, bool]:
    """The settings in the file, and whether there were any to read.

    Only a file that this program wrote, as its `device_id` shows, may say that the programme never locks.
    """
    values = _Values()
    found = _object_in(path)
    if found is None:
        return values, False
    known = _fits("device_id", found.get("device_id"), values.device_id)
    for one in fields(values):
        value = found.get(one.name)
        never = one.name == "auto_lock_minutes" and value == 0
        if _fits(one.name, value, getattr(values, one.name)) and (known or not never):
            setattr(values, one.name, value)
    return values, known


def _object_in(path: Path) -> dict[str, Any] | None:
    """The JSON object in the file; one that holds anything else is set aside as NAME.unreadable."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return None
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        return found
    with suppress(OSError):
        os.replace(path, path.with_name(path.name + ".unreadable"))
    return None


def _fits(name: str, value: object, default: object) -> bool:
    """Whether a value from a file that anybody may have edited can be used."""
    if type(value) is not type(default):
        return False
    if isinstance(value, int):
        return 100 <= value <= 200 if name == "text_size" else 0 <= value <= LONGEST_LOCK
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    if isinstance(value, dict):
        return all(isinstance(item, str) for pair in value.items() for item in pair)
    if name == "theme":
        return value in ("system", "light", "dark")
    if name == "geometry":
        return all(c in "0123456789abcdef" for c in str(value)) and len(str(value)) % 2 == 0
    return name != "device_id" or 0 < len(str(value)) <= _LONGEST_ID
