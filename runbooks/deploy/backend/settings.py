"""Where the database is: the container's own settings, or DATABASE_URL outside of one."""
import os
import re


def database_url():
    host = os.environ.get("CLEANING_DB_HOST")
    if host:
        return "postgresql+psycopg2://postgres:%s@%s:5432/cleaning" % (os.environ["CLEANING_DB_PASSWORD"], host)
    return re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql+psycopg2://", os.environ["DATABASE_URL"])
