"""A small partner directory: the application whose migration `runbooks/partners-fk.yaml` carries out."""

import os
import re
from pathlib import Path

import click
from flask import Flask

from . import admin, errors
from .extensions import db, migrate

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = database_url()
    db.init_app(app)
    # An absolute folder, so that `flask db` works from wherever it is started.
    migrate.init_app(app, db, directory=str(MIGRATIONS))
    admin.init_app(app)
    errors.init_app(app)
    return app


def database_url():
    """DATABASE_URL as SQLAlchemy wants it: without `postgres://`, and with the driver, whose default has changed."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        raise click.UsageError("DATABASE_URL is not set: export the database's postgresql:// URL")
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg2://", url)
