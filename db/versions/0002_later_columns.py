"""What the first files in use did not have."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), server_default="0", nullable=False)


def upgrade() -> None:
    op.add_column("workshop", _number("group_least"))
    op.add_column("workshop", _number("group_most"))


def downgrade() -> None:
    op.drop_column("workshop", "group_most")
    op.drop_column("workshop", "group_least")
