"""The settings page through its own controls, on real files."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from crp_desktop import paths
from crp_desktop.domain.errors import WrongPassphrase
from crp_desktop.services.programme import keeping
from crp_desktop.services.programme.file import backups_folder, open_programme
from crp_desktop.services.programme.people import person_at_work, sign_in
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.rights import mapping
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.settings import keeping as settings_keeping
from crp_desktop.ui.pages.settings import learning as settings_learning
from crp_desktop.ui.pages.settings.keeping import PassphraseDialog
from crp_desktop.ui.pages.settings.page import SettingsPage
from crp_desktop.ui.pages.welcome.parts import CodePanel
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.text import Label
from crp_desktop.ui.worker import Job
from tests import programmes
from tests.make import PASSPHRASE, new_programme
from tests.replay import assert_journal_explains
from tests.ui.accessibility import settle, walk
from tests.ui.window import Desk, desk

NEW = "quiet marble fountain goose"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted programme, made once."""
    path = tmp_path_factory.mktemp("made") / "northmere.crp"
    new_programme(path, PASSPHRASE).close()
    return path


@pytest.fixture
def store(original: Path, tmp_path: Path) -> Iterator[Store]:
    path = Path(shutil.copy(original, tmp_path / "northmere.crp"))
    opened = open_programme(path, Key.from_passphrase(PASSPHRASE), backups=tmp_path / "before")
    sign_in(opened, "Ana Reyes", "device-of-tests")
    yield opened
    assert_journal_explains(opened)
    opened.close()


@pytest.fixture
def at(look, store: Store, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, store, tmp_path / "settings") as made:
        yield made


@pytest.fixture
def page(at: Desk) -> SettingsPage:
    found = at.go("settings")
    assert isinstance(found, SettingsPage)
    return found


def press(control: QWidget) -> None:
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_Space)
    settle()


def choose(box: QWidget, key: Qt.Key, times: int = 1) -> None:
    box.setFocus()
    for _ in range(times):
        QTest.keyClick(box, key)
    settle()


def text_in(card: QWidget) -> str:
    return "\n".join(label.text() for label in card.findChildren(Label) if not label.isHidden())


# This computer


def test_theme_text_size_and_lock_are_kept_on_this_computer(at: Desk, page: SettingsPage) -> None:
    card = page.window_card
    assert card.theme_choice.hasFocus()
    choose(card.theme_choice, Qt.Key.Key_End)
    assert at.preferences.theme == "dark"
    choose(card.text_size, Qt.Key.Key_End)
    assert at.preferences.text_size == 200
    choose(card.lock_after, Qt.Key.Key_Up)
    assert at.preferences.auto_lock_minutes == 16
    assert at.window.status.undo.text() == "Undo", "settings of the computer are no steps"


# The programme


def test_the_programme_s_details_are_saved_when_left(at: Desk, page: SettingsPage, store: Store) -> None:
    card = page.programme_card
    card.council.setFocus()
    card.council.selectAll()
    card.council.insert("<b>Nord</b> & Süd")
    QTest.keyClick(card.council, Qt.Key.Key_Tab)
    settle()
    assert programme(store).council == "<b>Nord</b> & Süd"
    assert card.months.text() == "3 years"
    choose(card.months, Qt.Key.Key_Up)
    QTest.keyClick(card.months, Qt.Key.Key_Tab)
    choose(card.stage, Qt.Key.Key_Down)
    choose(card.threshold, Qt.Key.Key_Up)
    QTest.keyClick(card.threshold, Qt.Key.Key_Tab)
    card.starts_on.setFocus()
    card.starts_on.selectAll()
    QTest.keyClicks(card.starts_on, "1 sept 2026")
    QTest.keyClick(card.starts_on, Qt.Key.Key_Tab)
    settle()
    now = programme(store)
    assert (now.length_months, now.stage, now.threshold, now.starts_on) == (
        48,
        "development",
        6,
        "2026-09-01",
    )
    card.phrases.setFocus()
    card.phrases.set_text("")
    card.phrases.insertPlainText("I HAVE a say\n\nI CAN see it\n")
    QTest.keyClick(card.phrases, Qt.Key.Key_Tab)
    settle()
    assert programme(store).phrases == ("I HAVE a say", "I CAN see it")
    at.window.undo()
    settle()
    assert card.phrases.text().startswith("I HAVE the chance")


def test_what_cannot_be_saved_is_told_and_shown_as_it_is(at: Desk, page: SettingsPage, store: Store) -> None:
    card = page.programme_card
    card.council.setFocus()
    card.council.selectAll()
    QTest.keyClick(card.council, Qt.Key.Key_Delete)
    QTest.keyClick(card.council, Qt.Key.Key_Tab)
    settle()
    assert card.form.bound["council"].row.problem.isVisible()
    assert programme(store).council == card.council.text() == "Northmere"


def test_badges_are_three_of_ten(at: Desk, page: SettingsPage, store: Store) -> None:
    card = page.badges_card
    press(card.boxes["healthy"])
    press(card.keep)
    assert at.problems
    assert "healthy" not in programme(store).badges
    press(card.boxes["safe_secure"])
    press(card.keep)
    assert "healthy" in programme(store).badges
    assert "safe_secure" not in programme(store).badges
    assert len(programme(store).badges) == 6


def test_somebody_else_works_from_now_on(page: SettingsPage, store: Store) -> None:
    card = page.person_card
    card.who.setFocus()
    card.who.lineEdit().selectAll()
    QTest.keyClicks(card.who, "Ben Okoro")
    press(card.change)
    assert person_at_work(store).name == "Ben Okoro"
    assert card.who.findText("Ana Reyes") >= 0


# Passphrase


