"""Killing a process in the middle of its work, again and again."""

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

KILLS = int(os.environ.get("CRP_KILLS", "3"))
ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is for POSIX")


def killed(kind: str, folder: Path, longest: float, *, temporary: Path | None = None) -> Iterator[list[str]]:
    """What `KILLS` processes said before each was killed, up to `longest` seconds after its first line."""
    chance = random.Random(f"{kind} {KILLS}")
    surroundings = {**os.environ, "TMPDIR": str(temporary)} if temporary else None
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.victim", kind, str(folder)],
            cwd=ROOT,
            env=surroundings,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        said = [process.stdout.readline()]
        assert said[0], f"{kind} ended by itself"
        reader = threading.Thread(target=lambda: said.extend(process.stdout), daemon=True)  # noqa: B023
        reader.start()
        time.sleep(chance.uniform(0, longest))
        process.kill()
        process.wait()
        reader.join()
        process.stdout.close()
        yield [line.rstrip("\n") for line in said if line.endswith("\n")]
