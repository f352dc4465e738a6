"""The API in small: /readyz, bookings, and an endpoint that fills bookings.priority batch by batch.

    app.py PORT [--until-the-database-ends]
"""
import json
import os
import sys
import threading
import time
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psycopg2

from settings import database_url

BATCH = 20000
THRESHOLD = 180
heartbeat = time.time()


def beat():
    global heartbeat
    while True:
        heartbeat = time.time()
        time.sleep(5)


def connect():
    return psycopg2.connect(database_url().replace("+psycopg2", ""), connect_timeout=5)


def ask(sql):
    connection = connect()
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else cursor.rowcount
    finally:
        connection.close()


class Heads:
    """The heads of Alembic's files, read again after a minute; None where there are no such files."""
    read = 0.0
    heads = None

    @classmethod
    def get(cls):
        if time.time() - cls.read > 60:
            cls.heads, cls.read = cls.load(), time.time()
        return cls.heads

    @staticmethod
    def load():
        folder = Path(__file__).resolve().parent
        try:
            from alembic.config import Config
            from alembic.script import ScriptDirectory
            return sorted(ScriptDirectory.from_config(Config(str(folder / "alembic.ini"))).get_heads())
        except Exception as e:  # a package without the files: the check is left out
            print("no Alembic files:", e, file=sys.stderr)
            return None


def db():
    ask("SELECT 1")
    return {"message": "database reachable"}


def migrations():
    heads = Heads.get()
    if heads is None:
        return {"message": "no migration files here", "migrations_check": "skipped"}
    there = ask("SELECT to_regclass('alembic_version') IS NOT NULL")[0][0]
    current = sorted(row[0] for row in ask("SELECT version_num FROM alembic_version")) if there else []
    detail = {"migrations_current": current == heads, "current_version": current[0] if current else None,
              "expected_head": heads[0], "expected_heads": heads, "migrations_check": "ok"}
    if current != heads:
        raise NotReady("migrations pending", detail)
    return {"message": "migrations in sync", **detail}


def jobs():
    age = time.time() - heartbeat
    detail = {"enabled": True, "last_heartbeat": datetime.fromtimestamp(heartbeat, timezone.utc).isoformat(),
              "runner_id": "jobs-runner", "age_seconds": round(age, 1), "threshold_seconds": THRESHOLD, "jobs_enabled": True}
    if age > THRESHOLD:
        raise NotReady("the job runner is silent", detail)
    return detail


class NotReady(Exception):
    def __init__(self, message, detail):
        super().__init__(message)
        self.detail = {"message": message, **detail}


def check(probe):
    began = time.time()
    try:
        ok, detail = True, probe()
    except NotReady as e:
        ok, detail = False, e.detail
    except Exception as e:
        ok, detail = False, {"message": str(e).strip().splitlines()[0] if str(e).strip() else type(e).__name__}
    return {"name": probe.__name__, "ok": ok, "ms": round((time.time() - began) * 1000, 2), "detail": detail}


class Api(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/readyz":
            checks = [check(probe) for probe in (db, migrations, jobs)]
            ok = all(each["ok"] for each in checks)
            self.answer(200 if ok else 503, {"ok": ok, "checks": checks})
        elif self.path == "/healthz":
            self.answer(200, {"ok": True})
        elif self.path == "/v1/bookings":
            self.data(lambda: {"bookings": ask("SELECT count(*) FROM bookings")[0][0]})
        else:
            self.answer(404, {"error": "no such endpoint"})

    def do_POST(self):
        if self.path == "/admin/backfill/bookings-priority":
            self.data(self.backfill)
        else:
            self.answer(404, {"error": "no such endpoint"})

    @staticmethod
    def backfill():
        done = ask("UPDATE bookings SET priority = 0 WHERE id IN (SELECT id FROM bookings WHERE priority IS NULL"
                   " ORDER BY id LIMIT %d)" % BATCH)
        return {"done": done, "remaining": ask("SELECT count(*) FROM bookings WHERE priority IS NULL")[0][0]}

    def data(self, work):
        try:
            self.answer(200, work())
        except Exception as e:
            print("error:", e, file=sys.stderr)
            self.answer(500, {"error": "the database does not answer"})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def end_with_the_database(server):
    """A database that cannot be reached twice in a row has gone."""
    missed = 0
    while missed < 2:
        time.sleep(1)
        try:
            ask("SELECT 1")
            missed = 0
        except Exception:
            missed += 1
    server.shutdown()


def listening(port, patience=10):
    while True:
        try:
            return ThreadingHTTPServer(("127.0.0.1" if len(sys.argv) > 2 else "0.0.0.0", port), Api)
        except OSError:
            patience -= 1
            if not patience:
                raise
            time.sleep(1)


if __name__ == "__main__":
    api = None
    if len(sys.argv) > 2:
        os.setsid()
        api = listening(int(sys.argv[1]))
        threading.Thread(target=end_with_the_database, args=(api,), daemon=True).start()
    api = api or listening(int(sys.argv[1]))
    threading.Thread(target=beat, daemon=True).start()
    print("listening", flush=True)
    api.serve_forever()
