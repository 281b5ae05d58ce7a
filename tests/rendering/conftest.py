"""Documents built in memory."""

import io
from collections.abc import Sequence

import pypdfium2 as pdfium

from crp_desktop.rendering.content import Node
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf.flow import Block
from crp_desktop.rendering.pdf.headings import Heading
from crp_desktop.rendering.pdf.press import Press
from crp_desktop.rendering.pdf.writer import build
from crp_desktop.rendering.theme import MM, Paper, Theme, standard
from tests.rendering.reading import Pdf

A6 = Paper(105 * MM, 148 * MM, 9 * MM, 9 * MM, 9 * MM, 9 * MM)


def title(text: str = "Title") -> Heading:
    """A heading of level 1, which every document starts with."""
    return Heading(1, text, standard().title, space_before=0, space_after=8)


def pressed(body: Sequence[Block | Node], theme: Theme | None = None) -> list[Block]:
    """Blocks as they are, and those that nodes become."""
    press = Press(theme or standard())
    return [press.write(one) if isinstance(one, Node) else one for one in body]


def made(body: Sequence[Block | Node], theme: Theme | None = None, **about: object) -> bytes:
    """The PDF of these blocks and nodes under a title."""
    buffer = io.BytesIO()
    document = Document("Test", [], **about)  # type: ignore[arg-type]
    build(document, buffer, invariant=True, blocks=[title(), *pressed(body, theme)])
    return buffer.getvalue()


def read(body: Sequence[Block | Node], **about: object) -> Pdf:
    """The same, read back."""
    return Pdf(made(body, **about))


def outside(data: bytes, paper: Paper) -> list[str]:
    """Letters that stand outside of the margins of their page, with where."""
    found = []
    with pdfium.PdfDocument(data) as document:
        for number, page in enumerate(document, 1):
            letters = page.get_textpage()
            for at in range(letters.count_chars()):
                left, bottom, right, top = letters.get_charbox(at)
                wide = left < paper.left - 1 or right > paper.width - paper.right + 1
                if right > left and (wide or bottom < 0 or top > paper.height):
                    found.append(
                        f"page {number}: {letters.get_text_range(at, 1)!r} at {left:.0f} to {right:.0f}"
                    )
    return found
