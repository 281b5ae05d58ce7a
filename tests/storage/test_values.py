"""SQLite takes any value in any column: a plain file with values of the wrong kind is refused before it is shown."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean, Column, Integer, LargeBinary
from sqlalchemy.dialects.sqlite import dialect
from sqlcipher3 import dbapi2

from crp_desktop.cli import VARIABLE, main
from crp_desktop.domain.errors import NotAProgramme
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.programme.sample import write_sample
from crp_desktop.storage import tables
from crp_desktop.storage.columns import BETWEEN, HOLDS, ONE_OF, EnumText, Holds, JsonList
from crp_desktop.storage.keys import Key
from crp_desktop.storage.values import wrong_values
from tests.make import PASSPHRASE
from tests.storage.files import contents

SQLITE = dialect()
COLUMNS = [column for table in tables.programme.metadata.sorted_tables for column in table.columns]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sample") / "a.crp"
    write_sample(path, None, "device").close()
    return path.read_bytes()


@pytest.fixture(scope="module")
def memory(sample: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dbapi2.Connection]:
    """A copy of the sample in memory, without foreign keys; whoever changes it rolls back."""
    path = tmp_path_factory.mktemp("memory") / "a.crp"
    path.write_bytes(sample)
    with closing(dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)) as connection:
        with closing(dbapi2.connect(str(path))) as source:
            source.backup(connection)
        yield connection


def crafted(path: Path, sample: bytes, *statements: str) -> Path:
    path.write_bytes(sample)
    with closing(dbapi2.connect(str(path))) as stranger:
        for statement in statements:
            stranger.execute(statement)
        stranger.commit()
        stranger.execute("PRAGMA journal_mode = DELETE")
    return path


CRAFTED = {
    "a kind that there is not": "UPDATE note SET kind = 'zzz'",
    "a number as a kind": "UPDATE finding SET kind = 12345",
    "bytes as text": "UPDATE note SET text = x'00ff'",
    "no UTF-8": "UPDATE note SET text = CAST(x'61ff62' AS TEXT)",
    "a lone surrogate": "UPDATE person SET name = CAST(x'eda080' AS TEXT)",
    "text as a number": "UPDATE note SET votes = 'many'",
    "a fraction": "UPDATE note SET votes = 1.5",
    "a number beyond all": "UPDATE note SET votes = 9007199254740993",
    "neither yes nor no": "UPDATE note SET starred = 2",
    "an id that is none": "UPDATE change SET row_id = '../../x'",
    "an id in capitals": "UPDATE programme SET id = upper(id)",
    "a reference that leads nowhere": "UPDATE note SET speaker_id = 'nobody'",
    "no list": "UPDATE programme SET phrases = '{}'",
    "no JSON": "UPDATE programme SET badges = '[\"a'",
    "a list of lists": "UPDATE programme SET watched = '[[[1]]]'",
    "a list of numbers": "UPDATE workshop SET badges = '[1, 2]'",
    "no record": "UPDATE change SET after = '[1]' WHERE after IS NOT NULL",
    "no snapshot": "UPDATE sign_off SET snapshot = 'x'",
    "no day": "UPDATE period SET starts_on = '2026-02-30'",
    "no time": "UPDATE note SET written_at = '2026-02-30T10:00:00+00:00'",
    "a time of no place": "UPDATE step SET at = '2026-02-03T10:00:00'",
    "an hour that there is not": "UPDATE step SET at = '2026-02-03T25:00:00+00:00'",
    "an offset of weeks": "UPDATE workshop SET utc_offset = 99999",
    "no place in an order": "UPDATE note SET position = 'ä b'",
    "an article that there is not": "UPDATE finding_article SET number = 9999",
    "a level that there is not": "UPDATE score SET level = 99",
    "a threshold that hides nothing": "UPDATE programme SET threshold = 0",
    "no colour": "UPDATE programme SET colour = 'javascript:alert(1)'",
    "half a snapshot": "UPDATE sign_off SET snapshot = '{\"format\": 1}'",
    "no current rubric": "UPDATE framework SET current = 0",
    "no kind of step": "UPDATE step SET kind = 'hack'",
}


@pytest.mark.parametrize("what", CRAFTED)
@pytest.mark.parametrize("read_only", [True, False])
def test_a_plain_file_with_wrong_values_is_refused(
    tmp_path: Path, sample: bytes, what: str, read_only: bool
) -> None:
    path = crafted(tmp_path / "a.crp", sample, CRAFTED[what])
    before = contents(tmp_path)
    with pytest.raises(NotAProgramme, match="not a programme file that CRP Desktop can use") as caught:
        open_programme(path, Key.none(), backups=tmp_path / "backups", read_only=read_only)
    assert "Nothing in it is shown" in caught.value.safe
    assert contents(tmp_path) == before
    done = CliRunner().invoke(main, ["check", str(path)])
    assert done.exit_code == 1
    assert "is not a programme file that CRP Desktop can use" in done.stderr


def test_check_tells_it_of_a_locked_file(tmp_path: Path) -> None:
    path = tmp_path / "a.crp"
    store = write_sample(path, PASSPHRASE, "device")
    with store.engine.connect() as conn:
        conn.exec_driver_sql(CRAFTED["a kind that there is not"])
    store.close()
    done = CliRunner().invoke(main, ["check", str(path)], env={VARIABLE: PASSPHRASE})
    assert done.exit_code == 1
    assert "Values that are not allowed in “kind” of “note”: 99." in done.stderr


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_every_column_refuses_what_is_no_value_of_it(
    column: Column[object], memory: dbapi2.Connection
) -> None:
    assert wrong_values(memory) == []
    for value in _wrong_for(column):
        with filled(memory, column, value) as stands:
            assert not stands or wrong_values(memory), value


@contextmanager
def filled(memory: dbapi2.Connection, column: Column[object], value: object) -> Iterator[bool]:
    """The value in a row of the column, for the time being; False where SQLite itself does not take it."""
    memory.execute("BEGIN")
    try:
        stands = False
        with suppress(dbapi2.IntegrityError, UnicodeEncodeError):
            _fill(memory, column, value)
            stands = True
        yield stands
    finally:
        memory.execute("ROLLBACK")


def _wrong_for(column: Column[object]) -> list[object]:
    kind, info = column.type, column.info
    if isinstance(kind, LargeBinary):
        return ["text", 1]
    wrong: list[object] = [b"bytes"]
    if isinstance(kind, Boolean):
        return [*wrong, "yes", 2, -1, 0.5]
    if isinstance(kind, Integer):
        return wrong if column.primary_key else [*wrong, "many", 1.5, 2**31, -(2**31) - 1]
    if isinstance(kind, EnumText) or info.get(ONE_OF):
        wrong += ["zzz", "Quote "]
    if isinstance(kind, JsonList) or info.get(HOLDS) is Holds.LIST:
        wrong += ["x", "{}", "[", "1", "null"]
    if info.get(HOLDS) is Holds.RECORD:
        wrong += ["x", "[]", "{", "1", "null"]
    if info.get(HOLDS) is Holds.ID and not column.foreign_keys:
        wrong += ["", "x", "z" * 36, "0" * 36]
    if info.get(HOLDS) in (Holds.DAY, Holds.MOMENT):
        wrong += ["x", "2026-13-01", "2026-02-30", "99999-01-01", "0001-01-01", "now"]
    return wrong


def _fill(memory: dbapi2.Connection, column: Column[object], value: object) -> None:
    """The value in the first row, which is made where a table has none."""
    table = column.table
    if not memory.execute(f'SELECT 1 FROM "{table.name}"').fetchone():
        row = [value if one is column else _some(one) for one in table.columns]
        marks = ", ".join("?" * len(row))
        memory.execute(f'INSERT INTO "{table.name}" VALUES ({marks})', row)
    else:
        first = f'(SELECT min(rowid) FROM "{table.name}")'
        memory.execute(f'UPDATE "{table.name}" SET "{column.name}" = ? WHERE rowid = {first}', (value,))


def _some(column: Column[object]) -> object:
    if isinstance(column.type, LargeBinary):
        return b"x"
    if isinstance(column.type, Integer | Boolean):
        return 1 if not column.info.get(BETWEEN) else column.info[BETWEEN][1]
    if isinstance(column.type, EnumText):
        return next(iter(column.type.kind)).value
    if column.info.get(HOLDS) is Holds.ID:
        return "728a969e-c0a4-4d03-9cb2-2e62cd01881d"
    return ""


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(COLUMNS),
    st.one_of(
        st.none(), st.integers(-(2**62), 2**62), st.floats(), st.binary(max_size=9), st.text(max_size=9)
    ),
)
def test_what_passes_can_be_read(memory: dbapi2.Connection, column: Column[object], value: object) -> None:
    """Any value in any column: either it is refused, or it is read as declared."""
    with filled(memory, column, value) as stands:
        if stands and not wrong_values(memory):
            names = ", ".join(f'"{one.name}"' for one in column.table.columns)
            for row in memory.execute(f'SELECT {names} FROM "{column.table.name}"').fetchall():
                for one, stored in zip(column.table.columns, row, strict=True):
                    if isinstance(one.type, EnumText | JsonList):
                        one.type.process_result_value(stored, SQLITE)
