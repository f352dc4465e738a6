"""Which Stripe events have been processed; bookings with a priority, to be filled by the admin endpoint, and an index"""
from alembic import op
import sqlalchemy as sa

revision = "0052_stripe_events_processed"
down_revision = "0051_email_and_status"


def upgrade():
    op.create_table("stripe_events_processed", sa.Column("event_id", sa.String(255), primary_key=True),
                    sa.Column("processed_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False))
    op.add_column("bookings", sa.Column("priority", sa.Integer(), nullable=True))
    with op.get_context().autocommit_block():
        op.create_index("ix_bookings_starts_at", "bookings", ["starts_at"], postgresql_concurrently=True, if_not_exists=True)


def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index("ix_bookings_starts_at", "bookings", postgresql_concurrently=True, if_exists=True)
    op.drop_column("bookings", "priority")
    op.drop_table("stripe_events_processed")
