"""What people read: every text of the package and its resources, with the place it is in."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
_NOT_READ = {"names", "vocabulary"}
"""Folders of lists that only the program matches against."""
_BUTTONS = {"Button", "add_button"}


@dataclass(frozen=True)
class Said:
    """A text that people read; `counted` when it is filled with a number, `button` when it is a button's."""

    where: str
    text: str
    counted: bool = False
    button: bool = False


def _name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _is_tr(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _name(node) == "tr"


def _on_buttons(tree: ast.AST) -> set[int]:
    """The texts that are a button's own: the first argument of what makes one."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node) in _BUTTONS and node.args and _is_tr(node.args[0]):
            found.add(id(node.args[0]))
    return found


def in_source(source: str, where: str) -> Iterator[Said]:
    """Every `tr("…")` of a module."""
    tree = ast.parse(source)
    buttons = _on_buttons(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_tr(node) and node.args:
            first = node.args[0]
            assert isinstance(first, ast.Constant), f"{where}:{node.lineno} is not one literal"
            counted = len(node.args) > 1 or any(word.arg == "n" for word in node.keywords)
            yield Said(f"{where}:{node.lineno}", first.value, counted, id(node) in buttons)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


@cache
def of_the_package() -> tuple[Said, ...]:
    """Every sentence of the program."""
    found: list[Said] = []
    for file in sorted((ROOT / "crp_desktop").rglob("*.py")):
        found += in_source(file.read_text(encoding="utf-8"), str(file.relative_to(ROOT)))
    return tuple(found)


@cache
def of_the_resources() -> tuple[Said, ...]:
    """Every text of the Convention, the rubric and the sample."""
    found: list[Said] = []
    for file in sorted((ROOT / "resources").rglob("*.toml")):
        if file.parent.name not in _NOT_READ:
            values = tomllib.loads(file.read_text(encoding="utf-8"))
            found += [Said(file.name, text) for text in _texts(values)]
    return tuple(found)
