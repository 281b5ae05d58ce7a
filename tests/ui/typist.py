"""Types notes on the real capture page until killed: `python -m tests.ui.typist STORE WORKSHOP`.

Says a line for each key ("key SECONDS TEXT") and for each note that was filed ("filed TEXT").
"""

import os
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.programme.people import sign_in
from crp_desktop.storage.keys import Key
from crp_desktop.ui.theme import Look
from tests.make import PASSPHRASE
from tests.ui.window import Desk


def main(path: Path, workshop_id: str) -> None:
    """Type on and on."""
    app = QApplication([])
    folder = Path(tempfile.mkdtemp())
    store = open_programme(path, Key.from_passphrase(PASSPHRASE), backups=folder)
    sign_in(store, "Ana Reyes", "device-of-tests")
    at = Desk(Look(app), store, folder)
    page = at.go("capture", workshop=workshop_id)
    field = page.line.field
    field.selectAll()
    for number in count(1):
        words = f"note {os.getpid()} {number} and what was said about it"
        for letter in words:
            QTest.keyClicks(field, letter)
            print(f"key {time.monotonic():.3f} {field.text()}", flush=True)
            app.processEvents()
            time.sleep(0.004)
        filed = field.text()
        QTest.keyClick(field, Qt.Key.Key_Return)
        app.processEvents()
        if not field.text():
            print(f"filed {filed}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
