#!/usr/bin/env bash
# Starts the application in the background: start.sh URL ERROR_LOG. It ends by itself when its database has gone.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
url=$1 log=$2
: >"$log"
# It leaves our session, so that the end of this script is not its own.
python3 "$here/server.py" "$url" "$log" >"$log.start" 2>&1 </dev/null &
for _ in $(seq 150); do
  if grep -q '^listening' "$log.start"; then
    echo "The application is at $url"
    rm "$log.start"
    exit
  fi
  kill -0 $! 2>/dev/null || break
  sleep 0.1
done
cat "$log.start" >&2
echo "start.sh: the application did not start at $url. Is the port taken? Choose another: --param app=http://127.0.0.1:PORT" >&2
exit 1
