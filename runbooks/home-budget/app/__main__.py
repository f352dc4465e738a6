"""Serves the API: `python -m app HOST PORT`. It ends by itself once its database has been gone for a while, so that a
rehearsal leaves no server behind."""

import sys
import threading
import time

import sqlalchemy as sa
import uvicorn

from app.api import api
from app.database import engine


def reachable():
    try:
        with engine().connect() as connection:
            connection.execute(sa.text("SELECT 1"))
        return True
    except sa.exc.OperationalError:
        return False


def end_with_the_database(server):
    missed = 0
    while missed < 5:
        time.sleep(1)
        missed = 0 if reachable() else missed + 1
    server.should_exit = True


def main(host, port):
    server = uvicorn.Server(uvicorn.Config(api, host=host, port=int(port), log_level="warning"))
    threading.Thread(target=end_with_the_database, args=[server], daemon=True).start()
    server.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
