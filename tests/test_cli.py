"""The command line as scripts use it: names, keys, exit codes, one line for an error."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crp_desktop.cli import VARIABLE, main
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services import finding, mapping, note, workshop
from tests.make import PASSPHRASE, new_programme


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.delenv(VARIABLE, raising=False)
    return CliRunner()


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A programme with a passphrase, a workshop, two notes and a mapped finding."""
    path = tmp_path / "northmere.crp"
    store = new_programme(path, PASSPHRASE)
    shop = workshop.add_workshop(store, title="Youth forum", held_on="2026-03-02").value
    prompt = workshop.add_prompt(store, shop, "What helps?").value
    told = note.add_note(store, shop, note.NewNote("<b>Nobody</b> asked & listened", prompt)).value
    note.add_note(store, shop, note.NewNote("مرحبا"))
    found = finding.add_finding(
        store, FindingKind.CONCERN, "Not asked", workshop_id=shop, spans=[finding.Span(told)]
    ).value
    mapping.map_article(store, found, 13)
    mapping.map_article(store, found, 12, main=True)
    mapping.map_badge(store, found, "culture")
    store.close()
    return path


def say(runner: CliRunner, *words: str | Path, passphrase: str | None = PASSPHRASE) -> Result:
    env = {VARIABLE: passphrase} if passphrase is not None else {}
    return runner.invoke(main, [str(word) for word in words], env=env)


def test_info_says_what_is_in_a_programme(runner: CliRunner, locked: Path) -> None:
    answer = json.loads(say(runner, "info", locked, "--json").stdout)
    assert answer == {
        "programme": "Northmere",
        "version": 1,
        "encrypted": True,
        "workshops": 1,
        "notes": 2,
        "findings": 1,
    }


def test_lists_have_the_keys_scripts_rely_on(runner: CliRunner, locked: Path) -> None:
    shops = json.loads(say(runner, "list", "workshops", locked, "--json").stdout)
    assert [(one["number"], one["title"], one["date"], one["audience"]) for one in shops] == [
        (1, "Youth forum", "2026-03-02", "young_people")
    ]
    notes = json.loads(say(runner, "list", "notes", locked, "--json").stdout)
    assert [(one["text"], one["prompt"], one["speaker"]) for one in notes] == [
        ("<b>Nobody</b> asked & listened", "What helps?", "the group"),
        ("مرحبا", None, "the group"),
    ]
    assert {one["workshop"] for one in notes} == {shops[0]["id"]}
    found = json.loads(say(runner, "list", "findings", locked, "--json").stdout)
    assert found[0]["articles"] == [12, 13]
    assert found[0]["badges"] == ["culture"]
    assert (found[0]["number"], found[0]["kind"], found[0]["text"]) == (1, "concern", "Not asked")
    badges = json.loads(say(runner, "list", "badges", locked, "--json").stdout)
    assert {one["kind"] for one in badges} == {"foundational", "thematic"}
    assert len(badges) == 13
    articles = json.loads(say(runner, "list", "articles", locked, "--json").stdout)
    assert [one["number"] for one in articles] == list(range(1, 55))


def test_check_is_whole(runner: CliRunner, locked: Path) -> None:
    result = say(runner, "check", locked, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"ok": True, "faults": []}


@pytest.mark.parametrize("passphrase", ["wrong wrong wrong wrong", None])
def test_without_the_passphrase_nothing_opens_and_nothing_changes(
    runner: CliRunner, locked: Path, passphrase: str | None
) -> None:
    before = locked.read_bytes()
    result = say(runner, "info", locked, passphrase=passphrase)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    assert locked.read_bytes() == before
    assert sorted(path.name for path in locked.parent.iterdir()) == [locked.name]


def test_passphrase_from_a_file(runner: CliRunner, locked: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    result = say(runner, "info", locked, "--passphrase-file", secret, "--json", passphrase=None)
    assert json.loads(result.stdout)["notes"] == 2


def test_a_passphrase_file_that_is_no_text_is_one_line(
    runner: CliRunner, locked: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.bin"
    secret.write_bytes(b"\xff\xfe\x00\xd8")
    result = say(runner, "info", locked, "--passphrase-file", secret, passphrase=None)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"not a programme, only words\n" * 300, "not a programme"),
        (b"PK\x03\x04" + b"\x00" * 9000, "not a programme"),
        (b"SQLite format 3\x00".ljust(8192, b"\x07"), "cannot be read"),
    ],
)
def test_what_is_no_programme_is_named_and_left_alone(
    runner: CliRunner, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "thing.crp"
    path.write_bytes(content)
    result = say(runner, "check", path)
    assert result.exit_code == 1
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
    assert path.read_bytes() == content


def test_wrong_usage_is_exit_2(runner: CliRunner, locked: Path) -> None:
    assert say(runner, "list", "sausages", locked).exit_code == 2
    assert say(runner, "info").exit_code == 2


def test_a_person_can_read_a_list(runner: CliRunner, locked: Path) -> None:
    assert "Youth forum" in say(runner, "list", "workshops", locked).stdout
    assert "[bold]" not in say(runner, "list", "notes", locked).stdout


@pytest.mark.parametrize("words", [("nobody",), ("asked", "listened"), ("مرحبا",), ('"(*',), ("-x",), ("",)])
def test_any_words_are_a_search(runner: CliRunner, locked: Path, words: tuple[str, ...]) -> None:
    answer = say(runner, "search", locked, *words, "--json")
    assert answer.exit_code == 0
    hits = json.loads(answer.stdout)
    assert all(set(hit) == {"kind", "id", "workshop", "text", "snippet"} for hit in hits)
    assert bool(hits) is any(word.isalnum() for word in words)
