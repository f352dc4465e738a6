"""The tables as they are in production"""
from alembic import op
import sqlalchemy as sa

revision = "0050_baseline"
down_revision = None


def upgrade():
    op.create_table("users", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("email", sa.String(255)))
    op.create_table("bookings", sa.Column("id", sa.BigInteger, primary_key=True),
                    sa.Column("user_id", sa.BigInteger, nullable=False),
                    sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False))
    op.create_table("invoices", sa.Column("id", sa.BigInteger, primary_key=True),
                    sa.Column("status", sa.String(20), nullable=False))


def downgrade():
    op.drop_table("invoices")
    op.drop_table("bookings")
    op.drop_table("users")
