"""The welcome page through its own controls, on real encrypted files."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from crp_desktop import paths
from crp_desktop.app import Application
from crp_desktop.services import note, workshop
from crp_desktop.services.keeping import is_encrypted
from crp_desktop.services.people import person_at_work
from crp_desktop.services.programme import programme
from crp_desktop.services.programme_file import open_programme, programme_recovery_code
from crp_desktop.storage.keys import Key
from crp_desktop.ui.pages import welcome, welcome_new, welcome_parts
from crp_desktop.ui.pages.welcome import WelcomePage
from crp_desktop.ui.preferences import Preferences
from tests.make import PASSPHRASE, new_programme
from tests.ui.accessibility import settle, walk
from tests.ui.hands import Hands
from tests.ui.shell import application_on


@pytest.fixture(scope="module")
def locked_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted programme with one workshop, made once."""
    path = tmp_path_factory.mktemp("made") / "northmere.crp"
    store = new_programme(path, PASSPHRASE)
    shop = workshop.add_workshop(store, title="Youth forum").value
    note.add_note(store, shop, note.NewNote("Nobody asked us"))
    store.close()
    return path


@pytest.fixture
def locked(locked_original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(locked_original, tmp_path / "northmere.crp"))


@pytest.fixture
def app(look, tmp_path: Path) -> Iterator[Application]:
    """The whole application with nothing open, on the welcome page."""
    whole = application_on(None, tmp_path / "settings", "welcome")
    whole.window.resize(1366, 768)
    whole.window.show()
    settle()
    yield whole
    whole.window.close()
    settle()


@pytest.fixture
def page(app: Application) -> WelcomePage:
    found = app.window.current_page
    assert isinstance(found, WelcomePage)
    return found


def type_into(field: QWidget, words: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, words)


def enter(field: QWidget) -> None:
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()


def press(app: Application, words: str) -> None:
    """Press the button of the problem bar that says this."""
    page = app.window.current_page
    bars = [page.problems] if isinstance(page, WelcomePage) else [app.window.problem_bar]
    button = next(
        one for bar in bars for one in bar.findChildren(QWidget) if getattr(one, "text", str)() == words
    )
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()


def problem_of(page: WelcomePage) -> str:
    assert page.problems.isVisible()
    return str(page.problems.problem)


def unlock(page: WelcomePage, secret: str) -> None:
    page.unlock.secret.clear()
    type_into(page.unlock.secret, secret)
    enter(page.unlock.secret)


# A new programme


@pytest.fixture
def form(page: WelcomePage) -> WelcomePage:
    QTest.keyClick(page.start.new, Qt.Key.Key_Space)
    settle()
    assert page.new_programme.isVisible()
    return page


def lock(app: Application) -> None:
    """Lock, and wait for the work under way that locking waits for."""
    app.lock()
    Hands(app).wait_for(lambda: app.ops.store is None, seconds=20)


def fill_form(page: WelcomePage, passphrase: str = PASSPHRASE) -> None:
    new = page.new_programme
    type_into(new.council, "Northmere & <b>District</b>")
    type_into(new.person, "Ana Reyes")
    type_into(new.local, "Health & Wellbeing")
    for key in ("healthy", "place", "flourishing"):
        QTest.keyClick(new.thematic[key], Qt.Key.Key_Space)
    type_into(new.passphrase, passphrase)
    type_into(new.again, passphrase)


