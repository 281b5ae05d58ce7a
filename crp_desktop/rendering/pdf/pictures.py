"""Pictures from files, such as a council's logo."""

import io
from typing import Any

from reportlab.lib.utils import ImageReader

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.flow import Block
from crp_desktop.rendering.pdf.tagging import Element


class Picture(Block):
    """A PNG or JPEG no wider and no higher than it may be, never larger than at 72 dots an inch.

    `data` is the file; `alt` says what it shows, and without it the picture is decoration. Raises InputProblem when it
    cannot be read.
    """

    def __init__(self, data: bytes, *, alt: str, widest: float, highest: float) -> None:
        try:
            self._reader: Any = ImageReader(io.BytesIO(data))
            wide, high = self._reader.getSize()
        except Exception as error:
            raise InputProblem(
                tr("The picture cannot be read."),
                todo=tr("Choose a PNG or JPEG file that opens in other apps."),
            ) from error
        self._scale = min(1, widest / wide, highest / high)
        self._size = (float(wide), float(high))
        self.data = data
        self.element = Element("Figure", alt=alt) if alt else None

    @property
    def wide(self) -> float:
        """How wide it is where there is room for it, in points."""
        return float(self._size[0] * self._scale)

    def _drawn(self, width: float) -> tuple[float, float]:
        scale = min(self._scale, width / self._size[0])
        return self._size[0] * scale, self._size[1] * scale

    def height(self, width: float) -> float:
        """Its height at the size it is drawn."""
        return self._drawn(width)[1]

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """In the upper left corner of its place."""
        wide, high = self._drawn(width)
        place = (x, top - high, x + wide, top)
        with canvas.picture(self.element, place) if self.element else canvas.artifact():
            canvas.drawImage(self._reader, x, top - high, wide, high, mask="auto")
