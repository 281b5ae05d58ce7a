"""Reading a handover file at the command line: on the terminal, as JSON, as a PDF, and every way it can go wrong."""

import json
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from crp_desktop.cli import VARIABLE, main
from crp_desktop.documents.handover import handover
from crp_desktop.services.privacy import safeguarding
from crp_desktop.services.privacy.safeguarding import Concern
from crp_desktop.services.workshops import workshop
from tests.make import new_programme

WORDS = "harbour candle meadow seven"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    store = new_programme(tmp_path / "a.crp")
    shop = workshop.add_workshop(store).value
    record = safeguarding.seal(store, shop, Concern("exactly “so”", "14:20", "the hall")).value
    path = tmp_path / "out.crph"
    handover.hand_over_file(store, record, path, WORDS, "Duty desk")
    store.close()
    return path


def say(*words: str | Path, passphrase: str | None = WORDS) -> Result:
    env = {VARIABLE: passphrase}
    return CliRunner().invoke(main, ["handover", *(str(word) for word in words)], env=env)


def test_it_is_read_on_the_terminal_and_as_json(file: Path) -> None:
    told = say(file)
    assert told.exit_code == 0
    assert "Exact words\nexactly “so”\n" in told.stdout
    parts = json.loads(say(file, "--json").stdout)
    assert {"key": "place", "heading": "Where", "words": "the hall"} in parts


def test_it_becomes_a_pdf(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "record.pdf"
    assert say(file, "-o", target).exit_code == 0
    with pypdfium2.PdfDocument(target) as document:
        assert "exactly “so”" in document[0].get_textpage().get_text_range()


def test_the_passphrase_can_come_from_a_file(file: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(WORDS + "\n", encoding="utf-8")
    assert say(file, "--passphrase-file", secret, passphrase=None).exit_code == 0


def test_each_fault_is_one_line_and_leaves_no_file(file: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.crph"
    torn.write_bytes(file.read_bytes()[:-100])
    text = tmp_path / "text.crph"
    text.write_text("Dear lead, this is a letter. " * 40, encoding="utf-8")
    target = tmp_path / "record.pdf"
    for path, passphrase, words in (
        (tmp_path / "gone.crph", WORDS, "no file at"),
        (tmp_path, WORDS, "a folder"),
        (torn, WORDS, "missing or damaged"),
        (text, WORDS, "a text file"),
        (tmp_path / "a.crp", WORDS, "without a passphrase"),
        (file, "not it at all", "does not open"),
        (file, None, "locked with a passphrase"),
    ):
        told = say(path, "-o", target, passphrase=passphrase)
        assert told.exit_code == 1
        assert words in told.stderr, told.stderr
        assert len(told.stderr.strip().splitlines()) == 1
        assert not target.exists()
