"""What the command line prints: nothing steers the terminal, nothing that it cannot show is a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crp_desktop.cli.terminal import shown
from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.findings import finding
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import tables
from tests.make import new_programme

STEERING = "\x1b]0;owned\x07\x1b[2J\x9b31m\x08\r\u202eevil\u2066"
WORDS = "Łódź “said” 😀 子"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A programme that somebody else wrote, past the cleaning of texts."""
    path = tmp_path / "a.crp"
    store = new_programme(path)
    shop = workshop.add_workshop(store, title="Forum").value
    capture.file_line(store, shop, parse_line(WORDS), None)
    finding.add_finding(store, FindingKind.CONCERN, WORDS, workshop_id=shop)
    with store.unjournaled() as conn:
        conn.execute(tables.note.update().values(text=STEERING + WORDS))
        conn.execute(tables.workshop.update().values(title=STEERING))
        conn.execute(tables.programme.update().values(council=STEERING))
    store.close()
    return path


def run(*words: object, encoding: str = "utf-8") -> "subprocess.CompletedProcess[bytes]":
    surroundings = {**os.environ, "PYTHONIOENCODING": encoding, "COLUMNS": "400"}
    command = [sys.executable, "-m", "crp_desktop", *map(str, words)]
    return subprocess.run(command, capture_output=True, env=surroundings, check=False, timeout=60)


COMMANDS = [
    ["info"],
    ["list", "notes"],
    ["list", "workshops"],
    ["list", "findings"],
    ["search", "said"],
    ["check"],
]


@pytest.mark.parametrize("encoding", ["utf-8", "cp437", "cp1252", "ascii"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_steers_the_terminal_or_fails_on_a_letter(
    hostile: Path, command: list[str], encoding: str
) -> None:
    words = [*command[:1], hostile, *command[1:]] if command[0] == "search" else [*command, hostile]
    done = run(*words, encoding=encoding)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"\x07" not in done.stdout
    if encoding == "utf-8":
        assert shown(done.stdout.decode("utf-8")) == done.stdout.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("encoding", ["utf-8", "cp437", "ascii"])
def test_json_is_json_and_loses_no_letter(hostile: Path, encoding: str) -> None:
    done = run("list", "notes", hostile, "--json", encoding=encoding)
    assert (
        json.loads(done.stdout.decode(encoding if encoding != "ascii" else "utf-8"))[0]["text"]
        == STEERING + WORDS
    )
    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize("name", ["x\x1b]0;owned\x07y", "x\x1b[2J", "\u202ecrp.x"])
def test_what_was_typed_wrongly_is_shown_and_not_sent(tmp_path: Path, name: str) -> None:
    for words in ([name], ["info", tmp_path / name], ["report", name, "-o", name], ["--" + name]):
        done = run(*words)
        assert done.returncode in (1, 2)
        assert shown(done.stderr.decode()) == done.stderr.decode()


def test_what_is_shown_of_a_character() -> None:
    assert shown("a\tb\nc") == "a\tb\nc"
    assert shown("\x1b[0m\x7f\x85\u202e") == r"\u001b[0m\u007f\u0085\u202e"
    assert shown("שלום \u200f مرحبا 👩\u200d👧") == "שלום \u200f مرحبا 👩\u200d👧"
