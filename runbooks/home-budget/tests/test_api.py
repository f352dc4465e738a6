"""What must hold on any migrated database, whatever its data."""

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from app.api import api
from app.database import engine

client = TestClient(api)


@pytest.mark.smoke
def test_health():
    response = client.get("/api/v1/health")
    assert response.status_code == 200
    assert response.json()["status"] == "ok"


@pytest.mark.smoke
def test_expenses_are_listed_with_their_category():
    expenses = client.get("/api/v1/expenses", params={"limit": 200}).json()
    assert len(expenses) == 200
    assert any(expense["category"] for expense in expenses)


@pytest.mark.smoke
def test_every_listed_expense_has_a_date_and_an_amount():
    for expense in client.get("/api/v1/expenses").json():
        assert expense["date"]
        assert expense["amount"] is not None


def test_the_newest_expense_comes_first():
    dates = [expense["date"] for expense in client.get("/api/v1/expenses").json()]
    assert dates == sorted(dates, reverse=True)


def test_a_limit_out_of_range_is_refused():
    assert client.get("/api/v1/expenses", params={"limit": 0}).status_code == 422


def test_an_expense_without_a_category_is_still_listed():
    with engine().connect() as connection:
        total = connection.scalar(sa.text("SELECT count(*) FROM expenses WHERE category_id IS NULL"))
    assert total > 0
