# Sourced by the scripts that run the API on this machine, without Docker.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
modules=(alembic sqlalchemy psycopg2)
packages=(python3-alembic python3-sqlalchemy python3-psycopg2)
. "$here/../tools/python-environment.sh"
