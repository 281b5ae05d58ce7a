"""Pages as pictures, for the window's preview, for a printer, for pictures of every document in tests."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr

_ONE_AT_A_TIME = threading.RLock()
"""PDFium must not be called from two threads at once; a preview and a print job may want to."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page on white: `pixels` are rows from the top, four bytes each: red, green, blue, 255."""

    width: int
    height: int
    pixels: bytes

    def png(self) -> bytes:
        """The picture as a PNG file without transparency."""
        buffer = io.BytesIO()
        picture = Image.frombytes("RGBA", (self.width, self.height), self.pixels)
        picture.convert("RGB").save(buffer, "PNG")
        return buffer.getvalue()


def page_sizes(source: Path | bytes) -> list[tuple[float, float]]:
    """The width and height of every page in points; raises InputProblem for what is not a PDF."""
    with _opened(source) as document, _ONE_AT_A_TIME:
        return [document.get_page_size(at) for at in range(len(document))]


def render_page(source: Path | bytes, number: int, *, dpi: float = 96) -> PageImage:
    """Page `number`, counted from 1, at `dpi`; raises InputProblem for what is not a PDF, IndexError past its end."""
    with _opened(source) as document:
        return _render(document, number, dpi)


@contextmanager
def _opened(source: Path | bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        with _ONE_AT_A_TIME:
            document = pdfium.PdfDocument(source)
    except (pdfium.PdfiumError, OSError) as error:
        raise InputProblem(
            tr("The document cannot be shown."),
            todo=tr("Try again, or open the file in another app."),
        ) from error
    try:
        yield document
    finally:
        with _ONE_AT_A_TIME:
            document.close()


def _render(document: pdfium.PdfDocument, number: int, dpi: float) -> PageImage:
    with _ONE_AT_A_TIME:
        if not 1 <= number <= len(document):
            raise IndexError(f"page {number} of {len(document)}")
        page = document[number - 1]
        try:
            bitmap = page.render(
                scale=dpi / 72, fill_color=(255, 255, 255, 255), rev_byteorder=True, prefer_bgrx=True
            )
            try:
                return PageImage(bitmap.width, bitmap.height, _tight(bytes(bitmap.buffer), bitmap))
            finally:
                bitmap.close()
        finally:
            page.close()


def _tight(buffer: bytes, bitmap: pdfium.PdfBitmap) -> bytes:
    """Rows without padding, every fourth byte 255."""
    row = bitmap.width * 4
    if bitmap.stride == row:
        pixels = bytearray(buffer[: row * bitmap.height])
    else:
        pixels = bytearray(b"".join(buffer[y * bitmap.stride :][:row] for y in range(bitmap.height)))
    pixels[3::4] = b"\xff" * (bitmap.width * bitmap.height)
    return bytes(pixels)
