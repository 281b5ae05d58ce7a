"""Findings from a table: all of them in one step, or none with the row and column of every problem."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from crp_desktop.cli import main
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.findings import finding
from crp_desktop.services.findings.import_findings import FindingsFile, file_findings, foresee, what_to_say
from crp_desktop.storage.store import Store
from tests.make import new_programme
from tests.replay import undo_label


def written(tmp_path: Path, data: str | bytes, name: str = "findings.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def bring(store: Store, path: Path, shop: str | None = None) -> int:
    found = FindingsFile(store, path)
    return file_findings(store, found, shop, foresee(store, found).findings).value


def test_every_column_in_any_order(store: Store, shop: str, tmp_path: Path) -> None:
    table = (
        "Badges;Kind;Text;Articles;Reason;Source\n"
        '"culture; Safe & Secure";concern;Buses are late;12, Article 31;Nobody asked;Survey\n'
        ";Strength;The hub is warm;;;\n;idea;Ask us\u00adfirst;art. 12;;\n"
    )
    path = written(tmp_path, table)
    label = undo_label(store)
    before = len(finding.findings(store))
    found = FindingsFile(store, path)
    assert what_to_say(found, foresee(store, found)) == ["Columns that were not read: “Source”."]
    assert bring(store, path, shop) == 3
    first, second, third = finding.findings(store)[before:]
    assert (first.text, first.kind, first.workshop_id) == ("Buses are late", FindingKind.CONCERN, shop)
    assert [(one.number, one.main, one.reason) for one in first.articles] == [
        (12, True, "Nobody asked"),
        (31, False, "Nobody asked"),
    ]
    assert {one.badge_key for one in first.badges} == {"culture", "safe_secure"}
    assert (second.kind, second.articles, second.badges) == (FindingKind.STRENGTH, (), ())
    assert third.kind is FindingKind.IDEA
    assert undo_label(store) == "Import 3 findings"
    store.undo()
    assert len(finding.findings(store)) == before
    assert undo_label(store) == label


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("kind,text\nconcern,a\nsong,b\n,c\n", ["row 3, column kind: “song”", "row 4, column kind"]),
        (
            "kind,text,articles\nidea,a,99\nidea,b,x\n",
            ["row 2, column articles: “99”", "row 3, column articles"],
        ),
        ("kind,text,badges\nidea,a,nothing\n", ["row 2, column badges: “nothing”"]),
        ("kind,text,reason\nidea,a,why\n", ["row 2, column reason"]),
        ("kind,text\nidea,a,b\n", ["row 2: it has more cells"]),
        ('kind,text\nidea,"a\n', ["row 2", "quotation mark"]),
        ("text\na\n", ["no column “kind”"]),
        ("kind\nidea\n", ["no column “text”"]),
        ("kind,text\n", ["has no findings"]),
        ("kind,text\nidea,\n", ["has no findings"]),
        ("", ["no columns “kind” and “text”"]),
    ],
)
def test_what_cannot_be_taken_names_row_and_column_and_files_nothing(
    store: Store, tmp_path: Path, data: str, told: list[str]
) -> None:
    label, before = undo_label(store), finding.findings(store)
    with pytest.raises(InputProblem) as refused:
        bring(store, written(tmp_path, data))
    assert all(words in refused.value.what for words in told), refused.value.what
    assert (undo_label(store), finding.findings(store)) == (label, before)


def test_rows_without_a_text_and_findings_there_already_are_said(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "kind,text\nidea,a\nidea,\n")
    bring(store, path)
    found = FindingsFile(store, path)
    assert what_to_say(found, foresee(store, found)) == [
        "Already in this programme, word for word: 1.",
        "Rows without a text that were left out: 1.",
    ]


def test_the_command(tmp_path: Path) -> None:
    path = tmp_path / "a.crp"
    new_programme(path).close()
    runner = CliRunner()
    good = written(tmp_path, "kind,text,articles\nconcern,Buses are late,12\n")
    result = runner.invoke(main, ["import", "findings", str(path), str(good)])
    assert (result.exit_code, result.stdout) == (0, "1 finding added.\n")
    before = path.read_bytes()
    bad = written(tmp_path, "kind,text\nsong,a\n", "bad.csv")
    result = runner.invoke(main, ["import", "findings", str(path), str(bad)])
    assert result.exit_code == 1
    assert "row 2, column kind" in result.stderr
    assert path.read_bytes() == before
    assert runner.invoke(main, ["import", "findings", str(path), str(good), "--workshop", "7"]).exit_code == 1
