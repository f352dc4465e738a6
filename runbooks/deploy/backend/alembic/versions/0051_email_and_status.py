"""Phase 1 of users.email: the new column beside the old one; and invoices with a status that can be compared"""
from alembic import op
import sqlalchemy as sa

revision = "0051_email_and_status"
down_revision = "0050_baseline"


def upgrade():
    op.add_column("users", sa.Column("email_new", sa.String(255), nullable=True))
    op.execute("UPDATE users SET email_new = lower(email) WHERE email IS NOT NULL")

    op.add_column("invoices", sa.Column("status_normalized", sa.String(20), nullable=True))
    op.execute("UPDATE invoices SET status_normalized = lower(trim(status))")
    op.alter_column("invoices", "status_normalized", nullable=False)


def downgrade():
    op.drop_column("invoices", "status_normalized")
    op.drop_column("users", "email_new")
