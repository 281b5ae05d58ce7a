"""Nothing keeps PySide's wrapper of what Qt deletes on its own: it would stand for whatever comes next in its memory.

That ended the program about once in an hour: a layout was deleted, and with it, by its address, the wrapper of a layout
item that had been gone for long.
"""

import ast
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget, QWidgetItem

import crp_desktop
from crp_desktop.app import PAGES
from crp_desktop.ui import focus
from crp_desktop.ui.widgets.layout import FlowLayout
from tests.ui.window import Desk

PACKAGE = Path(crp_desktop.__file__).parent
KEPT = frozenset({"itemAt", "windowHandle"})
"""What PySide gives them is kept for as long as what was asked lives, and stays when Qt deletes it."""


def _items() -> set[int]:
    """The addresses of the layout items that have a wrapper; a flow layout has its own, and lets go of them in time."""
    own = {
        id(item)
        for flow in shiboken6.getAllValidWrappers()
        if isinstance(flow, FlowLayout)
        for item in flow._items
    }
    found = [
        one for one in shiboken6.getAllValidWrappers() if isinstance(one, QWidgetItem) and id(one) not in own
    ]
    return {shiboken6.getCppPointer(one)[0] for one in found}


def test_an_item_that_was_asked_for_stays_when_qt_has_deleted_it(qapp: QApplication) -> None:
    """When this no longer holds, `itemAt` may be used again."""
    top = QWidget()
    layout = QVBoxLayout(top)
    child = QLabel("gone soon")
    layout.addWidget(child)
    before = _items()
    layout.itemAt(0)
    child.setParent(None)
    assert layout.count() == 0
    assert len(_items() - before) == 1


def test_the_reading_order_is_that_of_the_layouts_and_keeps_no_item(qapp: QApplication) -> None:
    top = QWidget()
    layout = QVBoxLayout(top)
    last, first, second, third = (QLabel(name) for name in ("last", "first", "second", "third"))
    layout.addWidget(first)
    inner = QHBoxLayout()
    layout.addLayout(inner)
    layout.addWidget(last)
    inner.addWidget(third)
    inner.insertWidget(0, second)
    before = _items()
    assert list(focus._walk(top)) == [top, first, second, third, last]
    assert _items() == before


@pytest.mark.parametrize("name", [entry.name for entry in PAGES if entry.name != "welcome"])
def test_walking_a_page_keeps_no_item(at: Desk, shop: str, name: str) -> None:
    page = at.go(name, **({"workshop": shop} if name in ("workshop", "capture", "coding") else {}))
    before = _items()
    assert focus.reading_order(at.window)
    at.settle()
    assert page.isVisible()
    assert _items() <= before


@pytest.mark.parametrize(
    "file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: str(file.relative_to(PACKAGE))
)
def test_no_module_asks_for_what_would_be_kept(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert not KEPT & {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
