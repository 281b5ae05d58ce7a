"""Readable data files (TOML): loaded with errors that name the file, the line and the key."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.words import tr

_HEADER = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_.\-]+)\s*\]\]?\s*(#.*)?$")
_ASSIGNMENT = re.compile(r"^\s*([A-Za-z0-9_\-]+)\s*=")


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a data file; getters raise InputProblem that names the line of what is missing or wrong.

    `parent` is the index of the table one level up that this one stands in, -1 for none.
    """

    file: str
    where: str
    line: int
    values: dict[str, Any]
    lines: dict[str, int] = field(default_factory=dict)
    parent: int = -1

    def problem(self, key: str, what: str) -> InputProblem:
        """An error at `key` of this entry; `what` is a translated clause without the place."""
        line = self.lines.get(key, self.line)
        return InputProblem(
            tr(
                "{file}, line {line}, {where}: {what}", file=self.file, line=line, where=self.where, what=what
            ),
            tr("Nothing was taken from the file."),
            tr("Mend that line and try again."),
        )

    def get(self, key: str, kind: type, default: Any = ...) -> Any:
        """The value of `key`, which must be of `kind` (str, int, bool, list, dict); `default` when absent."""
        if key not in self.values:
            if default is ...:
                raise self.problem(key, tr("“{key}” is missing", key=key))
            return default
        value = self.values[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.problem(key, tr("“{key}” must be a {kind}", key=key, kind=_KINDS[kind]))
        return value

    def strings(self, key: str, default: Any = ...) -> tuple[str, ...]:
        """A list of texts under `key`."""
        value = self.get(key, list, default)
        if not all(isinstance(item, str) for item in value):
            raise self.problem(key, tr("“{key}” must list texts only", key=key))
        return tuple(value)

    def integers(self, key: str, default: Any = ...) -> tuple[int, ...]:
        """A list of whole numbers under `key`."""
        value = self.get(key, list, default)
        if not all(isinstance(item, int) and not isinstance(item, bool) for item in value):
            raise self.problem(key, tr("“{key}” must list whole numbers only", key=key))
        return tuple(value)

    def only(self, *keys: str) -> None:
        """Raises InputProblem at the first key that is none of `keys` (a slip of the pen, most likely)."""
        for key in self.values:
            if key not in keys:
                raise self.problem(key, tr("“{key}” is not known here", key=key))


_KINDS = {str: "text", int: "whole number", bool: "true or false", list: "list", dict: "table"}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A parsed file: `top` holds the keys above the first table; `entries(path)` the tables of one name."""

    top: Entry
    tables: dict[str, list[Entry]]

    def entries(self, path: str) -> list[Entry]:
        """Tables `[path]` or `[[path]]` in file order."""
        return self.tables.get(path, [])

    def only(self, *paths: str) -> None:
        """Raises InputProblem at the first table that is none of `paths`."""
        for path, found in self.tables.items():
            if path not in paths:
                raise found[0].problem("", tr("a table “{path}” is not known here", path=path))


def read(path: Path) -> DataFile:
    """Reads a data file; raises InputProblem for a missing or torn one."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputProblem(
            tr("{file} could not be read: {why}", file=path.name, why=str(error)),
            tr("Nothing was taken from the file."),
            tr("Check that it is a text file in UTF-8 and try again."),
        ) from error
    return parse(text, path.name)


def parse(text: str, file: str) -> DataFile:
    """Parses TOML text; tables keep their line numbers. `file` is the name used in errors."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputProblem(
            tr("{file} is not a valid data file: {why}", file=file, why=str(error)),
            tr("Nothing was taken from the file."),
            tr("Mend that line and try again."),
        ) from error
    places = _places(text)
    tables: dict[str, list[Entry]] = {}
    for path, line, lines in places[1:]:
        parents = tables.get(path.rpartition(".")[0], [])
        number = len(tables.setdefault(path, []))
        where = f"{path} {number + 1}"
        tables[path].append(Entry(file, where, line, {}, lines, len(parents) - 1))
    for path, found in tables.items():
        inner = {other[len(path) + 1 :] for other in tables if other.startswith(path + ".")}
        for entry, body in zip(found, _bodies(values, path.split(".")), strict=True):
            entry.values.update({key: value for key, value in body.items() if key not in inner})
    above = {path.split(".")[0] for path in tables}
    top = {key: value for key, value in values.items() if key not in above}
    return DataFile(Entry(file, "top", 1, top, places[0][2]), tables)


def _places(text: str) -> list[tuple[str, int, dict[str, int]]]:
    """(table path, line, key lines) in file order; the first is the space above all tables."""
    places: list[tuple[str, int, dict[str, int]]] = [("", 1, {})]
    inside: str | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if inside:
            if inside in line:
                inside = None
            continue
        if header := _HEADER.match(line):
            places.append((header.group(1), number, {}))
        elif assignment := _ASSIGNMENT.match(line):
            places[-1][2][assignment.group(1)] = number
            for quote in ('"""', "'''"):
                if line.count(quote) == 1:
                    inside = quote
    return places


def _bodies(values: dict[str, Any], path: list[str]) -> Iterator[dict[str, Any]]:
    """The tables at `path` in the order in which their headers stand in the file."""
    level = values.get(path[0], [])
    for item in level if isinstance(level, list) else [level]:
        if path[1:]:
            yield from _bodies(item, path[1:])
        else:
            yield item
