"""A large table is read as it comes: memory does not grow with it."""

import subprocess
import sys
from pathlib import Path

from crp_desktop.storage.store import Store


def test_a_large_table_is_read_in_a_stream(store: Store, shop: str, tmp_path: Path) -> None:
    """10 MB, in a process of its own, may take some more memory than a file of one row, not many times its size."""
    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("text,speaker\n")
        for number in range(10_000):
            file.write(f"{number} {'more buses please ' * 55},P{number % 30}\n")
    size = path.stat().st_size
    small = tmp_path / "small.csv"
    small.write_text("text,speaker\nMore buses,P1\n")
    used = [_peak(one, tmp_path / f"{at}.crp") for at, one in enumerate((small, path))]
    assert used[1] - used[0] < 3 * size


_IMPORT = """
import resource, sys
from pathlib import Path
from crp_desktop.services.workshops import workshop
from crp_desktop.services.capture.import_notes import (
    Codes,
    encoding_words,
    file_all,
    foresee,
    import_notes,
    open_notes,
    read_lines,
    read_preview,
    what_to_say,
)
from tests.make import new_programme
store = new_programme(Path(sys.argv[2]))
import_notes(store, workshop.add_workshop(store).value, Path(sys.argv[1]))
store.close()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def _peak(path: Path, made: Path) -> int:
    """The most memory that an import takes, in bytes."""
    done = subprocess.run(
        [sys.executable, "-c", _IMPORT, str(path), str(made)], capture_output=True, text=True, check=True
    )
    return int(done.stdout)
