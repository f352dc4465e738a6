"""The one database, named by DATABASE_URL."""

import os
from functools import lru_cache

import sqlalchemy as sa


def url():
    """DATABASE_URL as SQLAlchemy wants it, which does not know the short form of the scheme."""
    given = os.environ["DATABASE_URL"]
    return "postgresql+psycopg2" + given[given.index("://"):]


@lru_cache(maxsize=1)
def engine():
    return sa.create_engine(url(), pool_pre_ping=True, future=True)
