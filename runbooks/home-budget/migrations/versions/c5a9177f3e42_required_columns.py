"""expenses.date and expenses.amount become required

An expense without a date gets the day on which it was entered. One without an amount is no expense: it moves to a table
of its own, from which the downgrade takes it back.

Revision ID: c5a9177f3e42
Revises: 8d24e6b90c31
"""

from alembic import op

revision = "c5a9177f3e42"
down_revision = "8d24e6b90c31"


def upgrade():
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("ALTER TABLE expenses ADD COLUMN date_was_missing boolean NOT NULL DEFAULT false")
    op.execute("""
        UPDATE expenses SET date = (created_at AT TIME ZONE 'UTC')::date, date_was_missing = true
        WHERE date IS NULL""")
    op.execute("CREATE TABLE expenses_without_amount (LIKE expenses)")
    op.execute("""
        WITH moved AS (DELETE FROM expenses WHERE amount IS NULL RETURNING *)
        INSERT INTO expenses_without_amount SELECT * FROM moved""")
    op.execute("ALTER TABLE expenses ALTER COLUMN date SET NOT NULL, ALTER COLUMN amount SET NOT NULL")
    op.execute("CREATE INDEX ix_expenses_date ON expenses (date)")


def downgrade():
    op.execute("DROP INDEX ix_expenses_date")
    op.execute("ALTER TABLE expenses ALTER COLUMN date DROP NOT NULL, ALTER COLUMN amount DROP NOT NULL")
    op.execute("INSERT INTO expenses OVERRIDING SYSTEM VALUE SELECT * FROM expenses_without_amount")
    op.execute("DROP TABLE expenses_without_amount")
    op.execute("UPDATE expenses SET date = NULL WHERE date_was_missing")
    op.execute("ALTER TABLE expenses DROP COLUMN date_was_missing")
