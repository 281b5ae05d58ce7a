"""A document as a tagged PDF: laid out once, then drawn with every page number known."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crp_desktop.domain.errors import Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.document import Document, Progress
from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.flow import Block, Room, Stack
from crp_desktop.rendering.pdf.furniture import Furniture, draw_furniture
from crp_desktop.rendering.pdf.headings import Heading
from crp_desktop.rendering.pdf.press import Press
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.saving import save
from crp_desktop.rendering.theme import A4, Paper

_STEPS = 100


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a document: pages, and the letters that no font had and that print as a box."""

    pages: int
    missing: tuple[str, ...]


def build(
    document: Document,
    target: Path | BinaryIO,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    invariant: bool = False,
    blocks: Sequence[Block] | None = None,
) -> Built:
    """Write the document as a tagged PDF to a file or a binary stream.

    A file appears whole or not at all: it is written beside its place and renamed. With `invariant` the same document
    gives the same bytes. `blocks` are printed in place of what the document says.
    Raises Refused when `cancelled()` says so, WriteFailed when the disk refuses; whatever `progress` raises goes
    through.
    """
    buffer = io.BytesIO()
    body = Press(document.theme).all(document.body) if blocks is None else blocks
    built = _write(document, body, buffer, _Watch(progress, cancelled), invariant)
    if isinstance(target, Path):
        save(buffer.getvalue(), target)
    else:
        target.write(buffer.getvalue())
    return built


class _Watch:
    """Tells how far the work is and stops it when the person wants that."""

    def __init__(self, progress: Progress | None, cancelled: Callable[[], bool] | None) -> None:
        self._progress = progress
        self._cancelled = cancelled

    def tell(self, done: float) -> None:
        """`done` is the share of the work, from 0 to 1."""
        if self._cancelled is not None and self._cancelled():
            raise Refused(tr("The document was cancelled."), safe=tr("Nothing was saved."))
        if self._progress is not None:
            self._progress(int(done * _STEPS), _STEPS)


def _write(
    document: Document, body: Sequence[Block], buffer: BinaryIO, watch: _Watch, invariant: bool
) -> Built:
    _check_headings(body)
    pages = lay_out(body, document.paper, watch.tell)
    root = Element("Document", lang=document.lang).adopt(e for block in body for e in block.elements())
    paper = document.paper
    canvas = TaggedCanvas(
        buffer,
        root,
        title=document.title,
        author=document.council,
        subject=document.subject,
        lang=document.lang,
        page_size=(paper.width, paper.height),
        invariant=invariant,
    )
    for number, page in enumerate(pages, 1):
        for block in page.walk():
            if isinstance(block, Heading):
                canvas.page_numbers.setdefault(block.key, number)
    around = Furniture(document.head, document.footer, document.illustrative, document.theme.accent)
    for number, page in enumerate(pages, 1):
        watch.tell(0.5 + 0.5 * (number - 1) / len(pages))
        if document.furniture:
            draw_furniture(canvas, paper, around, number, len(pages))
        page.draw(canvas, paper.left, paper.height - paper.top, paper.measure)
        canvas.showPage()
    canvas.save()
    watch.tell(1)
    return Built(len(pages), tuple(sorted(canvas.missing)))


def lay_out(
    body: Sequence[Block], paper: Paper = A4, tell: Callable[[float], None] = lambda done: None
) -> list[Block]:
    """The pages that blocks fill, each as one block; always at least one."""
    high = paper.height - paper.top - paper.bottom
    pages: list[Block] = []
    rest: Block | None = Stack(body)
    blocks = max(len(body), 1)
    while rest is not None:
        part, rest = rest.fit(Room(paper.measure, high, high, must=True))
        if part is None:
            raise RuntimeError("a block takes no room even on an empty page")
        pages.append(part)
        tell(0.5 * (1 - (len(rest.children()) if rest else 0) / blocks))
    return pages


def _check_headings(body: Sequence[Block]) -> None:
    """Headings must start at level 1 and never skip a level: PDF/UA, and anyone who listens, depends on it."""
    last = 0
    for block in (inner for outer in body for inner in outer.walk()):
        if isinstance(block, Heading):
            if block.level > last + 1:
                raise ValueError(
                    f"heading of level {block.level} follows one of level {last}: {block.text!r}"
                )
            last = block.level
