"""categories: one row for each that was typed, however it was spelt, and a foreign key to it

Revision ID: 8d24e6b90c31
Revises: 3f1c0a7b2d10
"""

from alembic import op

revision = "8d24e6b90c31"
down_revision = "3f1c0a7b2d10"


def upgrade():
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("""
        CREATE TABLE categories (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            name text NOT NULL CONSTRAINT uq_categories_name UNIQUE)""")
    op.execute("""
        INSERT INTO categories (name)
        SELECT DISTINCT lower(btrim(category)) FROM expenses WHERE btrim(category) <> '' ORDER BY 1""")
    op.execute("ALTER TABLE expenses ADD COLUMN category_id bigint")
    op.execute("""
        UPDATE expenses e SET category_id = c.id
        FROM categories c WHERE c.name = lower(btrim(e.category))""")
    op.execute("""
        ALTER TABLE expenses ADD CONSTRAINT fk_expenses_category_id_categories
        FOREIGN KEY (category_id) REFERENCES categories""")
    op.execute("CREATE INDEX ix_expenses_category_id ON expenses (category_id)")


def downgrade():
    op.execute("ALTER TABLE expenses DROP COLUMN category_id")
    op.execute("DROP TABLE categories")
