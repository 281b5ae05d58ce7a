"""Pages as pictures."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from crp_desktop.domain.errors import InputProblem
from crp_desktop.rendering.pdf.flow import PageBreak
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.pictures import page_sizes, render_page
from crp_desktop.rendering.theme import standard
from tests.rendering.conftest import made

DATA = made([Paragraph("one", standard().body), PageBreak(), Paragraph("two", standard().body)])


def test_pages_have_the_size_of_their_paper() -> None:
    assert page_sizes(DATA) == [pytest.approx((595.28, 841.89), abs=0.01)] * 2
    image = render_page(DATA, 1, dpi=72)
    assert (image.width, image.height) == (596, 842)
    assert len(image.pixels) == image.width * image.height * 4


def test_a_page_is_white_with_something_on_it() -> None:
    image = render_page(DATA, 1, dpi=50)
    assert image.pixels[-4:] == b"\xff\xff\xff\xff"
    assert set(image.pixels[3::4]) == {255}
    assert min(image.pixels) < 80


def test_the_png_shows_the_same_pixels() -> None:
    image = render_page(DATA, 2, dpi=40)
    with Image.open(io.BytesIO(image.png())) as picture:
        assert picture.size == (image.width, image.height)
        assert picture.convert("RGBA").tobytes() == image.pixels


def test_files_render_like_bytes(tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    path.write_bytes(DATA)
    assert page_sizes(path) == page_sizes(DATA)
    for number in (1, 2):
        assert render_page(path, number, dpi=30).pixels == render_page(DATA, number, dpi=30).pixels


def test_what_is_not_a_document_is_a_problem_in_words(tmp_path: Path) -> None:
    for source in (b"no pdf", tmp_path / "missing.pdf"):
        with pytest.raises(InputProblem):
            page_sizes(source)


@pytest.mark.parametrize("number", [0, 3])
def test_a_page_that_is_not_there_is_an_error(number: int) -> None:
    with pytest.raises(IndexError):
        render_page(DATA, number)


def test_two_threads_may_ask_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        images = list(pool.map(lambda number: render_page(DATA, number % 2 + 1, dpi=40), range(24)))
    assert len({image.pixels for image in images}) == 2
