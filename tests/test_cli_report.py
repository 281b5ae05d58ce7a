"""`crp-desktop report`: from the command line to a file, with the errors a script can rely on."""

import json
import re
import shutil
from pathlib import Path

import click
import pypdfium2
import pytest
from click.testing import CliRunner

from crp_desktop.cli import main
from crp_desktop.documents.kinds import kinds
from crp_desktop.services.privacy.print_log import print_log
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.workshops.workshop import find_workshop
from crp_desktop.storage.keys import Key
from tests.programmes import original


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "a.crp"
    shutil.copyfile(original("sample"), path)
    return path


def run(*words: object):
    return CliRunner().invoke(main, ["report", *map(str, words)])


def first_page(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(document[0].get_textpage().get_text_range().split())


def test_the_list_has_a_kind_and_a_description_a_line() -> None:
    lines = run("--list").output.splitlines()
    assert [line.split(maxsplit=1) for line in lines] == [[one.key, one.purpose] for one in kinds()]


def test_the_latest_workshop_when_none_is_named_else_by_number_or_id(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    opened = open_programme(store, Key.none(), backups=tmp_path / "backups", read_only=True)
    second = find_workshop(opened, "2").id
    opened.close()
    for words, title in (
        ((), "Being a family in Northmere"),
        (("--workshop", "1"), "What is it like to grow up in Northmere?"),
        (("--workshop", second), "Children’s rights in our own work"),
    ):
        assert run("workshop-summary", store, *words, "-o", out).exit_code == 0
        assert title in first_page(out)


def test_what_left_is_logged_also_from_here(store: Path, tmp_path: Path) -> None:
    assert run("committee-paper", store, "-o", tmp_path / "out.pdf").exit_code == 0
    opened = open_programme(store, Key.none(), backups=tmp_path / "backups", read_only=True)
    assert [line.document for line in print_log(opened)] == ["committee-paper"]
    opened.close()


def test_a_programme_that_somebody_has_open_can_still_be_printed(store: Path, tmp_path: Path) -> None:
    opened = open_programme(store, Key.none(), backups=tmp_path / "backups")
    done = run("workshop-summary", store, "-o", tmp_path / "out.pdf")
    opened.close()
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("name", "given", "begins"),
    [
        ("a.docx", (), b"PK"),
        ("a.html", (), b"<!DOCTYPE html>"),
        ("a.pdf", (), b"%PDF-"),
        ("a", ("--format", "docx"), b"PK"),
        ("a.HTM", ("--format", "html"), b"<!DOCTYPE html>"),
        ("a.txt", ("--format", "pdf"), b"%PDF-"),
        ("a", (), b"%PDF-"),
    ],
)
def test_the_form_is_asked_for_or_what_the_name_ends_with(
    store: Path, tmp_path: Path, name: str, given: tuple[str, ...], begins: bytes
) -> None:
    done = run("committee-paper", store, "-o", tmp_path / name, *given)
    assert done.exit_code == 0, done.output
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_what_to_look_at_is_said_whatever_the_form(store: Path, tmp_path: Path) -> None:
    words = ("workshop-summary", store, "--workshop", "1", "--set", "quotes=all")
    said = [run(*words, "-o", tmp_path / name).stderr for name in ("a.pdf", "a.html", "a.docx")]
    assert said[0]
    assert said[0] == said[1] == said[2]


def test_a_web_page_and_an_option(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    done = run("workshop-summary", store, "-o", out, "--format", "html", "--set", "quotes=all")
    assert done.exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("no-such-kind",), 1),
        (("workshop-summary", "--workshop", "99"), 1),
        (("evidence-pack", "--badge", "none"), 1),
        (("rights-map", "--period", "1999"), 1),
        (("workshop-summary", "--set", "quotes=loud"), 1),
        (("rights-cards", "--format", "html"), 1),
        (("facilitator-pack", "--format", "docx"), 1),
        (("evidence-return", "--format", "docx"), 1),
        (("workshop-summary", "--format", "doc"), 2),
        ((), 2),
    ],
)
def test_errors_are_one_line_and_leave_no_file(store: Path, tmp_path: Path, words: tuple, code: int) -> None:
    out = tmp_path / "out.pdf"
    done = run(*words[:1], *([store] if words else []), *words[1:], "-o", out)
    assert done.exit_code == code
    assert "Traceback" not in done.output
    if code == 1:
        assert len(done.output.strip().splitlines()) == 1
    assert not out.exists()


