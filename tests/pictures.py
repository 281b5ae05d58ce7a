"""The two pictures of the README, from the sample: `python -m tests.pictures` writes them to resources/pictures."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

import pypdfium2
from PIL import Image
from PySide6.QtWidgets import QApplication

from crp_desktop.documents.prepare import find_subject, save_report
from crp_desktop.services.findings.finding import findings
from crp_desktop.ui import theme
from tests import programmes
from tests.ui.accessibility import settle
from tests.ui.shell import window_on

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "pictures"
COLOURS = 200


def main() -> None:
    """Write both."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    app = QApplication([sys.argv[0]])
    theme.Look(app, "light", 100)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = programmes.maker(folder)("sample")
        first = next(one for one in findings(store) if any(link.number == 24 for link in one.articles))
        window = window_on(store, folder / "settings", "findings", finding=first.id)
        settle()
        window.grab().save(str(folder / "window.png"))
        keep(Image.open(folder / "window.png"), "window.png")
        save_report(store, find_subject(store, "workshop-summary", "1"), folder / "summary.pdf")
        with pypdfium2.PdfDocument(folder / "summary.pdf") as document:
            page: Any = document[0].render(scale=1.25)
            keep(page.to_pil(), "page.png")
        window.close()


def keep(picture: Image.Image, name: str) -> None:
    """Save with few colours: the same to the eye, a fraction of the size."""
    few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    main()
