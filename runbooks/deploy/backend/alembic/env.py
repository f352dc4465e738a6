import sys
from logging.config import fileConfig
from pathlib import Path

from alembic import context
from sqlalchemy import create_engine

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from settings import database_url  # noqa: E402

fileConfig(context.config.config_file_name)

# A migration for each transaction: what is done stays done when a later one fails.
with create_engine(database_url()).connect() as connection:
    context.configure(connection=connection, target_metadata=None, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
