"""The command line as scripts use it: names, keys, exit codes, one line for an error."""

import json
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from crp_desktop.cli import VARIABLE, main
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.capture import note
from crp_desktop.services.findings import finding
from crp_desktop.services.rights import mapping
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import versions
from tests.make import PASSPHRASE, add_note, new_programme


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
    told = add_note(store, shop, note.NewNote("<b>Nobody</b> asked & listened", prompt)).value
    add_note(store, shop, note.NewNote("مرحبا"))
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
        "version": versions.newest(),
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
    assert json.loads(say(runner, "list", "assessments", locked, "--json").stdout) == []


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


# The sample


def test_the_sample_is_encrypted_when_there_is_a_passphrase(runner: CliRunner, tmp_path: Path) -> None:
    plain, locked = tmp_path / "plain.crp", tmp_path / "locked.crp"
    assert say(runner, "demo", plain, passphrase=None).exit_code == 0
    assert say(runner, "demo", locked).exit_code == 0
    for path, passphrase in ((plain, None), (locked, PASSPHRASE)):
        answer = json.loads(say(runner, "info", path, "--json", passphrase=passphrase).stdout)
        assert answer["encrypted"] is (passphrase is not None)
        assert answer["workshops"] == 3
        assert answer["notes"] >= 60
        assert answer["findings"] >= 20
    assert say(runner, "info", locked, passphrase=None).exit_code == 1
    before = plain.read_bytes()
    again = say(runner, "demo", plain, passphrase=None)
    assert (again.exit_code, again.stderr.count("\n")) == (1, 1)
    assert plain.read_bytes() == before


# Notes from a file


def written(tmp_path: Path, data: bytes) -> Path:
    table = tmp_path / "notes.csv"
    table.write_bytes(data)
    return table


def notes_of(runner: CliRunner, locked: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(say(runner, "list", "notes", locked, "--json").stdout)
    return found


def test_notes_come_in_with_prompt_speaker_and_kind(runner: CliRunner, locked: Path, tmp_path: Path) -> None:
    table = written(
        tmp_path,
        "text,prompt,speaker,kind\n"
        "<b>Loud</b> & clear,What helps?,P1,quote\n"
        '"نحن نريد, مكاناً 🙂",,,\n'.encode(),
    )
    result = say(runner, "import", "notes", locked, table, "--workshop", "1")
    assert (result.exit_code, result.stdout) == (0, "2 notes added.\n")
    found = {one["text"]: one for one in notes_of(runner, locked)}
    taken = found["<b>Loud</b> & clear"]
    assert (taken["prompt"], taken["speaker"], taken["kind"]) == ("What helps?", "P1", "quote")
    assert found["نحن نريد, مكاناً 🙂"]["kind"] == "paraphrase"


def test_latin_1_is_understood(runner: CliRunner, locked: Path, tmp_path: Path) -> None:
    table = written(tmp_path, "text\nCaf\u00e9 f\u00fcr alle\n".encode("latin-1"))
    assert say(runner, "import", "notes", locked, table, "--workshop", "1").exit_code == 0
    assert "Café für alle" in [one["text"] for one in notes_of(runner, locked)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'text\nfine\n"torn\n', "row"),
        (b"words\nfine\n", "column"),
        (b"", "no notes"),
        (b"text,kind\nfine,quote\nnot,sausage\n", "row 3"),
        (b"text,prompt\nfine,1\nnot,7\n", "row 3"),
        (b'text\n"' + b"x" * 200_000 + b'"\n', "row"),
    ],
)
def test_a_table_that_cannot_be_taken_names_its_row_and_changes_nothing(
    runner: CliRunner, locked: Path, tmp_path: Path, data: bytes, words: str
) -> None:
    before = locked.read_bytes()
    result = say(runner, "import", "notes", locked, written(tmp_path, data), "--workshop", "1")
    assert result.exit_code == 1
    assert words in result.stderr
    assert (result.stderr.count("\n"), "Traceback" in result.stderr) == (1, False)
    assert locked.read_bytes() == before


def test_a_workshop_that_is_not_there(runner: CliRunner, locked: Path, tmp_path: Path) -> None:
    before = locked.read_bytes()
    result = say(runner, "import", "notes", locked, written(tmp_path, b"text\nhello\n"), "--workshop", "7")
    assert result.exit_code == 1
    assert "no such workshop" in result.stderr
    assert locked.read_bytes() == before
    assert (
        say(
            runner, "report", "workshop-summary", locked, "-o", tmp_path / "a.pdf", "--workshop", "7"
        ).exit_code
        == 1
    )
    assert locked.read_bytes() == before


