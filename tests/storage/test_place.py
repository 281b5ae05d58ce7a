"""Where a file is: a file moved under us is noticed and can be saved elsewhere; synced folders are named."""

import sys
from pathlib import Path

import pytest

from crp_desktop.domain.errors import WriteFailed
from crp_desktop.storage.backup import save_copy
from crp_desktop.storage.engine import close, open_engine, opened
from crp_desktop.storage.file_identity import FileIdentity, require_there, still_there, synced_folder
from tests.storage.files import KEY, count, make


def test_a_moved_file_is_noticed_and_can_still_be_saved_elsewhere(tmp_path):
    path = tmp_path / "a.crp"
    engine = make(path)
    identity = opened(engine).identity
    require_there(path, identity)
    with engine.connect():
        if sys.platform != "win32":
            path.rename(tmp_path / "b.crp")
            assert not still_there(path, identity)
            path.write_bytes(b"another file")
            assert not still_there(path, identity)
            with pytest.raises(WriteFailed, match="moved, deleted or replaced"):
                require_there(path, identity)
    save_copy(engine, tmp_path / "saved.crp")
    saved = open_engine(tmp_path / "saved.crp", KEY)
    assert count(saved) == 10
    close(saved)
    close(engine)
    assert FileIdentity.of(tmp_path / "saved.crp") != identity


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("/home/ann/Dropbox/work/a.crp", "Dropbox"),
        ("/home/ann/Dropbox (Council)/a.crp", "Dropbox"),
        ("/home/ann/OneDrive - Some Council/x/a.crp", "OneDrive"),
        ("/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/a.crp", "iCloud"),
        ("/Users/ann/Library/CloudStorage/GoogleDrive-ann@example.org/My Drive/a.crp", "Google Drive"),
        ("/home/ann/Documents/dropboxes/a.crp", None),
        ("/home/ann/work/onedrive.crp", None),
    ],
)
def test_a_folder_that_goes_to_the_internet_is_named(place, service):
    assert synced_folder(Path(place), {}) == service


def test_a_synced_folder_is_told_by_what_the_service_sets_and_leaves(tmp_path):
    assert synced_folder(tmp_path / "a.crp", {"OneDriveCommercial": str(tmp_path)}) == "OneDrive"
    assert synced_folder(tmp_path / "a.crp", {}) is None
    (tmp_path / ".dropbox.cache").mkdir()
    assert synced_folder(tmp_path / "x" / "a.crp", {}) == "Dropbox"
