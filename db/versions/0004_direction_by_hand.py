"""Whether a person said which way a mapping or a piece of evidence points; until then it follows its finding's kind.

What points another way than its finding's kind from before this is shown to a person for a look. And who attached a
piece of evidence: "" was the first scorer, or nobody knows.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for table in ("finding_badge", "evidence"):
        op.add_column(table, sa.Column("by_hand", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("evidence", sa.Column("added_by", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.execute("UPDATE finding SET kind = 'concern' WHERE kind = 'unsaid'")
    op.execute("UPDATE finding_badge SET direction = 'mixed' WHERE direction IN ('asks', 'unsaid')")
    op.execute("UPDATE evidence SET direction = 'mixed' WHERE direction IN ('asks', 'unsaid')")
    op.drop_column("evidence", "added_by")
    for table in ("finding_badge", "evidence"):
        op.drop_column(table, "by_hand")