def test_names_to_review_are_said_and_stop_nothing(store: Path, tmp_path: Path) -> None:
    done = run("handout", store, "-o", tmp_path / "out.html")
    assert done.exit_code == 0
    assert re.search(
        r"Check before you share: \d+ places? where someone may be named\. Check them in", done.stderr
    )
    assert "Ruth" not in done.stderr
    assert (tmp_path / "out.html").exists()
    assert "where someone may be named" not in run("rights-map", store, "-o", tmp_path / "out.pdf").stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("handout", "-o", "a.txt"), "A file that ends in .txt needs --format (pdf, html, docx)."),
        (
            ("handout", "-o", "b.docx", "--format", "pdf"),
            "--format pdf does not match a file that ends in .docx",
        ),
        (
            ("handout", "-o", "a.pdf", "--badge", "culture"),
            "--badge does not apply to handout, only to: badge-",
        ),
        (("readiness", "-o", "a.pdf", "--badge", "culture"), "--badge does not apply to readiness"),
        (("evidence-pack", "-o", "a.pdf", "--period", "2024-25"), "--period does not apply to evidence-pack"),
        (("rights-map", "-o", "a.pdf", "--workshop", "1"), "--workshop does not apply to rights-map"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(words[0], store, *words[1:])
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert told in done.stderr
    assert not (tmp_path / words[2]).exists()


def test_a_list_of_assessments_for_people_has_whole_statements(store: Path) -> None:
    told = CliRunner().invoke(main, ["list", "assessments", str(store)])
    assert told.exit_code == 0
    assert "culture." not in told.stdout
    assert "2024-25" in told.stdout


def test_what_is_not_there_names_what_is(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    period = json.loads(CliRunner().invoke(main, ["list", "assessments", str(store), "--json"]).stdout)[0][
        "period"
    ]
    for words, named in (
        (("rights-map", "--period", "1999"), period),
        (("evidence-pack", "--badge", "none"), "culture"),
        (("workshop-summary", "--workshop", "99"), "1, 2, 3"),
    ):
        assert re.search(
            f"Choose one of: .*{re.escape(named)}", run(words[0], store, *words[1:], "-o", out).stderr
        )
    assert "There is no folder" in run("rights-map", store, "-o", tmp_path / "nodir" / "a.pdf").stderr


@pytest.mark.parametrize(
    ("words", "about"),
    [
        (("workshop-summary", "--workshop", "1"), r"Workshop summary; workshop 1; PDF; \d+ pages?"),
        (
            ("rights-cards", "--set", "cards=workshop", "--workshop", "1"),
            r"Rights cards; workshop 1; PDF; \d+ pages",
        ),
        (("rights-map",), r"Rights map; All findings so far; PDF; \d+ pages?"),
        (("badge-assessment",), r"Badge assessment; .+, \d{4}-\d\d; PDF; \d+ pages?"),
        (("readiness",), r"Readiness; \d{4}-\d\d; PDF; \d+ pages?"),
        (("evidence-return", "--badge", "culture"), r"Evidence return; .+; PDF; \d+ pages?"),
        (("committee-paper", "--format", "html"), r"Committee paper; All findings so far; Web page"),
    ],
)
def test_what_was_written_is_said_in_one_line(
    store: Path, tmp_path: Path, words: tuple[str, ...], about: str
) -> None:
    out = tmp_path / "out"
    done = run(words[0], store, *words[1:], "-o", out)
    assert re.fullmatch(rf"Wrote {re.escape(str(out))}: {about}\.\n", done.stdout), done.stdout


def test_the_help_says_of_every_kind_what_happens_without_an_option() -> None:
    told = {
        one.name: one.help or "" for one in main.commands["report"].params if isinstance(one, click.Option)
    }
    for one in kinds():
        for name in one.takes:
            assert one.key in told[name]
