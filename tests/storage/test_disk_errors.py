"""What the disk and SQLite say becomes words a person can act on, and damage is found."""

import errno
from contextlib import closing

import pytest
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from crp_desktop.domain.errors import (
    Damaged,
    Problem,
    ReadOnly,
    StoreProblem,
    WriteFailed,
)
from crp_desktop.storage.engine import (
    close,
    connect,
    full_check,
    in_words,
    open_engine,
    opened,
    quick_check,
    translate,
    writing,
)
from tests.storage.files import KEY, MARKER, make, make_closed


@pytest.fixture
def engine(tmp_path):
    made = make(tmp_path / "a.crp")
    yield made
    close(made)


@pytest.mark.parametrize(
    ("number", "kind", "said"),
    [
        (errno.ENOSPC, WriteFailed, "full"),
        (errno.EROFS, ReadOnly, "cannot be written"),
        (errno.EACCES, ReadOnly, "cannot be written"),
        (errno.EIO, WriteFailed, "stopped responding"),
        (errno.ENOEXEC, StoreProblem, "unexpected"),
    ],
)
def test_errors_of_the_system_in_words(number, kind, said):
    problem = translate(OSError(number, "detail"))
    assert type(problem) is kind
    assert said in problem.what
    assert problem.safe
    assert problem.todo


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        (dbapi2.SQLITE_FULL, WriteFailed, "full"),
        (dbapi2.SQLITE_IOERR | 3 << 8, WriteFailed, "stopped responding"),
        (dbapi2.SQLITE_READONLY, ReadOnly, "cannot be written"),
        (dbapi2.SQLITE_BUSY, WriteFailed, "busy"),
        (dbapi2.SQLITE_LOCKED, WriteFailed, "busy"),
        (dbapi2.SQLITE_CORRUPT, Damaged, "damaged"),
        (dbapi2.SQLITE_NOTADB, Damaged, "damaged"),
        (dbapi2.SQLITE_CANTOPEN, StoreProblem, "moved"),
        (dbapi2.SQLITE_NOMEM, StoreProblem, "memory"),
        (dbapi2.SQLITE_ERROR, StoreProblem, "unexpected"),
    ],
)
def test_errors_of_sqlite_in_words(code, kind, said):
    error = dbapi2.OperationalError("detail")
    error.sqlite_errorcode = code
    problem = translate(DBAPIError("INSERT", None, error))
    assert type(problem) is kind
    assert said in problem.what
    assert problem.safe
    assert problem.todo


def test_an_error_without_a_code_is_told_by_its_message():
    assert translate(dbapi2.OperationalError("database or disk is full")).what == "The disk is full."
    assert "unexpected" in translate(dbapi2.OperationalError("something else")).what


def test_a_problem_stays_itself_and_a_mistake_of_ours_is_not_hidden(engine):
    problem = Problem("what")
    assert translate(problem) is problem
    with pytest.raises(DBAPIError), in_words(), engine.connect() as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")


def test_no_word_of_the_person_is_in_an_error(engine):
    with pytest.raises(DBAPIError) as caught, engine.connect() as connection:
        connection.exec_driver_sql("INSERT INTO thing (id, text) VALUES (1, ?)", (MARKER,))
    assert "UNIQUE" in str(caught.value)
    assert MARKER not in f"{caught.value!r} {caught.value} {translate(caught.value)}"


def test_a_disk_that_is_not_ours_is_not_blamed_on_the_programme():
    with pytest.raises(PermissionError), in_words():
        raise PermissionError(errno.EACCES, "an export to somewhere else")
    with pytest.raises(ReadOnly), in_words(system=True):
        raise PermissionError(errno.EACCES, "the programme file")


def test_a_damaged_page_is_found(tmp_path):
    path = make_closed(tmp_path / "a.crp", rows=3000)
    data = bytearray(path.read_bytes())
    data[5 * 4096 + 100] ^= 1
    path.write_bytes(data)
    engine = open_engine(path, KEY)
    assert quick_check(engine)
    assert full_check(engine)
    with pytest.raises(Damaged), in_words(), engine.connect() as connection:
        connection.exec_driver_sql("SELECT sum(length(text)) FROM thing")
    close(engine)


def test_a_reference_to_nothing_and_a_wrong_search_index_are_found(engine, tmp_path):
    with closing(connect(tmp_path / "a.crp", KEY.raw, opened(engine).salt)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("CREATE TABLE child (thing_id INTEGER REFERENCES thing (id))")
        connection.execute("INSERT INTO child VALUES (99)")
    [said] = full_check(engine)
    assert "of “child” refers to a row of “thing” that is missing" in said
    with writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM child")
        connection.exec_driver_sql("CREATE VIRTUAL TABLE words USING fts5(text)")
        connection.exec_driver_sql("INSERT INTO words VALUES ('one two')")
    assert full_check(engine) == []
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE words_content SET c0 = 'three four'")
    assert full_check(engine)
