#!/usr/bin/env bash
# A logical backup of the database to a file: backup_pg.sh FILE
set -euo pipefail
pg_dump --format=custom --file="$1" "$DATABASE_URL"
