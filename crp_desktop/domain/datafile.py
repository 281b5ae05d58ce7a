"""Readable data files (TOML): loaded with errors that name the file, the line and the key."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}|'
    r"'''(?:[^']|'(?!''))*'{3,5}|"
    r'"(?:[^"\\\n]|\\.)*"|'
    r"'[^'\n]*'|#[^\n]*|[\[\]{}\n]|[^\"'#\[\]{}\n]+",
    re.DOTALL,
)
_HEADER = re.compile(r"\[\[?\s*([A-Za-z0-9_.\-]+)\s*\]\]?")
_KEY = re.compile(r"""([A-Za-z0-9_\-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')\s*[.=]""")

_MOST_PARTS = 32
LARGEST = 8 * 1024 * 1024

_Path = tuple[str, ...]


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
            tr("Nothing was imported from the file."),
            tr("Correct that line and try again."),
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
        if path.stat().st_size > LARGEST:
            raise InputProblem(
                tr("{file} is too large for a data file.", file=path.name),
                tr("Nothing was imported from the file."),
                tr("Choose another file."),
            )
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputProblem(
            tr("{file} could not be read: {why}", file=path.name, why=str(error)),
            tr("Nothing was imported from the file."),
            tr("Check that it is a text file in UTF-8 and try again."),
        ) from error
    return parse(text, path.name)


def parse(text: str, file: str) -> DataFile:
    """Parses TOML text; tables keep their line numbers. `file` is the name used in errors."""
    try:
        _check_keys(text)
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        why = tr("its lists are nested too deeply") if isinstance(error, RecursionError) else str(error)
        raise InputProblem(
            tr("{file} is not a valid data file: {why}", file=file, why=why),
            tr("Nothing was imported from the file."),
            tr("Correct that line and try again."),
        ) from error
    places = _places(text)
    headed = {path for path, _, _ in places}
    below: dict[_Path, set[str]] = {}
    for path in filter(None, headed):
        below.setdefault(path[:-1], set()).add(path[-1])
    tables: dict[str, list[Entry]] = {}
    reached: dict[_Path, int] = {}
    for path, line, lines in places[1:]:
        name = ".".join(path)
        found = tables.setdefault(name, [])
        body = _body(values, path, reached)
        inner = below.get(path, set())
        kept = {key: value for key, value in body.items() if key not in inner}
        parent = len(tables.get(".".join(path[:-1]), [])) - 1
        found.append(Entry(file, f"{name} {len(found) + 1}", line, kept, lines, parent))
    above = {path[0] for path in headed if path}
    top = {key: value for key, value in values.items() if key not in above}
    return DataFile(Entry(file, "top", 1, top, places[0][2]), tables)


def _check_keys(text: str) -> None:
    """Raises ValueError for a key of very many parts: what TOML makes of one takes memory by the square of them."""
    line, parts = 1, 0
    for token in _TOKEN.findall(text):
        line += token.count("\n")
        if token[0] in "\"'#":
            continue
        for sign in re.findall(r"[.=,\n\[\]{}]", token):
            parts = parts + 1 if sign == "." else 0
            if parts > _MOST_PARTS:
                raise ValueError(tr("line {line} has a key of more than {n} parts", line=line, n=_MOST_PARTS))


def _places(text: str) -> list[tuple[_Path, int, dict[str, int]]]:
    """(table path, line, key lines) in file order; the first is the space above all tables."""
    places: list[tuple[_Path, int, dict[str, int]]] = [((), 1, {})]
    for line, statement in _statements(text):
        if statement.startswith("["):
            places.append((_header(statement), line, {}))
        elif key := _KEY.match(statement):
            places[-1][2].setdefault(_unquoted(key.group(1)), line)
    return places


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """(line, text without comments) of each header or assignment of valid TOML, long values whole."""
    line = start = 1
    depth = 0
    parts: list[str] = []
    for token in _TOKEN.findall(text):
        if token == "\n" and depth == 0:
            if statement := "".join(parts).strip():
                yield start, statement
            parts, start = [], line + 1
        elif not token.startswith("#"):
            parts.append(token)
            depth += (token in ("[", "{")) - (token in ("]", "}"))
        line += token.count("\n")
    if statement := "".join(parts).strip():
        yield start, statement


def _header(statement: str) -> _Path:
    """The path that a `[table]` or `[[table]]` line names."""
    if plain := _HEADER.fullmatch(statement):
        return tuple(plain.group(1).split("."))
    path: list[str] = []
    level: Any = tomllib.loads(statement)
    while level:
        if isinstance(level, list):
            level = level[0]
        else:
            path.append(next(iter(level)))
            level = level[path[-1]]
    return tuple(path)


def _unquoted(key: str) -> str:
    return next(iter(tomllib.loads(f"{key} = 0"))) if key[0] in "\"'" else key


def _body(values: dict[str, Any], path: _Path, reached: dict[_Path, int]) -> dict[str, Any]:
    """The table under the header `path` that comes next in the file; `reached` counts those before it."""
    level: Any = values
    for depth, key in enumerate(path, start=1):
        level = level[key]
        if isinstance(level, list):
            if depth == len(path):
                reached[path] = reached.get(path, -1) + 1
                for below in [other for other in reached if len(other) > depth and other[:depth] == path]:
                    del reached[below]
            level = level[reached[path[:depth]]]
    body: dict[str, Any] = level
    return body
