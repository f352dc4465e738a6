"""How Alembic reaches the database: by DATABASE_URL. `--sql` prints the statements and reaches none."""

from logging.config import fileConfig

import sqlalchemy as sa
from alembic import context
from alembic.util import CommandError

from app.database import engine, url

fileConfig(context.config.config_file_name, disable_existing_loggers=False)

if context.is_offline_mode():
    context.configure(url=url(), literal_binds=True, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    with engine().connect() as connection:
        context.configure(connection=connection, transaction_per_migration=True)
        try:
            with context.begin_transaction():
                context.run_migrations()
        except sa.exc.DBAPIError as error:  # what the database said, without the way that it took through Python
            raise CommandError(f"{type(error.orig).__name__}: {error.orig}\n{error.statement}") from None
