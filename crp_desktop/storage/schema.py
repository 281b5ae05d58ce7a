"""The tables of a file just made, at once and without Alembic; a test holds them equal to what migrations build."""

from sqlalchemy import Engine

from crp_desktop.storage import search, versions
from crp_desktop.storage.engine import in_words, writing
from crp_desktop.storage.tables import programme


def build(engine: Engine) -> None:
    """Gives an empty file all its tables and the number of the newest migration."""
    with in_words(), writing(engine) as conn:
        programme.metadata.create_all(conn)
        search.rebuild(conn)
        conn.exec_driver_sql(f"PRAGMA user_version = {versions.newest()}")
