"""Pictures of every page: `python -m tests.gallery OUT [--only PATTERN]`.

Each module of `tests/scenes` has `scenes(make_programme) -> dict`: a name for each scene and a callable that returns a
QWidget (photographed light and dark, at 100% and 200% text, 1366 x 768 when it is a window) or the Path of a PDF (each
page becomes a picture). `make_programme(kind)` opens a fresh programme: "empty", "sample" or "stress".

Each picture of a widget is also judged: a sideways scroll bar, words cut off, a control too small to hit. What is found
is printed, and the exit code is 1.
"""

import argparse
import importlib
import os
import pkgutil
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

import tests.scenes
from crp_desktop.ui import theme
from tests import programmes
from tests.ui.judge import judge

Scene = Callable[[], "QWidget | Path"]
SIZE = (1366, 768)
LOOKS = (("light", 100), ("dark", 100), ("light", 200), ("dark", 200))


def all_scenes(folder: Path) -> dict[str, Scene]:
    """Every scene of every module in `tests/scenes`, by "module-name"."""
    made: dict[str, Scene] = {}
    for found in sorted(pkgutil.iter_modules(tests.scenes.__path__), key=lambda one: one.name):
        module = importlib.import_module(f"tests.scenes.{found.name}")
        for name, scene in module.scenes(programmes.maker(folder)).items():
            made[f"{found.name}-{name}"] = scene
    return made


def pictures(name: str, scene: Scene, out: Path, app: QApplication) -> Iterator[str]:
    """Save the pictures of one scene; what is wrong in them."""
    for theme_name, text_size in LOOKS:
        look = theme.Look(app, theme_name, text_size)
        shown = scene()
        if isinstance(shown, Path):
            _save_pdf(name, shown, out)
            look.deleteLater()
            return
        picture = f"{name}-{theme_name}-{text_size}"
        _settle(shown)
        shown.grab().save(str(out / f"{picture}.png"))
        yield from (f"{picture}: {fault}" for fault in judge(shown))
        shown.close()
        shown.deleteLater()
        look.deleteLater()
        _drain()


def _settle(widget: QWidget) -> None:
    if widget.isWindow() and widget.maximumWidth() > SIZE[0] and not widget.property("ownSize"):
        widget.resize(*SIZE)
    widget.show()
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    if widget.isWindow() and widget.height() > SIZE[1] and not widget.property("ownSize"):
        widget.resize(*SIZE)  # grown while it was laid out; what it cannot shrink below now is a fault
        QApplication.processEvents()


def _drain() -> None:
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def _save_pdf(name: str, file: Path, out: Path) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        for number in range(len(document)):
            image: Any = document[number].render(scale=1.5)
            image.to_pil().save(out / f"{name}-page-{number + 1}.png")


def main() -> int:
    """Make the pictures; 1 when something is wrong in one of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="a regular expression that the scene's name must contain")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    app = QApplication([sys.argv[0]])
    app.setCursorFlashTime(0)
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[name] = folder
        for name, scene in all_scenes(Path(folder)).items():
            if re.search(given.only, name):
                print(name, flush=True)
                faults += pictures(name, scene, given.out, app)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
