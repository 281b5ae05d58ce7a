"""What leaves the programme as a file: nobody else on the computer can read it, and it is whole or not there."""

import re
import sys
from pathlib import Path

import pytest

import crp_desktop
from crp_desktop.domain.errors import WriteFailed
from crp_desktop.reports.saving import save
from crp_desktop.services import report
from crp_desktop.services.report_forms import Form
from crp_desktop.storage.store import Store

CODE = Path(crp_desktop.__file__).parent
OTHERS = 0o077
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other people out by folders")


@posix
@pytest.mark.parametrize("form", list(Form))
def test_a_saved_document_is_for_its_owner_only(sample: Store, tmp_path: Path, form: Form) -> None:
    target = tmp_path / f"a.{form}"
    target.write_text("one that everybody could read")
    target.chmod(0o644)
    report.save_report(sample, report.find_subject(sample, "committee-paper"), target, form=form)
    assert target.stat().st_mode & OTHERS == 0


@posix
def test_a_link_laid_where_the_unfinished_file_goes_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / ".a.pdf.part").symlink_to(tmp_path / "mine")
    save(b"words", tmp_path / "a.pdf")
    assert (tmp_path / "mine").read_text() == "mine"
    assert (tmp_path / "a.pdf").read_bytes() == b"words"


def test_a_folder_that_is_not_there_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="could not be saved"):
        save(b"words", tmp_path / "gone" / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_nothing_else_writes_files_that_leave_the_programme() -> None:
    """Settings, the log and the rubric hold no words of a programme; everything else goes through `save`."""
    writes = re.compile(r"\.write_(bytes|text)\(|open\([^)]*[\"'][wx]b?[\"']")
    found = {path.name for path in CODE.rglob("*.py") if writes.search(path.read_text("utf-8"))}
    assert found == {"saving.py", "preferences.py", "rubric.py"}
