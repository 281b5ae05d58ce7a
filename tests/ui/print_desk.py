"""What tests of the print page do: wait for the worker, open a document, agree to every question."""

import time

import pytest

from crp_desktop.ui.dialogs import printing
from crp_desktop.ui.pages.documents import export_checks as print_leaving
from crp_desktop.ui.pages.documents.page import PrintPage
from tests.ui.window import Desk


def wait(at: Desk, seconds: float = 30) -> None:
    """Until the worker has nothing left to do."""
    until = time.monotonic() + seconds
    at.settle()
    while at.ops.jobs or at.window.current_page._settle.isActive():
        assert time.monotonic() < until, [job.title for job in at.ops.jobs]
        at.settle()
        time.sleep(0.002)


def document(at: Desk, **target: str) -> PrintPage:
    """The page with the summary made and drawn."""
    page = at.go("print", document="workshop-summary", **target)
    assert isinstance(page, PrintPage)
    wait(at)
    assert page._made is not None
    return page


def agree(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Say yes to every question; what was asked."""
    asked: list[str] = []

    def yes(parent: object, title: str, *_: object, **__: object) -> bool:
        asked.append(title)
        return True

    monkeypatch.setattr(printing, "confirm", yes)
    monkeypatch.setattr(print_leaving, "look_through", lambda *_: True)
    return asked
