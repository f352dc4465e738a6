"""The API that the smoke tests and the health check use."""

import sqlalchemy as sa
from fastapi import FastAPI, HTTPException, Query

from app.database import engine

api = FastAPI(title="Home Budget")

EXPENSES = sa.text("""
    SELECT e.id, e.date, e.business, c.name AS category, e.amount, e.account
    FROM expenses e LEFT JOIN categories c ON c.id = e.category_id
    ORDER BY e.date DESC, e.id DESC LIMIT :limit""")


@api.get("/api/v1/health")
def health():
    """Says ok once the code and the database are of the same revision."""
    with engine().connect() as connection:
        revision = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        if connection.scalar(sa.text("SELECT to_regclass('categories') IS NULL")):
            raise HTTPException(503, {"status": "migrating", "revision": revision})
    return {"status": "ok", "database": "up", "revision": revision}


@api.get("/api/v1/expenses")
def expenses(limit: int = Query(20, ge=1, le=200)):
    with engine().connect() as connection:
        return [dict(row) for row in connection.execute(EXPENSES, {"limit": limit}).mappings()]
