"""Backups: whole, checked, under the same key, and never thinned by a wrong clock."""

import os
import random
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from crp_desktop.domain.errors import Damaged, Refused, StoreProblem
from crp_desktop.storage import checks
from crp_desktop.storage.backup import back_up, backups, due, save_copy, to_remove
from crp_desktop.storage.engine import change_key, close, full_check, open_engine
from crp_desktop.storage.keys import Key
from tests.make import PASSPHRASE, new_programme
from tests.storage.files import KEY, OTHER, add, contents, count, make

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path):
    made = make(tmp_path / "a.crp", rows=500)
    yield made
    close(made)


def test_a_backup_is_a_whole_file_under_the_same_passphrase(tmp_path):
    key = Key.from_passphrase("purple kettle harbour nine")
    engine = make(tmp_path / "a.crp", key, rows=500)
    path = back_up(engine, tmp_path / "backups", now=NOW)
    close(engine)
    assert list(contents(tmp_path / "backups")) == ["a 20260302-093000Z.crp"]
    copy = open_engine(path, key)
    assert count(copy) == 500
    assert full_check(copy) == []
    add(copy, 1)
    close(copy)
    with closing(dbapi2.connect(str(path))) as tool:
        tool.execute("PRAGMA cipher_log_level = NONE")
        tool.execute("PRAGMA key = 'purple kettle harbour nine'")
        assert tool.execute("SELECT count(*) FROM thing").fetchone() == (501,)


def test_copying_to_a_database_without_key_is_refused(engine, tmp_path):
    plain = dbapi2.connect(str(tmp_path / "b"))
    with closing(engine.raw_connection()) as source, pytest.raises(dbapi2.Error):
        source.driver_connection.backup(plain)
    plain.close()


def test_what_is_written_meanwhile_does_not_disturb_a_backup(engine, tmp_path):
    add(engine, 20_000, "w" * 100)
    stop = threading.Event()

    def work():
        while not stop.is_set():
            add(engine, 10)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        path = back_up(engine, tmp_path / "backups")
    finally:
        stop.set()
        worker.join()
    copy = open_engine(path, KEY)
    assert count(copy) % 10 == 0
    assert 20_500 <= count(copy) <= count(engine)
    close(copy)


def test_a_cancelled_backup_leaves_nothing(engine, tmp_path):
    add(engine, 20_000, "w" * 100)
    steps = []

    def stop_half_way(done, total):
        steps.append((done, total))
        return done < total / 2

    with pytest.raises(Refused, match="cancelled"):
        back_up(engine, tmp_path / "backups", progress=stop_half_way)
    assert len(steps) > 1
    assert 0 < steps[-1][0] < steps[-1][1]
    assert contents(tmp_path / "backups") == {}
    assert count(engine) == 20_500


def test_a_copy_that_fails_its_check_replaces_nothing(engine, tmp_path, monkeypatch):
    folder = tmp_path / "backups"
    old = back_up(engine, folder, now=NOW)
    before = contents(folder)
    monkeypatch.setattr(checks, "faults_of", lambda connection: ["page 5 is wrong"])
    with pytest.raises(Damaged, match="page 5 is wrong") as caught:
        back_up(engine, folder, now=NOW + timedelta(days=400))
    with pytest.raises(Damaged):
        save_copy(engine, old)
    assert "Earlier backups were kept" in caught.value.safe
    assert contents(folder) == before


def test_a_damaged_programme_is_not_backed_up_over_good_backups(tmp_path):
    path = tmp_path / "a.crp"
    engine = make(path, rows=3000)
    good = back_up(engine, tmp_path / "backups", now=NOW)
    close(engine)
    data = bytearray(path.read_bytes())
    data[6 * 4096 + 50] ^= 255
    path.write_bytes(data)
    engine = open_engine(path, KEY)
    with pytest.raises(Damaged):
        back_up(engine, tmp_path / "backups", now=NOW + timedelta(days=1))
    close(engine)
    assert list(contents(tmp_path / "backups")) == [good.name]


