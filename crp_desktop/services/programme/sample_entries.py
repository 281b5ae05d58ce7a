"""What the sample's data file is read with: values of closed lists, names given earlier in the file, lists of lists."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from crp_desktop.domain.datafile import DataFile, Entry
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr

K = TypeVar("K", bound=StrEnum)


def first(data: DataFile, path: str) -> Entry:
    """The first table of that name; raises InputProblem when the file has none."""
    found = data.entries(path)
    if not found:
        raise data.top.problem(path, tr("“{key}” is missing", key=path))
    return found[0]


def inside(data: DataFile, path: str, index: int) -> list[Entry]:
    """The tables at `path` that stand in the table with this index one level up."""
    return [entry for entry in data.entries(path) if entry.parent == index]


def texts(entry: Entry, names: Iterable[str]) -> dict[str, str]:
    """The texts of an entry by name, "" for one that is not there."""
    return {name: entry.get(name, str, "") for name in names}


def kind(entry: Entry, key: str, kinds: type[K], default: K | None = None) -> K:
    """The value of a closed list under `key`; it must be there when there is no `default`."""
    if default is not None and key not in entry.values:
        return default
    return member(entry, key, kinds, entry.get(key, str))


def member(entry: Entry, key: str, kinds: type[K], value: str) -> K:
    """`value`, which stands somewhere under `key`, as a member of a closed list."""
    if value not in {one.value for one in kinds}:
        raise unknown(entry, key, value)
    return kinds(value)


def known(entry: Entry, key: str, ids: Mapping[Any, str], name: object) -> str:
    """The id that an earlier table of the file got under this name."""
    if name not in ids:
        raise unknown(entry, key, name)
    return ids[name]


def unknown(entry: Entry, key: str, name: object) -> InputProblem:
    """The error for a name that nothing earlier in the file carries."""
    return entry.problem(key, tr("“{name}” is not known here", name=name))


def lists(entry: Entry, key: str, *shape: type) -> list[list[Any]]:
    """Lists of values of these types under `key`, no two with the same first value; none when it is not there."""
    found: list[list[Any]] = entry.get(key, list, [])
    for one in found:
        if not isinstance(one, list) or [type(value) for value in one] != list(shape):
            raise entry.problem(key, tr("“{key}” must list lists of {n} value(s)", key=key, n=len(shape)))
    if len({one[0] for one in found}) != len(found):
        raise entry.problem(key, tr("“{key}” has something twice", key=key))
    return found
