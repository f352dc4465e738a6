"""partners, and the categories they are going to point to

Revision ID: 202503010001
"""

import sqlalchemy as sa
from alembic import op

revision = "202503010001"
down_revision = None


def upgrade():
    op.create_table(
        "partner_categories",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("slug", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table(
        "partners",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("category", sa.Text),
        sa.Column("status", sa.Text, nullable=False, server_default="active"),
        sa.Column("featured", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("sort_order", sa.Integer, nullable=False, server_default="0"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    )


def downgrade():
    op.drop_table("partners")
    op.drop_table("partner_categories")
