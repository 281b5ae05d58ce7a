"""Writes the first migration out from the tables: `python -m tests.migrations.render > db/versions/0001_first.py`.

Only for as long as no programme file of a released version exists; after that, changes are new migrations.
"""

import re
import subprocess
import sys
import textwrap
from itertools import groupby
from typing import Any

from alembic.autogenerate.api import AutogenContext
from alembic.autogenerate.render import render_op_text
from alembic.migration import MigrationContext
from alembic.operations import ops
from sqlalchemy import Table, TypeDecorator, create_engine

from crp_desktop.storage.tables import metadata
from tests.migrations.shape import beside_tables, empty_connection

_HEAD = '''"""The first shape of a programme file. Written by tests.migrations.render; not changed once released."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def rows(table: str, *parts: sa.schema.SchemaItem) -> None:
    key = sa.PrimaryKeyConstraint("id", name=f"pk_{table}")
    op.create_table(table, sa.Column("id", sa.String(), nullable=False), *parts, key)


def texts(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), server_default="", nullable=False) for name in names]


def numbers(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Integer(), server_default="0", nullable=False) for name in names]


def flags(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Boolean(), server_default=sa.text("0"), nullable=False) for name in names]


def plain(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def optional(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), nullable=True) for name in names]


def parents(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [name], [f"{other}.id"], name=f"fk_{table}_{name}_{other}", initially="DEFERRED", deferrable=True
        )
        for name, other in columns.items()
    ]


def indexes(table: str, *names: str) -> None:
    for name in names:
        op.create_index(f"ix_{table}_{name}", table, [name])
'''
_SHORT = (
    ("texts", r"sa\.Column\('(\w+)', sa\.String\(\), server_default='', nullable=False\)"),
    ("numbers", r"sa\.Column\('(\w+)', sa\.Integer\(\), server_default='0', nullable=False\)"),
    ("flags", r"sa\.Column\('(\w+)', sa\.Boolean\(\), server_default=sa\.text\('0'\), nullable=False\)"),
    ("optional", r"sa\.Column\('(\w+)', sa\.String\(\), nullable=True\)"),
    ("plain", r"sa\.Column\('(\w+)', sa\.String\(\), nullable=False\)"),
)
_PARENT = (
    r"sa\.ForeignKeyConstraint\(\['(\w+)'\], \['(\w+)\.id'\], name=op\.f\('fk_{table}_\1_\2'\), "
    r"initially='DEFERRED', deferrable=True\)"
)
_ID = "sa.Column('id', sa.String(), nullable=False)"
_KEY = "sa.PrimaryKeyConstraint('id', name=op.f('pk_{table}'))"
_MOST = 7
_INDEX = r"op\.create_index\(op\.f\('ix_{table}_(\w+)'\), '{table}', \['\1'\], unique=False\)"


def render() -> str:
    """The text of the first migration: one function for each table, in an order that references allow."""
    context = MigrationContext.configure(
        connection=create_engine("sqlite://").connect(),
        opts={
            "sqlalchemy_module_prefix": "sa.",
            "alembic_module_prefix": "op.",
            "render_item": _render_item,
            "user_module_prefix": None,
            "target_metadata": metadata,
        },
    )
    autogen = AutogenContext(context, metadata, context.opts)
    tables = metadata.sorted_tables
    parts = [_HEAD]
    for table in tables:
        body = "\n    ".join(_table(autogen, table))
        parts.append(f"def _{table.name}() -> None:\n    {body}\n")
    beside = beside_tables(empty_connection(metadata))
    listed = textwrap.fill(", ".join(f"_{table.name}" for table in tables), 100)
    parts.append("TABLES = (\n" + textwrap.indent(listed, "    ") + ",\n)  # fmt: skip\n")
    up = [f"op.execute({_pieces(sql)})" for _, _, sql in beside]
    down = [f'op.execute("DROP {kind} {name}")' for kind, name, _ in reversed(beside)]
    parts.append("\n    ".join(["def upgrade() -> None:", "for make in TABLES:", "    make()", *up, ""]))
    drop = ["for make in reversed(TABLES):", '    op.drop_table(make.__name__.removeprefix("_"))']
    parts.append("\n    ".join(["def downgrade() -> None:", *down, *drop, ""]))
    return _formatted("\n\n".join(parts))


def _table(autogen: AutogenContext, table: Table) -> list[str]:
    """The statements that make one table; runs of columns alike are drawn together, with the helpers above."""
    _, *arguments, _ = str(render_op_text(autogen, ops.CreateTableOp.from_table(table))).split("\n")
    arguments = [argument.strip().rstrip(",") for argument in arguments]
    shortened = [("", one) if one == _ID else _shorten(table.name, one) for one in arguments]
    drawn = []
    for helper, names in _runs(shortened):
        bracket = "" if "(" in helper else "("
        drawn += [f"*{helper}{bracket}{', '.join(names)})"] if helper else names
    opening = "op.create_table"
    if arguments[0] == _ID and drawn[-1] == _KEY.format(table=table.name):
        opening, drawn = "rows", drawn[1:-1]
    lines = [f'{opening}("{table.name}", {", ".join(drawn)})']
    rendered = sorted(
        str(render_op_text(autogen, ops.CreateIndexOp.from_index(one))) for one in table.indexes
    )
    for helper, names in _runs([_shorten_index(table.name, line) for line in rendered]):
        lines += [f'{helper}("{table.name}", {", ".join(names)})'] if helper else names
    return lines


def _shorten(table: str, argument: str) -> tuple[str, str]:
    """(helper, its argument), or ("", the argument as Alembic wrote it)."""
    for helper, pattern in _SHORT:
        found = re.fullmatch(pattern, argument)
        if found:
            return helper, f'"{found[1]}"'
    found = re.fullmatch(_PARENT.replace("{table}", table), argument)
    return (f'parents("{table}", ', f'{found[1]}="{found[2]}"') if found else ("", argument)


def _shorten_index(table: str, line: str) -> tuple[str, str]:
    found = re.fullmatch(_INDEX.replace("{table}", table), line)
    return ("indexes", f'"{found[1]}"') if found else ("", line)


def _runs(items: list[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Neighbours with the same helper, in runs short enough for one line."""
    runs = [(helper, [text for _, text in run]) for helper, run in groupby(items, key=lambda item: item[0])]
    return [(helper, texts[at : at + _MOST]) for helper, texts in runs for at in range(0, len(texts), _MOST)]


def _render_item(kind: str, item: Any, autogen: AutogenContext) -> str | bool:
    """A migration knows nothing of the application's own column types, only of what they are in the file."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{type(item.impl).__name__}()"
    return False


def _pieces(sql: str) -> str:
    """The SQL as string literals side by side, each short enough for one line."""
    return " ".join(repr(piece) for piece in re.findall(r"(?s).{1,90}(?:\s|$)", sql))


def _formatted(source: str) -> str:
    command = [sys.executable, "-m", "ruff", "format", "--line-length", "110", "-"]
    return subprocess.run(command, input=source, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.stdout.write(render())