def test_a_copy_never_lands_on_a_file_that_is_open(engine, tmp_path):
    with pytest.raises(Refused, match="is open"):
        save_copy(engine, tmp_path / "a.crp")
    other = make(tmp_path / "b.crp")
    with pytest.raises(Refused, match="is open"):
        save_copy(engine, tmp_path / "b.crp")
    assert count(other) == 10
    close(other)
    os.link(tmp_path / "a.crp", tmp_path / "the same.crp")
    with pytest.raises(Refused, match="is open"):
        save_copy(engine, tmp_path / "the same.crp")
    save_copy(engine, tmp_path / "b.crp")
    other = open_engine(tmp_path / "b.crp", KEY)
    assert count(other) == 500
    close(other)


def test_a_copy_into_a_folder_that_is_gone(engine, tmp_path):
    with pytest.raises(StoreProblem, match="no longer where it was"):
        save_copy(engine, tmp_path / "gone" / "b.crp")


def test_the_list_says_which_backups_open_with_todays_key(engine, tmp_path):
    folder = tmp_path / "backups"
    old = back_up(engine, folder, now=NOW)
    change_key(engine, tmp_path / "a.crp", OTHER)
    new = back_up(engine, folder, now=NOW + timedelta(hours=1))
    (folder / "a 20260302-103000Z-2.crp").write_bytes(old.read_bytes()[:16] + os.urandom(8176))
    (folder / "a 99999999-999999Z.crp").write_bytes(b"no date")
    (folder / "another 20260302-093000Z.crp").write_bytes(b"of another file")
    (folder / "a 20260302-093001Z.crp").write_bytes(os.urandom(8192))
    found = backups(engine, folder)
    assert [(one.path.name, one.current_key) for one in found if one.path in (old, new)] == [
        (new.name, True),
        (old.name, False),
    ]
    assert len(found) == 3
    assert found[-1].made_at == NOW
    assert found[-1].size == old.stat().st_size
    assert backups(engine, tmp_path / "none") == []
    assert set(contents(folder)) == {path.name for path in folder.iterdir()}


def test_two_backups_in_one_second_are_two_files(engine, tmp_path):
    names = {back_up(engine, tmp_path / "backups", now=NOW).name for _ in range(3)}
    assert names == {"a 20260302-093000Z.crp", "a 20260302-093000Z-2.crp", "a 20260302-093000Z-3.crp"}


def kept(made: list[datetime], now: datetime) -> list[datetime]:
    """What is left of backups made at these times, oldest first."""
    numbered = {Path(str(number)): at for number, at in enumerate(made)}
    gone = set(to_remove(list(numbered.items()), now))
    return sorted(at for path, at in numbered.items() if path not in gone)


def test_thinning_keeps_two_days_whole_then_days_weeks_and_months():
    left: list[datetime] = []
    now = NOW
    for hour in range(0, 24 * 320, 8):
        now = NOW + timedelta(hours=hour)
        left = kept([*left, now], now)
    ages = [now - at for at in left]
    assert [age for age in ages if age <= timedelta(days=2)] == [
        timedelta(hours=h) for h in range(48, -1, -8)
    ]
    assert len({at.date() for at in left if now - at < timedelta(days=12)}) == 12
    assert len({at.strftime("%G-%V") for at in left}) >= 10
    assert len({at.strftime("%Y-%m") for at in left}) == 9
    assert len(left) <= 9 + 12 + 10 + 9


def test_backups_that_are_rare_all_stay():
    yearly = [NOW + timedelta(days=365 * year) for year in range(6)]
    assert kept(yearly, yearly[-1]) == yearly


def test_a_clock_that_jumped_ahead_removes_little_and_stops_nothing(engine, tmp_path):
    folder = tmp_path / "backups"
    real = [NOW - timedelta(hours=6 * number) for number in range(120)]
    real = kept(real, NOW)
    wrong = NOW + timedelta(days=5000)
    during = kept([*real, wrong], wrong)
    assert len({at.date() for at in during} & {at.date() for at in real}) >= 12
    assert set(real[-4:]) <= set(during)
    back_up(engine, folder, now=wrong)
    assert due(engine, folder, timedelta(hours=1), now=NOW)
    back_up(engine, folder, now=NOW)
    assert not due(engine, folder, timedelta(hours=1), now=NOW + timedelta(minutes=59))
    assert due(engine, folder, timedelta(hours=1), now=NOW + timedelta(minutes=60))
    assert len(backups(engine, folder)) == 2


