"""Odd things offered as a file to import."""

import os
import sys
from pathlib import Path

import pytest

from crp_desktop.domain.errors import InputProblem
from crp_desktop.services.capture.import_notes import first_names
from crp_desktop.services.capture.text_file import open_text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes in folders")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(InputProblem, match="is not a file"):
        open_text(tmp_path / "pipe.csv")


def test_a_million_names_are_a_short_line() -> None:
    told = first_names([f"column {place}" for place in range(1_000_000)])
    assert told.endswith("and 999,988 more")
    assert len(told) < 1_000
    assert first_names(("a", "b")) == "“a”, “b”"
