"""The recipe application in small: two endpoints and a page on one database, which it asks by psql. It writes an error log,
and ends by itself when its database has gone."""
import json
import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

ERROR_LOG = sys.argv[2]
RECIPES = ("SELECT json_build_object('length', (SELECT count(*) FROM \"Recipe\"), 'items', (SELECT json_agg(r) FROM"
           " (SELECT id, name, category FROM \"Recipe\" ORDER BY id LIMIT 20) r))")
RECIPE = 'SELECT to_json(r) FROM "Recipe" r WHERE id = %d'


def ask(sql):
    done = subprocess.run(["psql", "-XqtA", "-v", "ON_ERROR_STOP=1", "-d", os.environ["DATABASE_URL"], "-c", sql],
                          capture_output=True, text=True, timeout=30)
    if done.returncode:
        with open(ERROR_LOG, "a") as log:
            log.write("database error: " + done.stderr.strip() + "\n")
        raise RuntimeError(done.stderr)
    return done.stdout.strip()


class Application(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            status, kind, body = self.answer(urlsplit(self.path).path)
        except RuntimeError:
            status, kind, body = 500, "application/json", json.dumps({"error": "the database does not answer"})
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def answer(self, path):
        if path == "/api/recipes":
            return 200, "application/json", ask(RECIPES)
        if path.startswith("/api/recipes/") and path[13:].isdigit():
            recipe = ask(RECIPE % int(path[13:]))
            return (200, "application/json", recipe) if recipe else (404, "application/json", "{}")
        if path == "/dashboard/recipes":
            return 200, "text/html", "<h1>Recipe dashboard</h1><p>%s</p>" % ask('SELECT count(*) FROM "Recipe"')
        return 404, "text/plain", "no such page"

    def log_message(self, *_):
        pass


def end_with_the_database(server):
    """A database that cannot be reached twice in a row has gone."""
    missed = 0
    while missed < 2:
        time.sleep(1)
        gone = subprocess.run(["psql", "-XqtA", "-d", os.environ["DATABASE_URL"], "-c", "SELECT 1"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
        missed = missed + 1 if gone else 0
    server.shutdown()


def listening(address, patience=10):
    """The port may still be held by the application of a sandbox that has just gone."""
    while True:
        try:
            return ThreadingHTTPServer((address.hostname, address.port), Application)
        except OSError:
            patience -= 1
            if not patience:
                raise
            time.sleep(1)


if __name__ == "__main__":
    os.setsid()
    application = listening(urlsplit(sys.argv[1]))
    print("listening", flush=True)
    threading.Thread(target=end_with_the_database, args=(application,), daemon=True).start()
    application.serve_forever()