def test_backups_from_the_future_do_not_pile_up_nor_push_real_ones_out():
    ahead = [NOW + timedelta(days=3000 + day) for day in range(20)]
    real = [NOW - timedelta(hours=hour) for hour in range(40)]
    left = kept([*ahead, *real], NOW)
    assert left == sorted(real) + ahead[-3:]


def test_thinning_never_leaves_fewer_than_five():
    chance = random.Random(7)
    for _ in range(200):
        made = [NOW + timedelta(hours=chance.uniform(-30000, 300)) for _ in range(chance.randint(1, 60))]
        past = [at for at in made if at <= NOW]
        left = kept(made, NOW)
        assert len(left) >= min(5, len(past))
        assert not past or max(past) in left


def test_nothing_was_ever_backed_up(engine, tmp_path):
    assert due(engine, tmp_path / "none", timedelta(hours=1))


def two_of_one_name(tmp_path, key):
    """Two programmes called a.crp in two folders, open."""
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    return [new_programme(tmp_path / name / "a.crp", key) for name in ("one", "other")]


@pytest.mark.parametrize("key", [None, PASSPHRASE])
def test_two_programmes_of_one_name_leave_each_others_backups_alone(tmp_path, key):
    one, other = two_of_one_name(tmp_path, key)
    folder = tmp_path / "backups"
    mine = [back_up(one.engine, folder, now=NOW + timedelta(days=day)) for day in range(9)]
    theirs = [back_up(other.engine, folder, now=NOW + timedelta(days=day)) for day in range(0, 800, 10)]
    assert [found.path for found in backups(one.engine, folder)] == mine[::-1]
    assert {found.path for found in backups(other.engine, folder)} <= set(theirs)
    later = NOW + timedelta(days=8, hours=2)
    assert not due(one.engine, folder, timedelta(hours=4), now=later)
    back_up(other.engine, folder, now=later + timedelta(hours=3))
    assert due(one.engine, folder, timedelta(hours=4), now=later + timedelta(hours=3))
    one.close()
    other.close()


@pytest.mark.parametrize("key", [None, PASSPHRASE])
def test_a_programme_keeps_its_backups_when_its_file_is_renamed(tmp_path, key):
    folder = tmp_path / "backups"
    store = new_programme(tmp_path / "a.crp", key)
    before = back_up(store.engine, folder, now=NOW)
    store.close()
    (tmp_path / "a.crp").rename(tmp_path / "the new name.crp")
    engine = open_engine(
        tmp_path / "the new name.crp", Key.none() if key is None else Key.from_passphrase(key)
    )
    assert [found.path for found in backups(engine, folder)] == [before]
    assert due(engine, folder, timedelta(hours=4), now=NOW + timedelta(minutes=1))
    after = back_up(engine, folder, now=NOW + timedelta(minutes=1))
    assert after.name.startswith("the new name ")
    assert [found.path for found in backups(engine, folder)] == [after, before]
    if key:
        change_key(engine, tmp_path / "the new name.crp", OTHER)
        assert [found.current_key for found in backups(engine, folder)] == [False, False]
    close(engine)


def test_a_copy_that_is_worked_on_does_not_push_out_the_originals_backups(tmp_path):
    folder = tmp_path / "backups"
    original = make(tmp_path / "a.crp")
    save_copy(original, tmp_path / "copy.crp")
    copy = open_engine(tmp_path / "copy.crp", KEY)
    days = [NOW - timedelta(days=day) for day in range(30, 0, -1)]
    mine = []
    for day in days:
        mine.append(back_up(original, folder, now=day))
        back_up(copy, folder, now=day + timedelta(hours=1))
    left = {found.path for found in backups(original, folder)}
    assert len(left & set(mine)) >= 12
    assert due(original, folder, timedelta(hours=4), now=NOW)
    close(copy)
    close(original)
