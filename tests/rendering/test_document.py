"""From blocks to a file: whole or not at all, the same bytes again, cancelled when asked."""

import io
from pathlib import Path

import pytest

from crp_desktop.domain.errors import Refused, WriteFailed
from crp_desktop.rendering.content import Heading, Paragraph
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf.writer import build
from tests.rendering.conftest import made, read


def document(words: int = 2000) -> Document:
    body = [Heading(1, "Title"), Paragraph("words " * words)]
    return Document("Test", body, council="A council", footer="Printed")


def test_a_file_is_written_whole_under_its_own_name(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"older")
    built = build(document(), target)
    assert built.pages > 1
    assert target.read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_a_folder_that_is_not_there_is_a_problem_in_words(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed) as caught:
        build(document(), tmp_path / "nowhere" / "report.pdf")
    assert "report.pdf" in caught.value.what
    assert caught.value.safe
    assert caught.value.todo


def test_a_target_that_cannot_be_replaced_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").mkdir()
    with pytest.raises(WriteFailed):
        build(document(), tmp_path / "report.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


@pytest.mark.parametrize("after", [0, 1, 3])
def test_cancelling_leaves_nothing_behind(tmp_path: Path, after: int) -> None:
    asked = iter([False] * after + [True] * 1000)
    with pytest.raises(Refused):
        build(document(), tmp_path / "report.pdf", cancelled=lambda: next(asked))
    assert list(tmp_path.iterdir()) == []


def test_what_progress_raises_goes_through(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def progress(done: int, total: int) -> None:
        if done * 2 > total:
            raise Stop

    with pytest.raises(Stop):
        build(document(), tmp_path / "report.pdf", progress)
    assert list(tmp_path.iterdir()) == []


def test_progress_goes_up_to_all_of_it() -> None:
    told: list[tuple[int, int]] = []
    build(document(), io.BytesIO(), lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_a_document_gives_the_same_bytes_again() -> None:
    one = document()
    first, second = io.BytesIO(), io.BytesIO()
    build(one, first, invariant=True)
    build(one, second, invariant=True)
    assert first.getvalue() == second.getvalue()
    assert made([Paragraph("a")]) == made([Paragraph("a")])


def test_the_file_says_what_it_is() -> None:
    data = made([], council="Council <&>", subject="About")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"Council &lt;&amp;&gt;" in data
    assert b"/DisplayDocTitle true" in data
    assert b"/Lang (en-GB)" in data
    assert b"Helvetica" not in data


def test_every_page_has_its_number_and_a_sample_says_so() -> None:
    pdf = read([Paragraph("words " * 2000)], footer="Printed 9 November 2017", illustrative=True)
    count = len(pdf.pages)
    for number, artifacts in enumerate(pdf.artifacts, 1):
        assert f"Page {number} of {count}" in artifacts
        assert "Printed 9 November 2017" in artifacts
        assert "Illustrative" in artifacts
    assert "Illustrative" not in "".join(read([]).artifacts)


def test_running_words_that_are_too_long_are_shortened_not_run_over() -> None:
    pdf = read([Paragraph("words " * 2000)], council="A very long council name " * 20)
    assert "…" in pdf.artifacts[1]
