"""What was erased or sealed leaves its id, for a merge that must not bring it back."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "tombstone",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("table", sa.String(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tombstone"),
    )
    op.execute(
        """INSERT OR IGNORE INTO tombstone (id, "table", version)
        SELECT change.row_id, change."table", max(step.clock) FROM change JOIN step ON step.seq = change.step
        WHERE change.erased AND change.before IS NULL AND change.after IS NULL
        GROUP BY change.row_id HAVING max(change.key) = (
            SELECT max(later.key) FROM change AS later WHERE later.row_id = change.row_id
        )"""
    )


def downgrade() -> None:
    op.drop_table("tombstone")
