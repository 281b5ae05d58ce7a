"""Whether a programme file is whole: quick after opening, in full before each backup and on request."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from sqlalchemy import Engine
from sqlcipher3 import dbapi2

from crp_desktop.domain.i18n import tr
from crp_desktop.storage import faults
from crp_desktop.storage.connection import connect_to, opened

_MOST = 20


def quick_check(engine: Engine) -> list[str]:
    """What is wrong with the file's pages and trees, in words; empty when nothing is. A second for a large file."""
    return check_open(engine, lambda connection: _pages_and_trees(connection, "quick_check"))


def full_check(engine: Engine) -> list[str]:
    """As `quick_check`, and that indexes, full-text indexes and references agree with their rows."""
    return check_open(engine, _everything)


def faults_of(connection: Any) -> list[str]:
    """The full check of a driver connection outside a transaction; at most some dozens of lines."""
    return _said(connection, _everything)


def check_open(engine: Engine, check: Callable[[Any], list[str]]) -> list[str]:
    """What `check` finds on a connection of its own on the file that is open."""
    with faults.in_words(), closing(connect_to(opened(engine))) as connection:
        return _said(connection, check)


def _said(connection: Any, check: Callable[[Any], list[str]]) -> list[str]:
    """What the check finds; a page that cannot even be read is a finding too, a failing disk is an error."""
    try:
        return check(connection)
    except dbapi2.DatabaseError as error:
        if faults.code_of(error) not in (dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB):
            raise
        return [faults.damaged().what]


def _everything(connection: Any) -> list[str]:
    found = _pages_and_trees(connection, "integrity_check")
    return found or references(connection) + _search_indexes(connection)


def _pages_and_trees(connection: Any, pragma: str) -> list[str]:
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    pages = connection.execute("PRAGMA cipher_integrity_check").fetchmany(_MOST)
    trees = connection.execute(f"PRAGMA {pragma}({_MOST})").fetchall()
    found = [row[0] for row in pages + trees if row[0] != "ok"]
    return [tr("The file is damaged: {detail}", detail=detail) for detail in found]


def references(connection: Any) -> list[str]:
    """The rows that point at a row that is not there, in words."""
    rows = connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST)
    return [
        tr(
            "Row {row} of “{table}” refers to a row of “{other}” that is missing.",
            row=row,
            table=table,
            other=other,
        )
        for table, row, other, _ in rows
    ]


def _search_indexes(connection: Any) -> list[str]:
    """Each full-text index checks itself by a command that changes nothing but is written as an insert."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'create virtual table%using fts5%'"
    ).fetchall()
    found = []
    for (name,) in tables:
        quoted = '"' + name.replace('"', '""') + '"'
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute(f"INSERT INTO {quoted} ({quoted}) VALUES ('integrity-check')")  # noqa: S608
        except dbapi2.DatabaseError as error:
            if faults.code_of(error) != dbapi2.SQLITE_CORRUPT:
                raise
            found.append(tr("The search index “{name}” does not match its rows.", name=name))
        finally:
            connection.execute("ROLLBACK")
    return found
