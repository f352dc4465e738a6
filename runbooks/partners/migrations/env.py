"""How Alembic reaches the database: through the application, which Flask-Migrate has made before this runs."""

from logging.config import fileConfig

from alembic import context
from alembic.util import CommandError

from app.extensions import db

if context.is_offline_mode():
    raise CommandError("these migrations look at the data that they move: there is no --sql for them")

fileConfig(context.config.config_file_name, disable_existing_loggers=False)

with db.engine.connect() as connection:
    # One transaction a revision: an autocommit block commits what went before it, which must not be another revision's.
    context.configure(connection=connection, target_metadata=db.metadata, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
