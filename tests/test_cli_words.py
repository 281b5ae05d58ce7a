"""The command line as a person reads it: what it says when it has done something, found nothing, or is used wrongly."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crp_desktop.cli import VARIABLE, main
from crp_desktop.domain.kinds import FindingKind, NoteKind
from crp_desktop.services.capture import note
from crp_desktop.services.findings import finding
from crp_desktop.services.rights import mapping
from crp_desktop.services.workshops import workshop
from crp_desktop.ui.display import VARIABLES
from tests.make import PASSPHRASE, add_note, new_programme


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme without a passphrase: workshop 1 has two notes and a finding mapped to a badge."""
    path = tmp_path_factory.mktemp("words") / "northmere.crp"
    opened = new_programme(path)
    shop = workshop.add_workshop(opened, title="Youth forum", held_on="2026-03-02").value
    add_note(opened, shop, note.NewNote("Mental health matters and nobody helps"))
    add_note(opened, shop, note.NewNote("quote", kind=NoteKind.QUOTE))
    found = finding.add_finding(opened, FindingKind.CONCERN, "Not asked", workshop_id=shop).value
    mapping.map_badge(opened, found, "cooperation_leadership")
    opened.close()
    return path


def say(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={VARIABLE: None})


# Search


def test_a_hit_says_its_kind_and_workshop(store: Path) -> None:
    assert "Note, workshop 1: Mental health matters" in say("search", store, "mental").stdout
    assert "Statement of a badge: " in say("search", store, "children").stdout


def test_nothing_found_is_said_but_not_in_json(store: Path) -> None:
    assert say("search", store, "zzyzx").stdout == "Nothing found.\n"
    assert say("search", store, "zzyzx", "--json").stdout == "[]\n"


def test_a_search_of_120_kilobytes_is_a_search(store: Path) -> None:
    for words in (
        " ".join(f"word{n}" for n in range(12_000)),
        "mental " * 17_000,
        "a-b" * 40_000,
        "没有人" * 13_000,
    ):
        start = time.process_time()
        done = say("search", store, words, "--json")
        assert done.exit_code == 0
        assert time.process_time() - start < 3
    often, once = (say("search", store, "mental " * n, "--json").stdout for n in (17_000, 1))
    assert json.loads(often) == json.loads(once) != []


def test_and_between_words_in_capitals_is_not_looked_for(store: Path) -> None:
    assert "Mental health" in say("search", store, "matters AND OR health OR").stdout
    assert "and nobody" in say("search", store, "AND").stdout


# Suggestions


def test_likely_articles_and_badges_are_suggested_by_name() -> None:
    text = "They never ask for our views."
    lines = say("suggest", text).stdout.splitlines()
    assert lines[0] == text
    assert lines[1].startswith("  Article 12, respect for the views of the child: ")
    badges = [line for line in lines if line.startswith("  Badge ")]
    assert 1 <= len(badges) <= 4
    assert len(lines) <= 9
    assert not any("_" in line for line in lines)
    assert len(json.loads(say("suggest", text, "--json").stdout)["badges"]) == len(badges)
    assert len(json.loads(say("suggest", text, "--json", "--all").stdout)["badges"]) == 10


def test_badges_are_those_that_are_named_or_that_the_programme_pursues(store: Path) -> None:
    text = "They never ask for our views."
    named = json.loads(say("suggest", text, "--json", "--all", "--badges", "place,healthy").stdout)["badges"]
    assert {one["key"] for one in named} == {"place", "healthy"}
    found = json.loads(say("suggest", text, "--json", "--all", "--programme", store).stdout)["badges"]
    assert 1 <= len(found) <= 7
    refused = say("suggest", text, "--badges", "nowhere")
    assert refused.exit_code == 1
    assert "There is no badge “nowhere”." in refused.stderr


def test_nothing_to_suggest_is_said() -> None:
    assert say("suggest", "").stdout == "Nothing sure: choose yourself.\n"
    assert say("suggest", "zzyzx").stdout == "zzyzx\n  Nothing sure: choose yourself.\n"


# Lists


