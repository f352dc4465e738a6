#!/usr/bin/env bash
# Installs what ./flask needs.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
modules=(flask flask_migrate flask_sqlalchemy psycopg2)
packages=(python3-flask python3-flask-migrate python3-flask-sqlalchemy python3-psycopg2)
. "$here/../tools/python-environment.sh"

install_python_environment
