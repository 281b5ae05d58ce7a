"""How the words of the search index were folded: whoever opens a file with another way than its own makes them anew."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "search_folding",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_search_folding"),
    )


def downgrade() -> None:
    op.drop_table("search_folding")
