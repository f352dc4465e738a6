#!/bin/bash
# A standby of the primary on 127.0.0.1:5432, streaming, on port 5433.
set -euo pipefail
for programs in /usr/lib/postgresql/*/bin; do PATH=$programs:$PATH; done
data=/var/lib/postgresql/replica
install -d -m 700 -o postgres "$data"
until pg_basebackup -h 127.0.0.1 -U postgres -D "$data" -X stream -R 2>/tmp/basebackup.log; do
  rm -rf "${data:?}"/*
  sleep 0.5
done
chown -R postgres "$data"
exec setpriv --reuid postgres --regid postgres --clear-groups postgres -D "$data" -p 5433 -c 'listen_addresses=*'
