"""A new text size or theme: worked out for what is in view, and nothing is lost with the pages that are not."""

import pytest

from tests.ui.window import Desk


def test_a_new_text_size_is_worked_out_for_the_page_in_view_alone(at: Desk) -> None:
    for name in ("home", "findings", "rights", "settings"):
        at.go(name)
    at.window.look.set_text_size(150)
    assert [page.name for page in at.window.stack.pages()] == ["settings"]
    at.settle()
    assert at.go("findings").isVisible()
    at.window.look.set_text_size(100)
    at.settle()


def test_a_page_with_words_that_are_not_on_disk_outlasts_a_new_text_size(
    at: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = at.go("home")
    at.go("settings")
    monkeypatch.setattr(page, "unsaved", lambda: "What you typed")
    at.window.look.set_text_size(150)
    assert page in at.window.stack.pages()
    at.window.look.set_text_size(100)
    at.settle()
