"""Backups that still hold words taken out since: which, until when, and how they go."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.errors import Problem
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture import note
from crp_desktop.services.privacy import safeguarding, withdrawal
from crp_desktop.services.privacy.safeguarding import Concern
from crp_desktop.services.programme import backups
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.programme.keeping import list_backups
from crp_desktop.services.programme.people import sign_in
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import backup, tables
from crp_desktop.storage.engine import opened
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from tests.make import PASSPHRASE, new_programme


@pytest.fixture
def store(tmp_path: Path):
    made = new_programme(tmp_path / "a.crp", PASSPHRASE)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def shop_with(store: Store, words: str, begun: datetime) -> str:
    """A workshop that was begun at some time before today, with one note."""
    done = workshop.add_workshop(store)
    with store.unjournaled() as conn:
        conn.execute(
            update(tables.step)
            .where(tables.step.c.id == done.step.id)
            .values(at=begun.isoformat("T", "milliseconds"))
        )
    capture.file_line(store, done.value, parse_line(words), None)
    return done.value


def made_at(store: Store, folder: Path, *days_ago: float) -> list[Path]:
    return [
        backup.back_up(store.engine, folder, now=now() - timedelta(days=ago))
        for ago in sorted(days_ago)[::-1]
    ]


def now() -> datetime:
    return datetime.now(UTC)


def only(store: Store, shop: str) -> str:
    return note.notes(store, shop)[0].id


def test_nothing_is_said_while_nothing_was_taken_out(store: Store, folder: Path) -> None:
    shop = shop_with(store, "P1: said", now() - timedelta(days=9))
    made_at(store, folder, 1)
    note.delete_notes(store, [only(store, shop)])
    assert backups.held_backups(store, folder) == []


@pytest.mark.parametrize("way", ["withdrawn", "sealed"])
def test_those_between_the_workshop_and_the_taking_out_are_named_with_their_last_day(
    store: Store, folder: Path, way: str
) -> None:
    shop = shop_with(store, "P1: said", now() - timedelta(days=9))
    before, first, last = made_at(store, folder, 12, 8, 1)
    if way == "withdrawn":
        withdrawal.withdraw(store, shop, [only(store, shop)])
    else:
        safeguarding.seal(store, shop, Concern("said"), [only(store, shop)])
    clean = backup.back_up(store.engine, folder, now=now() + timedelta(minutes=5))
    held = backups.held_backups(store, folder)
    assert [one.path for one in held] == [last, first]
    assert {one.until for one in held} == {datetime.now().date() + timedelta(days=backups.KEPT_DAYS)}
    assert before.exists()
    assert clean.exists()


def test_they_are_deleted_only_after_a_new_backup_was_made(store: Store, folder: Path) -> None:
    shop = shop_with(store, "P1: said", now() - timedelta(days=9))
    before, first, last = made_at(store, folder, 12, 8, 1)
    withdrawal.withdraw(store, shop, [only(store, shop)])
    seen: list[bool] = []
    went = backups.delete_held(
        store, folder, [first, before], progress=lambda done, total: seen.append(first.exists())
    )
    assert went == 1, "only what holds gone words is deleted from here"
    assert all(seen)
    left = [one.path for one in list_backups(store, folder)]
    assert first not in left
    assert {before, last} < set(left)
    assert len(left) == 3


def test_without_a_new_backup_none_is_deleted(store: Store, folder: Path, monkeypatch) -> None:
    shop = shop_with(store, "P1: said", now() - timedelta(days=9))
    made = made_at(store, folder, 3)
    withdrawal.withdraw(store, shop, [only(store, shop)])

    def refuse(*_: object, **__: object) -> Path:
        raise Problem("The disk is full.")

    monkeypatch.setattr(backup, "back_up", refuse)
    with pytest.raises(Problem):
        backups.delete_held(store, folder, made)
    assert made[0].exists()


def test_after_their_last_day_the_next_backup_takes_them_along(store: Store, folder: Path) -> None:
    shop = shop_with(store, "P1: said", now() - timedelta(days=60))
    before, old = made_at(store, folder, 70, 50)
    safeguarding.seal(store, shop, Concern("said"), [only(store, shop)])
    backups.back_up(store, folder)
    assert old.exists(), "its day has not come"
    long_ago = (now() - timedelta(days=backups.KEPT_DAYS + 1)).isoformat("T", "milliseconds")
    with store.unjournaled() as conn:
        conn.execute(update(tables.sealed).values(sealed_at=long_ago))
    made = backups.back_up(store, folder)
    assert not old.exists()
    assert before.exists()
    assert made.exists()
    assert opened(store.engine).path.exists()


def test_after_a_rename_the_backups_that_hold_withdrawn_words_are_still_named(
    store: Store, folder: Path
) -> None:
    shop = shop_with(store, "P1: said", now() - timedelta(days=9))
    (held,) = made_at(store, folder, 1)
    store.close()
    renamed = store.path.rename(store.path.with_name("Northmere 2026.crp"))
    again = open_programme(renamed, Key.from_passphrase(PASSPHRASE), backups=folder)
    sign_in(again, "Ana Reyes", "device-of-tests")
    withdrawal.withdraw(again, shop, [only(again, shop)])
    assert [one.path for one in backups.held_backups(again, folder)] == [held]
    assert backups.delete_held(again, folder, [held]) == 1
    assert not held.exists()
    again.close()
