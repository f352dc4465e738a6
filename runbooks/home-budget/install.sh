#!/usr/bin/env bash
# Installs what ./python needs: Alembic, FastAPI and pytest.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
modules=(alembic fastapi httpx psycopg2 pytest sqlalchemy uvicorn)
packages=(alembic python3-fastapi python3-httpx python3-psycopg2 python3-pytest python3-sqlalchemy python3-uvicorn)
. "$here/../tools/python-environment.sh"

install_python_environment