# Documents


def test_a_summary_is_a_pdf_of_the_workshop(runner: CliRunner, locked: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "summary.pdf"
    result = say(runner, "report", "workshop-summary", locked, "-o", pdf)
    assert result.exit_code == 0
    with pypdfium2.PdfDocument(pdf) as document:
        words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Youth forum" in words
    assert "Not asked" in words
    named = say(runner, "report", "workshop-summary", locked, "--workshop", "1", "-o", tmp_path / "one.pdf")
    assert named.exit_code == 0


@pytest.mark.parametrize(
    "words", [("--workshop", "9"), ("--set", "quotes=sausages"), ("--set", "nothing"), ("--set", "no=such")]
)
def test_a_summary_that_cannot_be_made_leaves_no_file(
    runner: CliRunner, locked: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    pdf = tmp_path / "summary.pdf"
    result = say(runner, "report", "workshop-summary", locked, "-o", pdf, *words)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert not pdf.exists()


def test_a_folder_that_is_gone_is_one_line(runner: CliRunner, locked: Path, tmp_path: Path) -> None:
    result = say(runner, "report", "workshop-summary", locked, "-o", tmp_path / "gone" / "a.pdf")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)


def test_kinds_of_documents_are_listed(runner: CliRunner) -> None:
    assert "workshop-summary " in say(runner, "report", "--list").stdout
    assert say(runner, "report").exit_code == 2


# Suggestions


def test_articles_and_badges_are_suggested_a_line_a_text(runner: CliRunner) -> None:
    texts = ["We wait months for CAMHS when we are ill.", "They never ask for our views."]
    asked = say(runner, "suggest", *texts, "--json")
    told = runner.invoke(main, ["suggest", "-", "--json"], input="\n".join(texts) + "\n")
    assert asked.stdout == told.stdout
    first, second = map(json.loads, asked.stdout.splitlines())
    assert first["text"] == texts[0]
    assert 24 in [one["number"] for one in first["articles"]]
    assert second["articles"][0]["number"] == 12
    assert all(one["why"] for one in first["articles"] + first["badges"])
    assert "Article 12" in say(runner, "suggest", texts[1]).stdout


# Ways to be wrong


@pytest.mark.parametrize(
    "words",
    [
        ("info",),
        ("check",),
        ("list", "notes"),
        ("search",),
        ("import", "notes"),
        ("report", "workshop-summary"),
    ],
)
def test_a_file_that_is_not_there_is_one_line(
    runner: CliRunner, tmp_path: Path, words: tuple[str, ...]
) -> None:
    more: dict[tuple[str, ...], list[str | Path]] = {
        ("search",): ["x"],
        ("import", "notes"): [written(tmp_path, b"text\nhello\n"), "--workshop", "1"],
        ("report", "workshop-summary"): ["-o", tmp_path / "a.pdf"],
    }
    result = say(runner, *words, tmp_path / "gone.crp", *more.get(words, []))
    assert (result.exit_code, result.stderr.count("\n"), result.stdout) == (1, 1, "")
    assert not (tmp_path / "gone.crp").exists()


def test_one_from_a_newer_program_is_refused(runner: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "newer.crp"
    store = new_programme(path)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 9999")
        connection.commit()
    store.close()
    before = path.read_bytes()
    result = say(runner, "info", path, passphrase=None)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "newer" in result.stderr
    assert path.read_bytes() == before


def test_a_truncated_programme_is_told_and_left_alone(runner: CliRunner, locked: Path) -> None:
    locked.write_bytes(locked.read_bytes()[:-5000])
    before = locked.read_bytes()
    result = say(runner, "check", locked)
    assert result.exit_code == 1
    assert result.stderr
    assert "Traceback" not in result.stderr
    assert locked.read_bytes() == before


def test_the_passphrase_is_no_argument(runner: CliRunner, locked: Path) -> None:
    assert say(runner, "info", locked, "--passphrase", PASSPHRASE, passphrase=None).exit_code == 2


def test_a_list_cuts_a_long_text_where_one_sees_it_and_json_does_not() -> None:
    from crp_desktop.cli.lists import LONGEST, shown

    assert shown("x" * LONGEST, {}) == "x" * LONGEST
    cut = shown("x" * 10_000_000, {})
    assert cut.startswith("x" * LONGEST + "…")
    assert "10,000,000 characters" in cut
    assert len(cut) < LONGEST + 50