def test_a_new_programme_with_its_recovery_code(
    app: Application, form: WelcomePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.crp"
    suggested: list[str] = []
    monkeypatch.setattr(welcome_new, "ask_save", lambda *asked: suggested.append(asked[2]) or path)
    fill_form(form)
    enter(form.new_programme.again)
    assert suggested == ["Northmere b District b.crp"]
    assert form.code.isVisible()
    code = form.code.code.text()
    assert not form.code.go.isEnabled()
    kept = tmp_path / "code.txt"
    monkeypatch.setattr(welcome_parts, "ask_save", lambda *_: kept)
    QTest.keyClick(form.code.save, Qt.Key.Key_Space)
    QTest.keyClick(form.code.kept, Qt.Key.Key_Space)
    QTest.keyClick(form.code.go, Qt.Key.Key_Space)
    settle()
    assert code in kept.read_text(encoding="utf-8")
    store = app.ops.store
    now = app.ops.ask(programme)
    assert (now.council, now.length_months) == ("Northmere & <b>District</b>", 36)
    assert set(now.badges) >= {"culture", "healthy", "place", "flourishing", "local_health_wellbeing"}
    assert is_encrypted(store)
    assert app.ops.ask(person_at_work).name == "Ana Reyes"
    assert app.nav.place is not None
    assert app.nav.place.page == "home"
    lock(app)
    again = open_programme(path, Key.from_recovery_code(code), backups=tmp_path)
    assert programme(again).council == "Northmere & <b>District</b>"
    again.close()


def test_a_form_that_lacks_something_says_what_and_makes_no_file(
    form: WelcomePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(welcome_new, "ask_save", lambda *_: pytest.fail("asked for a place"))
    new = form.new_programme
    QTest.keyClick(new.create_button, Qt.Key.Key_Space)
    assert "council’s name and yours" in str(new.problems.problem)
    fill_form(form)
    new.again.clear()
    enter(new.again)
    assert "not the same" in str(new.problems.problem)
    QTest.keyClick(new.thematic["place"], Qt.Key.Key_Space)
    enter(new.again)
    assert "thematic" in str(new.problems.problem)
    QTest.keyClick(new.thematic["place"], Qt.Key.Key_Space)
    for field in (new.passphrase, new.again):
        field.clear()
        type_into(field, "short")
    enter(new.again)
    assert new.problems.problem is not None
    assert not list(tmp_path.glob("*.crp"))


def test_a_folder_that_cannot_be_written_to_is_told_and_the_form_stays(
    form: WelcomePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(welcome_new, "ask_save", lambda *_: tmp_path / "gone" / "mine.crp")
    fill_form(form)
    enter(form.new_programme.again)
    assert form.new_programme.problems.isVisible()
    assert form.new_programme.council.text().startswith("Northmere")


def test_leaving_before_the_code_is_kept_gives_the_file_free(
    app: Application, form: WelcomePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.crp"
    monkeypatch.setattr(welcome_new, "ask_save", lambda *_: path)
    fill_form(form)
    enter(form.new_programme.again)
    app.nav.go("welcome", action="new")
    open_programme(path, Key.from_passphrase(PASSPHRASE), backups=tmp_path).close()


# Opening


def test_the_passphrase_opens_it_where_it_was(app: Application, page: WelcomePage, locked: Path) -> None:
    app.preferences.set_last_page(str(locked), "workshops")
    page.open(locked)
    assert page.unlock.isVisible()
    unlock(page, PASSPHRASE)
    assert page.who.isVisible()
    type_into(page.who.who, "Ben Okoro")
    enter(page.who.role)
    assert app.ops.ask(person_at_work).name == "Ben Okoro"
    assert app.nav.place is not None
    assert app.nav.place.page == "workshops"
    assert app.window.windowTitle().startswith("Northmere")
    lock(app)
    page = app.window.current_page  # type: ignore[assignment]
    unlock(page, PASSPHRASE)
    assert app.ops.ask(person_at_work).name == "Ben Okoro", "asked only once"


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


def test_the_recovery_code_opens_it(page: WelcomePage, locked: Path) -> None:
    code = programme_recovery_code(locked, PASSPHRASE)
    page.open(locked)
    QTest.keyClick(page.unlock.other, Qt.Key.Key_Space)
    assert page.unlock.secret.accessibleName() == "Recovery code"
    unlock(page, code[:-1] + ("A" if code[-1] != "A" else "B"))
    assert problem_of(page)
    unlock(page, code.lower())
    assert page.who.isVisible()


def test_nobody_starts_without_a_name(page: WelcomePage, locked: Path) -> None:
    page.open(locked)
    unlock(page, PASSPHRASE)
    QTest.keyClick(page.who.go, Qt.Key.Key_Space)
    assert "name" in problem_of(page)
    assert page.who.isVisible()


@pytest.fixture
def held(locked: Path) -> Iterator[Path]:
    """Another process has the file open for writing."""
    other = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.child", "lock", str(locked)],
        cwd=paths.resource().parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "locked\n"
    yield locked
    other.communicate("stop\n")


def test_a_file_in_use_names_who_and_opens_to_read(app: Application, page: WelcomePage, held: Path) -> None:
    page.open(held)
    assert "Ann" in problem_of(page)
    press(app, "Open to read only")
    assert page.unlock.isVisible(), "it still needs its passphrase"
    unlock(page, PASSPHRASE)
    assert app.ops.store.read_only
    assert app.ops.ask(programme).council == "Northmere"


def test_a_lock_of_another_computer_can_be_taken_over(
    app: Application, page: WelcomePage, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = locked.with_name(locked.name + ".lock")
    lock.write_text(
        json.dumps({"person": "Cal", "computer": "far-away", "pid": 1, "since": "2026-11-20T10:00:00+00:00"}),
        encoding="utf-8",
    )
    page.open(locked)
    assert "Cal on far-away" in problem_of(page)
    monkeypatch.setattr(welcome, "confirm", lambda *_, **__: False)
    press(app, "Take the file over")
    assert "Cal" in lock.read_text(encoding="utf-8")
    page.open(locked)
    monkeypatch.setattr(welcome, "confirm", lambda *_, **__: True)
    press(app, "Take the file over")
    unlock(page, PASSPHRASE)
    type_into(page.who.who, "Ana Reyes")
    enter(page.who.role)
    assert not app.ops.store.read_only


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


def test_a_synced_folder_is_warned_about(app: Application, page: WelcomePage, locked: Path) -> None:
    folder = locked.parent / "OneDrive - Northmere"
    folder.mkdir()
    path = Path(shutil.move(locked, folder / locked.name))
    page.open(path)
    unlock(page, PASSPHRASE)
    type_into(page.who.who, "Ana Reyes")
    enter(page.who.role)
    assert "OneDrive" in str(app.window.problem_bar.problem)
    assert app.window.problem_bar.isVisible()


def test_the_sample_opens_at_once_and_again(app: Application, page: WelcomePage) -> None:
    QTest.keyClick(page.start.sample, Qt.Key.Key_Space)
    settle()
    assert app.ops.ask(programme).illustrative
    file = app.ops.store.path
    app.nav.go("welcome")
    page = app.window.current_page  # type: ignore[assignment]
    page.open(file)
    assert app.nav.place is not None
    assert app.nav.place.page == "home", "the one that is open is not opened twice"
    lock(app)
    assert isinstance(app.window.current_page, WelcomePage)


def test_open_asks_for_a_file_and_takes_a_no(
    app: Application, page: WelcomePage, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[Path | None] = [None, locked]
    monkeypatch.setattr(welcome, "ask_open", lambda *_: answers.pop(0))
    QTest.keyClick(page.start.choose, Qt.Key.Key_Space)
    assert page.start.isVisible()
    QTest.keyClick(page.start.choose, Qt.Key.Key_Space)
    assert page.unlock.isVisible()


def test_recent_programmes_are_first_and_open(app: Application, page: WelcomePage, locked: Path) -> None:
    app.preferences.opened(str(locked))
    page.show_start()
    first = page.first_focus()
    assert first is not None
    assert first.accessibleName() == "Open northmere"
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert page.unlock.isVisible()


def test_the_start_of_the_program_asks_for_the_last_file(look, qtbot, tmp_path: Path, locked: Path) -> None:
    folder = tmp_path / "settings"
    Preferences(folder / "settings.json").opened(str(locked))
    whole = application_on(None, folder, "welcome")
    whole.open(None)
    settle()
    page = whole.window.current_page
    assert isinstance(page, WelcomePage)
    qtbot.waitUntil(page.unlock.isVisible)
    assert page.unlock.secret.hasFocus()
    whole.window.close()


# What stays behind


def test_no_secret_stays_in_a_field(app: Application, form: WelcomePage, locked: Path) -> None:
    fill_form(form)
    form.unlock.ask_for(locked)
    type_into(form.unlock.secret, PASSPHRASE)
    form.leaving()
    assert (
        form.unlock.secret.text()
        == form.new_programme.passphrase.text()
        == form.new_programme.again.text()
        == ""
    )
    settings = app.preferences._path.read_text(encoding="utf-8")
    assert "lantern" not in settings


def _to_start(page: WelcomePage, _: Path) -> None:
    page.show_start()


def _to_unlock(page: WelcomePage, path: Path) -> None:
    page.open(path)


def _to_who(page: WelcomePage, path: Path) -> None:
    page.open(path)
    unlock(page, PASSPHRASE)


def _to_new(page: WelcomePage, _: Path) -> None:
    page.new()


def _to_code(page: WelcomePage, path: Path) -> None:
    page.code.show_code("ABCDE-FGHIJ-KLMNO", path.name)
    page._show(page.code)


@pytest.mark.parametrize("show", [_to_start, _to_unlock, _to_who, _to_new, _to_code])
@pytest.mark.parametrize("size", [100, 200])
def test_every_panel_can_be_walked(
    look, page: WelcomePage, locked: Path, show: Callable[[WelcomePage, Path], None], size: int
) -> None:
    look.set_text_size(size)
    show(page, locked)
    settle()
    walk(page)


def test_no_dialog_was_left_open(page: WelcomePage) -> None:
    assert not page.findChildren(QDialog)


def test_what_is_missing_in_a_new_programme_is_marked_and_the_first_has_the_focus(page: WelcomePage) -> None:
    page.new()
    form = page.new_programme
    form.council.setText("Northmere")
    form.create_programme()
    assert form.focusWidget() is form.person
    assert form.person.accessibleDescription() == "Missing"
    assert form.council.accessibleDescription() == ""
