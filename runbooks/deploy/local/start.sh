#!/usr/bin/env bash
# Starts the API on this machine, in the background: start.sh URL LOG. It ends by itself when its database has gone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
url=$1 log=$2
cd "$here/backend"
(python_of_the_application app.py "${url##*:}" --until-the-database-ends) >"$log" 2>&1 </dev/null &
for _ in $(seq 200); do
  if grep -q '^listening' "$log"; then
    echo "The API is at $url"
    exit
  fi
  kill -0 $! 2>/dev/null || break
  sleep 0.1
done
cat "$log" >&2
echo "start.sh: the API did not start at $url. Is the port taken? Choose another: --param api_port=PORT" >&2
exit 1
