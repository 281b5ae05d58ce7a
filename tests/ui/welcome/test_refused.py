"""What the welcome page says of files it cannot open; it leaves them as they are."""

from pathlib import Path

import pytest

from crp_desktop.app import Application
from crp_desktop.ui.pages.welcome.page import WelcomePage
from tests.make import PASSPHRASE, new_programme
from tests.ui.welcome.doors import press, problem_of, unlock


def test_a_wrong_passphrase_says_so_and_leaves_the_file(page: WelcomePage, locked: Path) -> None:
    before = locked.read_bytes()
    page.open(locked)
    unlock(page, "wrong wrong wrong wrong")
    assert "passphrase" in problem_of(page)
    assert page.unlock.isVisible()
    assert page.unlock.secret.selectedText() == "wrong wrong wrong wrong"
    unlock(page, PASSPHRASE)
    assert page.who.isVisible()
    page.show_start()
    assert locked.read_bytes() == before
    assert not list(locked.parent.glob("*.lock"))


def test_a_file_that_is_gone_can_be_forgotten(app: Application, page: WelcomePage, tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.crp")
    app.preferences.opened(gone)
    page.open(Path(gone))
    assert problem_of(page)
    press(app, "Forget this file")
    assert app.preferences.recent_files == ()
    assert page.start.isVisible()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"only words\n" * 300, "not a programme"),
        (b"SQLite format 3\x00".ljust(8192, b"\x07"), "cannot be read"),
    ],
)
def test_what_is_no_programme_is_told_and_left_alone(
    page: WelcomePage, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "thing.crp"
    path.write_bytes(content)
    page.open(path)
    assert words in problem_of(page)
    assert path.read_bytes() == content
    assert not list(tmp_path.glob("*.lock"))


def test_a_truncated_programme_is_told_and_left_alone(page: WelcomePage, locked: Path) -> None:
    locked.write_bytes(locked.read_bytes()[:-5000])
    before = locked.read_bytes()
    page.open(locked)
    if page.unlock.isVisible():
        unlock(page, PASSPHRASE)
    problem = page.problems.problem
    assert page.problems.isVisible()
    assert problem is not None
    assert problem.safe
    assert problem.todo
    assert locked.read_bytes() == before
    assert not list(locked.parent.glob("*.lock"))


def test_one_from_a_newer_program_is_told_and_left_alone(page: WelcomePage, tmp_path: Path) -> None:
    path = tmp_path / "newer.crp"
    store = new_programme(path)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 9999")
        connection.commit()
    store.close()
    before = path.read_bytes()
    page.open(path)
    assert "newer" in problem_of(page)
    assert path.read_bytes() == before


def test_a_folder_that_takes_no_file_is_told(app: Application, page: WelcomePage, tmp_path: Path) -> None:
    path = tmp_path / "a folder.crp"
    path.mkdir()
    page.open(path)
    assert problem_of(page)
    assert page.start.isVisible()


def test_a_folder_to_read_only_offers_to_read(
    app: Application, page: WelcomePage, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crp_desktop.domain.errors import ReadOnly
    from crp_desktop.storage import lock

    def refused(*_: object, **__: object) -> None:
        raise ReadOnly("The folder cannot be written to.")

    monkeypatch.setattr(lock, "take", refused)
    page.open(locked)
    press(app, "Open to read only")
    unlock(page, PASSPHRASE)
    assert app.ops.store.read_only
