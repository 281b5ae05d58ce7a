"""What leaves the programme as a file: nobody else on the computer can read it, and it is whole or not there."""

import re
import sys
from pathlib import Path

import pytest

import crp_desktop
from crp_desktop.documents import prepare as report
from crp_desktop.documents.formats import Form
from crp_desktop.domain.errors import WriteFailed
from crp_desktop.rendering.saving import save
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
    assert found == {"saving.py", "private.py", "preferences.py", "rubric.py"}


@pytest.mark.parametrize("name", ["a.crp", "A.CRP", "a.crp-wal", "a.crp-shm", "a.crp.lock"])
def test_a_document_never_has_the_name_of_a_programme_or_of_what_belongs_to_one(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(WriteFailed):
        save(b"%PDF-1.7", tmp_path / name)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    "content",
    [b"SQLite format 3\0" + bytes(100), bytes(range(256)) * 16, b"text, then\0nothing", b"\xff\xfe" * 40],
)
def test_what_is_no_document_is_never_replaced(tmp_path: Path, content: bytes) -> None:
    target = tmp_path / "programme under another name.dat"
    target.write_bytes(content)
    with pytest.raises(WriteFailed, match="not the name of a document"):
        save(b"%PDF-1.7", target)
    assert target.read_bytes() == content


def test_the_open_programme_and_its_wal_survive_a_document_saved_over_them(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "other.crp-wal").write_bytes(bytes(64))
    for target in (Path(store.path), tmp_path / "other.crp-wal"):
        before = target.read_bytes()
        with pytest.raises(WriteFailed):
            save(b"%PDF-1.7", target)
        assert target.read_bytes() == before


@posix
def test_links_and_devices_are_left_alone(tmp_path: Path) -> None:
    real = tmp_path / "real.pdf"
    real.write_bytes(b"%PDF-1.7 before")
    (tmp_path / "link.pdf").symlink_to(real)
    (tmp_path / "folder.pdf").mkdir()
    for target in (tmp_path / "link.pdf", tmp_path / "folder.pdf", Path("/dev/null")):
        with pytest.raises(WriteFailed):
            save(b"%PDF-1.7", target)
    assert real.read_bytes() == b"%PDF-1.7 before"


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4", b"PK\x03\x04rest", "Zażółć".encode(), b"<html>", b"\x89PNG"]
)
def test_another_document_is_replaced(tmp_path: Path, content: bytes) -> None:
    target = tmp_path / "summary.pdf"
    target.write_bytes(content)
    save(b"%PDF-1.7", target)
    assert target.read_bytes() == b"%PDF-1.7"
