"""Killed while typing: every note that was filed is there, and the line is half a second old at most.

Three kills as a rule; CRP_KILLS says how many (100 before a release).
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from crp_desktop.services.capture import draft, note
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.programme.people import sign_in
from crp_desktop.services.workshops import templates
from crp_desktop.storage.engine import full_check
from crp_desktop.storage.keys import Key
from tests.make import PASSPHRASE, new_programme

KILLS = int(os.environ.get("CRP_KILLS", "3"))
SLACK = 0.25


def typed_until_killed(
    path: Path, shop: str, seconds: float
) -> tuple[list[str], list[tuple[float, str]], float]:
    """Notes said to be filed, (moment, text) of every key, and the moment of the kill."""
    command = [sys.executable, "-m", "tests.ui.typist", str(path), shop]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert child.stdout is not None
    said: list[str] = []
    reader = threading.Thread(target=lambda: said.extend(child.stdout), daemon=True)  # type: ignore[arg-type]
    reader.start()
    until = time.monotonic() + 60
    while not said and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(seconds)
    killed = time.monotonic()
    child.send_signal(signal.SIGKILL)
    child.wait()
    reader.join()
    child.stdout.close()
    keys = [
        line.rstrip("\n").split(" ", 2)[1:]
        for line in said
        if line.startswith("key ") and line.endswith("\n")
    ]
    filed = [line[6:].rstrip("\n") for line in said if line.startswith("filed ") and line.endswith("\n")]
    return filed, [(float(moment), text) for moment, text in keys], killed


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is for POSIX")
def test_nothing_that_was_filed_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.crp"
    store = new_programme(path, PASSPHRASE)
    shop = templates.add_from_template(store, "young_people").value
    store.close()
    chance = random.Random(5)
    everything: list[str] = []
    for _ in range(KILLS):
        filed, keys, killed = typed_until_killed(path, shop, chance.uniform(0.4, 2.0))
        everything += filed
        assert keys
        store = open_programme(path, Key.from_passphrase(PASSPHRASE), backups=tmp_path / "backups")
        sign_in(store, "Ana Reyes", "device-of-tests")
        try:
            assert full_check(store.engine) == []
            there = [one.text for one in note.notes(store, shop)]
            assert set(everything) <= set(there)
            assert len(there) == len(set(there))
            left = draft.draft(store, capture.draft_place(shop))
            check_line(left.text if left else "", keys, there, killed)
            draft.save_draft(store, capture.draft_place(shop), "")
        finally:
            store.close()


def check_line(left: str, keys: list[tuple[float, str]], there: list[str], killed: float) -> None:
    """The line on disk is what stood in the field half a second before the kill, or later."""
    old = [text for moment, text in keys if moment < killed - 0.5 - SLACK]
    if not old or old[-1] in there or any(text.startswith(old[-1]) for text in there):
        return
    assert left.startswith(old[-1]), (left, old[-1])