def test_a_list_for_people_has_names_and_no_codes(store: Path) -> None:
    notes = say("list", "notes", store).stdout
    assert "Paraphrase" in notes
    shop = json.loads(say("list", "workshops", store, "--json").stdout)[0]["id"]
    assert shop[:8] not in notes
    findings = say("list", "findings", store).stdout
    assert "cooperation" not in findings
    assert "Concern" in findings
    assert "yes" in say("list", "badges", store).stdout
    assert "True" not in say("list", "badges", store).stdout


def test_words_of_people_that_look_like_a_code_stay_as_they_are(store: Path) -> None:
    row = next(line for line in say("list", "notes", store).stdout.splitlines() if "Quote" in line)
    assert row.rstrip(" │").endswith("quote")


# Files and passphrases


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("repotr",), "Did you mean “report”?"),
        (("repotr", "handout", "a.crp", "-o", "b.pdf"), "There is no command or file called “repotr”."),
        (("xyzzy",), "--help lists the commands."),
    ],
)
def test_a_word_that_is_no_command_and_no_file(words: tuple[str, ...], told: str) -> None:
    done = say(*words)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert told in done.stderr


def test_short_help_is_the_whole_help() -> None:
    assert say("-h").stdout == say("--help").stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
@pytest.mark.parametrize(
    ("named", "told"),
    [
        ({}, "There is no screen here"),
        ({"DISPLAY": ":7777"}, "cannot be reached"),
        ({"WAYLAND_DISPLAY": "nowhere", "XDG_SESSION_TYPE": "wayland"}, "cannot be reached"),
        ({"WAYLAND_DISPLAY": "nowhere", "DISPLAY": ":7777"}, "cannot be reached"),
        ({"QT_QPA_PLATFORM": "nonsense"}, "cannot be reached"),
    ],
)
def test_a_screen_that_is_not_there_is_one_sentence(
    named: dict[str, str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (*VARIABLES, "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    surroundings = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), **named}
    command = [sys.executable, "-m", "crp_desktop", "a.crp"]
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert told in done.stderr
    assert all(f"{name}={value}" in done.stderr for name, value in named.items() if name in VARIABLES)


def test_the_sample_says_where_it_was_written_and_names_a_folder_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a.crp"
    assert say("demo", path).stdout == f"Wrote the sample programme to {path}, not encrypted.\n"
    done = say("demo", tmp_path / "nodir" / "x.crp")
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert "There is no folder" in done.stderr
    assert "not safe" not in done.stderr


def test_a_locked_file_says_how_its_passphrase_is_given(tmp_path: Path) -> None:
    path, secret = tmp_path / "locked.crp", tmp_path / "secret.txt"
    new_programme(path, PASSPHRASE).close()
    told = say("info", path)
    assert told.exit_code == 1
    assert "--passphrase-file FILE or the variable CRP_PASSPHRASE" in told.stderr
    for content in ("", "\n"):
        secret.write_text(content)
        told = say("info", path, "--passphrase-file", secret)
        assert (told.exit_code, told.stderr.count("\n")) == (1, 1)
        assert "is empty" in told.stderr


@pytest.mark.parametrize("name", ["demo", "search", "suggest", "handover", "report", "info"])
def test_every_option_says_what_it_is_for(name: str) -> None:
    options = [one for one in main.commands[name].params if one.param_type_name == "option"]
    assert options
    assert [one.name for one in options if not getattr(one, "help", None)] == []


# Notes from a file


def imported(store: Path, table: Path, content: str) -> Result:
    table.write_text(content, encoding="utf-8")
    return say("import", "notes", store, table, "--workshop", "1")


def test_what_a_table_brings_besides_notes_is_said(tmp_path: Path) -> None:
    path, table = tmp_path / "a.crp", tmp_path / "notes.csv"
    opened = new_programme(path)
    workshop.add_workshop(opened, title="Youth forum")
    opened.close()
    rows = "text,Mood,prompt\nParks,good,What is good?\nBuses,bad,what is good?\n"
    assert imported(path, table, rows).stdout == (
        "2 notes added.\nColumns that were not read: “Mood”.\nNew prompts: “What is good?”.\n"
    )
    assert imported(path, table, "text\nParks\nTrees\n").stdout == (
        "2 notes added.\nAlready in this workshop, word for word: 1.\n"
    )
    refused = imported(path, table, "text,kind\nParks,note\n")
    assert "row 2: “note” is not a kind of note (quote, paraphrase, observation)" in refused.stderr