def test_a_new_passphrase_gives_a_new_code(page: SettingsPage, store: Store) -> None:
    dialog = PassphraseDialog(page.passphrase_card, page.ops)
    dialog.show()
    for field, words in ((dialog.old, "wrong wrong wrong wrong"), (dialog.new, NEW), (dialog.again, NEW)):
        QTest.keyClicks(field, words)
    press(dialog.go)
    assert isinstance(dialog.problem_bar.problem, WrongPassphrase)
    dialog.old.setText(PASSPHRASE)
    dialog.again.setText(NEW + " ")
    press(dialog.go)
    assert "not the same" in str(dialog.problem_bar.problem)
    dialog.again.setText(NEW)
    page.ops.jobs.append(Job("Backing up", lambda: None, None, None, None))
    press(dialog.go)
    assert "Backing up" in str(dialog.problem_bar.problem)
    page.ops.jobs.clear()
    press(dialog.go)
    panel = dialog.findChild(CodePanel)
    assert isinstance(panel, CodePanel)
    code = panel.code.text()
    press(panel.kept)
    press(panel.go)
    assert not dialog.isVisible()
    store.close()
    for key in (Key.from_passphrase(NEW), Key.from_recovery_code(code)):
        open_programme(store.path, key, backups=store.path.parent, read_only=True).close()
    with pytest.raises(WrongPassphrase):
        open_programme(store.path, Key.from_passphrase(PASSPHRASE), backups=store.path.parent)
    store.engine = open_programme(
        store.path, Key.from_passphrase(NEW), backups=store.path.parent, read_only=True
    ).engine


# Backups


def test_a_backup_now_is_listed_and_one_of_before_is_marked(page: SettingsPage, store: Store, qtbot) -> None:
    card = page.backups_card
    assert "None yet" in text_in(card)
    press(card.now)
    qtbot.waitUntil(lambda: not page.ops.jobs)
    settle()
    assert "None yet" not in text_in(card)
    assert len(keeping.list_backups(store, backups_folder(paths.user_data()))) == 1
    keeping.change_passphrase(store, PASSPHRASE, NEW)
    page.refresh()
    settle()
    assert "opens with an earlier passphrase" in text_in(card)


def test_a_copy_elsewhere_is_whole(
    page: SettingsPage, store: Store, tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "stick" / "copy.crp"
    target.parent.mkdir()
    monkeypatch.setattr(settings_keeping, "ask_save", lambda *_: target)
    press(page.backups_card.copy)
    qtbot.waitUntil(lambda: not page.ops.jobs)
    copy = open_programme(target, Key.from_passphrase(PASSPHRASE), backups=tmp_path, read_only=True)
    assert programme(copy).council == "Northmere"
    copy.close()


# What the suggestions learnt


def test_what_was_learnt_can_be_forgotten(
    at: Desk, page: SettingsPage, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crp_desktop.services.findings import finding

    card = page.learning_card
    assert "Nothing yet" in text_in(card)
    assert card.forget.isHidden()
    told = at.ops.run(finding.add_finding, "concern", "Nobody asked us")
    at.ops.run(mapping.map_article, told, 12, suggested=True)
    settle()
    at.ops.run(mapping.map_article, told, 42)
    at.ops.run(mapping.dismiss, told, "culture")
    settle()
    said = text_in(card)
    assert "compared with 1 finding" in said
    assert "accepted 1 time" in said
    assert "dismissed 1 time" in said
    one = card.findChild(Button, "forget-12")
    assert one is not None
    assert one.accessibleName() == "Forget what was learnt about Article 12: Respect for children’s views"
    press(one)
    settle()
    assert "accepted" not in text_in(card)
    assert "dismissed 1 time" in text_in(card)
    monkeypatch.setattr(settings_learning, "confirm", lambda *_, **__: True)
    press(card.forget)
    settle()
    assert "Nothing yet" in text_in(card)
    assert card.forget.isHidden()
    found = finding.finding(store, told)
    assert [(link.number, link.suggested) for link in found.articles] == [(12, True), (42, False)]
    for _ in range(2):
        at.window.undo()
    settle()
    assert "accepted 1 time" in text_in(card)


# Reading only, and the sample


def test_nothing_can_be_changed_when_open_to_read(look, store: Store, tmp_path: Path) -> None:
    reading = open_programme(store.path, Key.from_passphrase(PASSPHRASE), backups=tmp_path, read_only=True)
    with desk(look, reading, tmp_path / "other") as at:
        page = at.go("settings")
        assert isinstance(page, SettingsPage)
        for card in (page.person_card, page.programme_card, page.badges_card):
            assert not card.isEnabled()
        assert page.window_card.isEnabled()
        assert not page.passphrase_card.change.isVisible()
        assert not page.backups_card.now.isVisible()
    reading.close()


@pytest.fixture(scope="module")
def programme_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Store]:
    return programmes.maker(tmp_path_factory.mktemp("programmes"))


@pytest.mark.parametrize(("kind", "size"), [("sample", 100), ("stress", 200)])
def test_it_can_be_walked(
    look, tmp_path: Path, programme_of: Callable[[str], Store], kind: str, size: int
) -> None:
    look.set_text_size(size)
    store = programme_of(kind)
    with desk(look, store, tmp_path) as at:
        walk(at.go("settings"))
    store.close()


def test_the_passphrase_dialog_can_be_walked(page: SettingsPage) -> None:
    dialog = PassphraseDialog(page.passphrase_card, page.ops)
    dialog.show()
    assert walk(dialog) == [
        "Current passphrase",
        "New passphrase",
        "New passphrase again",
        "Change it",
        "Cancel",
    ]
    dialog.show_code("ABCDE-FGHIJ")
    settle()
    walk(dialog)
