"""Cards to cut out: every article has a symbol of its own, no word leaves its card, backs lie behind their fronts."""

import io

import pypdfium2 as pdfium
import pytest

from crp_desktop import paths
from crp_desktop.documents.rights_cards.compose import compose
from crp_desktop.domain.convention import load_convention
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf.icons import strokes
from crp_desktop.rendering.pdf.rights_cards import _SYMBOLS
from crp_desktop.rendering.pdf.writer import build
from crp_desktop.rendering.views import CardView

ARTICLES = load_convention(paths.resource("convention.toml")).mappable
LONG = "Kinderrechtsübereinkommensumsetzungsberichterstattung "


def card(number: int, title: str, words: str = "Every child has this right. ") -> CardView:
    return CardView(number, title, "III", "General principles", words * 3, "Where is it so, and where not?")


def built(document: Document) -> bytes:
    buffer = io.BytesIO()
    build(document, buffer)
    return buffer.getvalue()


CARDS = [card(one.number, one.child_friendly_title) for one in ARTICLES]


def test_every_article_has_a_symbol_of_its_own_that_ships() -> None:
    assert len(_SYMBOLS) == len(set(_SYMBOLS)) == len(ARTICLES) == 42
    assert all(strokes(name) for name in _SYMBOLS)


@pytest.mark.parametrize("cards", [CARDS, [card(5, LONG, LONG * 3)]], ids=["all", "long"])
def test_no_word_leaves_its_quarter_of_the_sheet_and_backs_lie_behind_their_fronts(
    cards: list[CardView],
) -> None:
    content = built(compose(cards, "Rights cards", "Northmere"))
    with pdfium.PdfDocument(content) as document:
        for at in range(0, len(document), 2):
            front, back = (_quarters(document[page]) for page in (at, at + 1))
            for place in range(4):
                row, column = divmod(place, 2)
                behind = row * 2 + 1 - column
                number = front[place].split("\n")[0].strip()
                assert back[behind].strip().startswith(number)
                assert bool(number) == bool(back[behind].strip())


def _quarters(page: pdfium.PdfPage) -> list[str]:
    """The words of each quarter, from the upper left to the lower right; fails for a letter on a cutting line."""
    wide, high = page.get_size()
    letters = page.get_textpage()
    for at in range(letters.count_chars()):
        left, low, right, top = letters.get_charbox(at)
        if right > left:
            assert not left < wide / 2 < right, letters.get_text_range(at, 1)
            assert not low < high / 2 < top, letters.get_text_range(at, 1)
    return [
        letters.get_text_bounded(column * wide / 2, low, (column + 1) * wide / 2, low + high / 2).replace(
            "\r", ""
        )
        for low in (high / 2, 0)
        for column in (0, 1)
    ]


def for_the_judge() -> list[bytes]:
    return [built(compose(CARDS, "Rights cards", "Northmere"))]
