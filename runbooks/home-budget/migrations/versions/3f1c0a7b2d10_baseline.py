"""expenses and incomes, as the first release had them: the category is whatever was typed

Revision ID: 3f1c0a7b2d10
Revises:
"""

from alembic import op

revision = "3f1c0a7b2d10"
down_revision = None


def upgrade():
    op.execute("""
        CREATE TABLE expenses (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            date date,
            business text NOT NULL,
            category text,
            amount numeric(12, 2),
            account text NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now())""")
    op.execute("""
        CREATE TABLE incomes (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            date date NOT NULL,
            source text NOT NULL,
            amount numeric(12, 2) NOT NULL,
            account text NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now())""")


def downgrade():
    op.execute("DROP TABLE incomes")
    op.execute("DROP TABLE expenses")
