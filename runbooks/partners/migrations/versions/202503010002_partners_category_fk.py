"""partners.category_id: the column, its data, its index, its foreign key

The upgrade can't be one transaction: 500 rows at a time are locked rather than all of them, and the index is built
CONCURRENTLY. So it can stop half-way, and every part of it first looks at what is there: run it again, and it goes on.
The downgrade is one transaction, and takes back half an upgrade as well as a whole one.

Revision ID: 202503010002
Revises: 202503010001
"""

import logging

import sqlalchemy as sa
from alembic import op

revision = "202503010002"
down_revision = "202503010001"

CHUNK = 500
INDEX = "ix_partners_category_status_featured_sort"
FOREIGN_KEY = "fk_partners_category_id_partner_categories"

log = logging.getLogger("partners.migration")


def upgrade():
    with op.get_context().autocommit_block():
        alter("ALTER TABLE partners ADD COLUMN IF NOT EXISTS category_id bigint")
        backfill()
        build_index()
        enforce_foreign_key()


def alter(statement):
    """An ALTER that waits for its lock makes everyone else wait behind it: better that it fails, and is run again."""
    op.execute("SET lock_timeout = '5s'")
    op.execute(statement)
    op.execute("RESET lock_timeout")


def backfill():
    """Gives each partner the id of the category whose slug it holds; one without such a category is left as it is."""
    chunk = sa.text("""
        WITH chunk AS (
            SELECT p.id, c.id AS category_id
            FROM partners p JOIN partner_categories c ON c.slug = p.category
            WHERE p.category_id IS NULL AND p.id > :after
            ORDER BY p.id LIMIT :size
            FOR NO KEY UPDATE OF p)
        UPDATE partners p SET category_id = chunk.category_id
        FROM chunk WHERE p.id = chunk.id
        RETURNING p.id""")
    after = done = 0
    while ids := op.get_bind().execute(chunk, {"after": after, "size": CHUNK}).scalars().all():
        after = max(ids)
        done += len(ids)
        log.info("backfill: %d partners, up to id %d", done, after)


def build_index():
    """A build that failed leaves an invalid index of the same name, which IF NOT EXISTS would take for the real one."""
    valid = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(:name)"
    if op.get_bind().execute(sa.text(valid), {"name": INDEX}).scalar():
        return
    op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {INDEX}")
    op.execute(f"CREATE INDEX CONCURRENTLY {INDEX} ON partners (category_id, status, featured, sort_order)")


def enforce_foreign_key():
    """NOT VALID first: the lock on both tables lasts a moment, and the rows are read afterwards, under a weaker one."""
    exists = "SELECT 1 FROM pg_constraint WHERE conrelid = 'partners'::regclass AND conname = :name"
    if not op.get_bind().execute(sa.text(exists), {"name": FOREIGN_KEY}).scalar():
        alter(f"""
            ALTER TABLE partners ADD CONSTRAINT {FOREIGN_KEY}
            FOREIGN KEY (category_id) REFERENCES partner_categories (id) NOT VALID""")
    alter(f"ALTER TABLE partners VALIDATE CONSTRAINT {FOREIGN_KEY}")


def downgrade():
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(f"ALTER TABLE partners DROP CONSTRAINT IF EXISTS {FOREIGN_KEY}")
    op.execute(f"DROP INDEX IF EXISTS {INDEX}")
    op.execute("ALTER TABLE partners DROP COLUMN IF EXISTS category_id")
