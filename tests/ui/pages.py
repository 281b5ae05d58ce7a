"""Small pages for tests of the shell itself."""

from typing import Any

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.errors import Problem
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page, PageEntry
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import clear, column
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit
from tests.ui.fakes import add_word, words


class WordsPage(Page):
    """Shows the words of a fake store as buttons."""

    name = "home"
    interests = frozenset({"note"})

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__(ops, nav)
        self.refreshed = 0
        self.shown: list[dict[str, Any]] = []
        self.left_count = 0
        self.field = LineEdit("Word")
        self.long = GrowingTextEdit("Story")
        self.add = Button("Add word", self._add, kind="primary")
        self.set_actions(self.add)
        self.list = column()
        for item in (self.field, self.long):
            self.body.addWidget(item)
        self.body.addLayout(self.list)
        self.body.addStretch(1)

    def title(self) -> str:
        return "Words"

    def purpose(self) -> str:
        return "What was typed."

    def first_focus(self) -> QWidget:
        return self.field

    def refresh(self) -> None:
        self.refreshed += 1
        clear(self.list)
        for word in self.ops.ask(words):
            button = Button(word[:40], name=f"Word {word}")
            button.setObjectName(f"word-{word}")
            self.list.addWidget(button)

    def show_target(self, **target: Any) -> None:
        self.shown.append(target)

    def leaving(self) -> None:
        self.left_count += 1

    def shortcuts(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+Enter", "Add the word"),)

    def _add(self) -> None:
        self.ops.run(add_word, self.field.text())


class QuietPage(WordsPage):
    """A page that no change concerns."""

    name = "findings"
    interests = frozenset({"finding"})

    def title(self) -> str:
        return "Quiet"


class TornPage(WordsPage):
    """A page whose read fails."""

    name = "rights"

    def refresh(self) -> None:
        self.refreshed += 1
        raise Problem("The stick was taken out.", "What was saved is safe.", "Put it back.")


class BrokenPage(WordsPage):
    """A page that cannot be made."""

    name = "print"

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        raise ZeroDivisionError


class DoorPage(WordsPage):
    """Stands for the welcome page."""

    name = "welcome"
    bare = True

    def title(self) -> str:
        return "Welcome"

    def refresh(self) -> None:
        self.refreshed += 1


PAGES = tuple(
    PageEntry(name, __name__, cls)
    for name, cls in (
        ("welcome", "DoorPage"),
        ("home", "WordsPage"),
        ("findings", "QuietPage"),
        ("rights", "TornPage"),
        ("print", "BrokenPage"),
    )
)
