"""What the first files in use did not have."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), server_default="0", nullable=False)


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), server_default="", nullable=False)


def _list(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), server_default="[]", nullable=False)


def _search(setting: str, value: int) -> None:
    row = sa.text("INSERT INTO search (search, rank) VALUES (:setting, :value)")
    op.execute(row.bindparams(setting=setting, value=value))


def upgrade() -> None:
    op.add_column("workshop", _number("group_least"))
    op.add_column("workshop", _number("group_most"))
    op.add_column("programme", _list("watched"))
    op.add_column("programme", _list("harmless"))
    op.add_column("programme", _text("colour"))
    op.add_column("programme", _text("logo"))
    op.add_column("programme", _text("logo_words"))
    op.add_column("print_log", _text("cells"))
    kind = sa.Column("kind", sa.String(), server_default="statement", nullable=False)
    op.add_column("statement", kind)
    op.create_table(
        "reviewed",
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reviewed"),
    )
    op.create_index("ix_step_clock", "step", ["clock"])
    _search("automerge", 0)
    _search("crisismerge", 500)


def downgrade() -> None:
    _search("crisismerge", 16)
    _search("automerge", 4)
    op.drop_index("ix_step_clock", "step")
    op.drop_table("reviewed")
    op.drop_column("statement", "kind")
    op.drop_column("print_log", "cells")
    op.drop_column("programme", "logo_words")
    op.drop_column("programme", "logo")
    op.drop_column("programme", "colour")
    op.drop_column("programme", "harmless")
    op.drop_column("programme", "watched")
    op.drop_column("workshop", "group_most")
    op.drop_column("workshop", "group_least")
