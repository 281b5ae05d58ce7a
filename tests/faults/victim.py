"""A process at work, to be killed: `python -m tests.faults.victim KIND FOLDER`. It says a line before and after each
piece of work, and goes on until it is killed."""

import sys
import time
from itertools import count
from pathlib import Path

from crp_desktop.domain.capture import parse_line
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.handle import HANDOVER_ENDING
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.programme.people import sign_in
from crp_desktop.services.programme.sample import write_sample
from crp_desktop.services.workshops import templates, workshop
from crp_desktop.storage.backup import back_up
from crp_desktop.storage.handover import Part, write_handover
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from tests.make import PASSPHRASE, new_programme

WORDS = "zebra crossing marker"
SEALED = "harbour candle meadow seven"


def say(text: object) -> None:
    print(text, flush=True)


def opened(path: Path, *, read_only: bool = False) -> Store:
    key = Key.from_passphrase(PASSPHRASE)
    store = open_programme(path, key, backups=path.parent / "backups", read_only=read_only)
    if not read_only:
        sign_in(store, "Ana Reyes", "device-of-tests")
    return store


def make(folder: Path) -> None:
    """Programmes one after the other, each said before and once it is made; every third is the sample."""
    for number in count():
        path = folder / f"{number}.crp"
        say(f"making {path.name}")
        made = write_sample(path, None, "device") if number % 3 == 2 else new_programme(path, PASSPHRASE)
        say(f"made {path.name}")
        made.close()


def work(folder: Path) -> None:
    """Opens, files notes, closes, again and again; each note is said once it is saved."""
    for turn in count():
        store = opened(folder / "a.crp")
        say("open")
        shop = workshop.workshops(store)[0].id
        for number in range(5):
            words = f"{WORDS} {turn} {number}"
            capture.file_line(store, shop, parse_line(words), None)
            say(f"filed {words}")
        store.close()


def read(folder: Path) -> None:
    """Opens to read what another process left open, the sample and a programme with a passphrase in turn."""
    while True:
        for name, key in (("sample.crp", Key.none()), ("a.crp", Key.from_passphrase(PASSPHRASE))):
            store = open_programme(folder / name, key, backups=folder, read_only=True)
            say(f"open {name}")
            time.sleep(0.02)
            store.close()


def save(folder: Path) -> None:
    """Backups one after the other."""
    store = opened(folder / "a.crp")
    while True:
        say("saving")
        say(back_up(store.engine, folder / "backups").name)


def hand_over(folder: Path) -> None:
    """Handover files one after the other, each said once it is written."""
    for number in count():
        say("writing")
        write_handover(folder / f"{number}{HANDOVER_ENDING}", SEALED, [Part("words", "Words", WORDS * 5000)])
        say(f"{number}{HANDOVER_ENDING}")


def prepare(folder: Path) -> None:
    """A programme with a workshop and a thousand words, closed, for `work`, `save` and `read`."""
    store = new_programme(folder / "a.crp", PASSPHRASE)
    shop = templates.add_from_template(store, "young_people").value
    for number in range(30):
        capture.file_line(store, shop, parse_line(f"{WORDS} {number} " * 30), None)
    store.close()


if __name__ == "__main__":
    kinds = {"make": make, "work": work, "read": read, "save": save, "hand_over": hand_over}
    kinds[sys.argv[1]](Path(sys.argv[2]))
