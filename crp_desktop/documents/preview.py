"""Pages of a finished PDF as pictures, for the window and for printers; on one thread at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.documents.prepare import Progress, find_subject, make_report
from crp_desktop.domain.errors import Problem
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page on white: page number from 1, size in pixels, 4 bytes a pixel (red, green, blue, 255) row by row."""

    number: int
    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pages as they were asked for under `tag`, so that pictures of an older state can be told from the newest."""

    tag: int
    images: tuple[PageImage, ...]


def page_images(
    content: bytes, numbers: Sequence[int], width: int, tag: int = 0, progress: Progress | None = None
) -> Drawn:
    """The pages of those numbers (from 1), each `width` pixels wide."""
    from crp_desktop.rendering.pictures import render_page

    made = []
    sizes = page_sizes(content)
    for done, number in enumerate(numbers):
        if progress is not None:
            progress(done, len(numbers))
        page = render_page(content, number, dpi=72 * width / sizes[number - 1][0])
        made.append(PageImage(number, page.width, page.height, page.pixels))
    return Drawn(tag, tuple(made))


def page_sizes(content: bytes) -> list[tuple[float, float]]:
    """Width and height of every page, in points."""
    from crp_desktop.rendering import pictures as render

    return render.page_sizes(content)


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The first page of a document as it would print now; `image` is None where it cannot be made."""

    document: str
    tag: int
    image: PageImage | None


def first_page(
    store: Store, /, document: str, width: int, tag: int = 0, progress: Progress | None = None
) -> FirstPage:
    """The first page of a kind of document with everything left to its defaults."""
    try:
        made = make_report(store, find_subject(store, document), progress)
    except Problem:
        return FirstPage(document, tag, None)
    return FirstPage(document, tag, page_images(made.content, [1], width).images[0])
