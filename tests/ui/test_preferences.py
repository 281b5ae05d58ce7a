"""Settings: kept at once, mended when torn, never a word of a programme."""

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crp_desktop.ui.preferences import Preferences

pytestmark = pytest.mark.usefixtures("qapp")


def test_settings_come_back(tmp_path: Path) -> None:
    first = Preferences(tmp_path / "deep" / "settings.json")
    first.set_theme("dark")
    first.set_text_size(150)
    first.set_auto_lock_minutes(5)
    first.set_geometry(b"\x00\xff")
    first.opened("/a.crp")
    first.set_last_place("/a.crp", "findings")
    again = Preferences(tmp_path / "deep" / "settings.json")
    assert again.device_id == first.device_id
    assert (again.theme, again.text_size, again.auto_lock_minutes) == ("dark", 150, 5)
    assert again.geometry == b"\x00\xff"
    assert again.last_file == "/a.crp"
    assert again.last_place("/a.crp") == "findings"
    assert again.last_place("/b.crp") == ""


def test_each_laptop_has_its_own_identity(tmp_path: Path) -> None:
    assert Preferences(tmp_path / "a").device_id != Preferences(tmp_path / "b").device_id


def test_recent_files_stand_newest_first_and_can_be_forgotten(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    for number in range(10):
        preferences.opened(f"/{number}.crp")
    preferences.opened("/5.crp")
    assert preferences.recent_files == tuple(f"/{n}.crp" for n in (5, 9, 8, 7, 6, 4, 3, 2))
    preferences.forget("/5.crp")
    assert preferences.last_file == ""
    assert "/5.crp" not in Preferences(tmp_path / "settings.json").recent_files


@pytest.mark.parametrize("torn", ["", "{", "[]", "null", '{"theme": ', "\x00\x01", '"text"'])
def test_a_torn_file_starts_anew(tmp_path: Path, torn: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(torn, encoding="utf-8")
    preferences = Preferences(file)
    assert preferences.theme == "system"
    assert json.loads(file.read_text(encoding="utf-8"))["device_id"] == preferences.device_id


@pytest.mark.parametrize(
    "wrong",
    [
        {"theme": "sepia"},
        {"text_size": 900},
        {"text_size": True},
        {"text_size": "150"},
        {"geometry": "zz"},
        {"geometry": "abc"},
        {"recent_files": [1, 2]},
        {"last_pages": {"a": 1}},
        {"auto_lock_minutes": -1},
        {"auto_lock_minutes": 241},
        {"auto_lock_minutes": 10**300},
        {"auto_lock_minutes": False},
        {"auto_lock_minutes": 0.0},
        {"auto_lock_minutes": None},
        {"auto_lock_minutes": "0"},
        {"device_id": ""},
        {"unknown": 1},
    ],
)
def test_a_value_that_cannot_be_used_is_left_out_and_the_rest_kept(
    tmp_path: Path, wrong: dict[str, object]
) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"device_id": "d", "last_file": "/a.crp", **wrong}), encoding="utf-8")
    preferences = Preferences(file)
    assert preferences.last_file == "/a.crp"
    assert (preferences.theme, preferences.text_size, preferences.geometry) == ("system", 100, b"")
    assert (preferences.recent_files, preferences.auto_lock_minutes) == ((), 15)
    assert preferences.device_id


def test_wrong_values_are_refused_or_kept_within_bounds(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    with pytest.raises(ValueError, match="sepia"):
        preferences.set_theme("sepia")
    preferences.set_text_size(1000)
    assert preferences.text_size == 200
    preferences.set_auto_lock_minutes(-4)
    assert preferences.auto_lock_minutes == 0


def test_a_change_is_told_once(tmp_path: Path, qtbot: QtBot) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    heard: list[str] = []
    preferences.changed.connect(heard.append)
    preferences.set_theme("dark")
    preferences.set_theme("dark")
    assert heard == ["theme"]


def test_a_folder_that_cannot_be_written_costs_only_the_memory(tmp_path: Path, qtbot: QtBot) -> None:
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("", encoding="utf-8")
    preferences = Preferences(blocked / "settings.json")
    with qtbot.waitSignal(preferences.write_failed):
        preferences.set_theme("dark")
    assert preferences.theme == "dark"


NONSENSE = [
    "",
    "[" * 100_000,
    '{"a":' * 100_000,
    "1" * 10_000,
    "[0]",
    "0",
    "\ud83d",
    "NaN",
    '{"device_id": "d"',
]
NONSENSE += ['{"auto_lock_minutes": 0}', '{"auto_lock_minutes": 0, "device_id": ""}']
NONSENSE += [
    '{"auto_lock_minutes": 0, "device_id": 5}',
    '{"auto_lock_minutes": 0, "device_id": "%s"}' % ("d" * 9999),
]


@pytest.mark.parametrize("text", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_never_switches_the_lock_off(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert Preferences(file).auto_lock_minutes == 15
    assert Preferences(file).auto_lock_minutes == 15
    aside = file.with_name("settings.json.unreadable")
    assert not aside.exists() or aside.read_bytes() == text.encode("utf-8", "surrogatepass")


def test_who_chose_that_it_never_locks_has_chosen(tmp_path: Path) -> None:
    Preferences(tmp_path / "settings.json").set_auto_lock_minutes(0)
    assert Preferences(tmp_path / "settings.json").auto_lock_minutes == 0
    Preferences(tmp_path / "settings.json").set_auto_lock_minutes(10**9)
    assert Preferences(tmp_path / "settings.json").auto_lock_minutes == 240
