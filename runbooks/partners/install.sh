#!/usr/bin/env bash
# Installs what ./flask needs, in a virtual environment of its own: from the distribution's packages if they are there,
# else from the package index, else, for root on Debian and its children, from the distribution after all.
# Safe to run again, and from several runs at once. Where everything is there already, it says so and is done.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/venv.sh"

modules=(flask flask_migrate flask_sqlalchemy psycopg2)
packages=(python3-flask python3-flask-migrate python3-flask-sqlalchemy python3-psycopg2)

# Looked for, not imported: importing takes a second, and was done when the environment was made.
installed() {
  [ -x "$venv/bin/python" ] && "$venv/bin/python" - "${modules[@]}" <<'PYTHON'
import sys
from importlib.util import find_spec
sys.exit(not all(find_spec(module) for module in sys.argv[1:]))
PYTHON
}

imports() { "$1" -c "import $(IFS=,; echo "${modules[*]}")"; }

# Not a python3 from elsewhere: only the distribution's own sees the distribution's packages.
from_distribution() {
  echo "== the distribution's packages"
  imports /usr/bin/python3 && /usr/bin/python3 -m venv --system-site-packages --without-pip "$new"
}

from_index() {
  echo "== the package index"
  local python=/usr/bin/python3
  "$python" -c 'import ensurepip' || python=python3 # Debian keeps ensurepip in a package of its own
  "$python" -m venv "$new" &&
    "$new/bin/python" -m pip install --quiet --timeout 5 --retries 0 -r "$here/requirements.txt" &&
    imports "$new/bin/python"
}

from_apt() {
  echo "== the distribution's packages, installed now"
  [ "$(id -u)" = 0 ] && command -v apt-get && { apt_install || { apt-get update && apt_install; }; } &&
    rm -rf "$new" && from_distribution
}

apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "${packages[@]}"
}

ready() { echo "Flask is ready, in $venv"; }

if installed; then ready; exit; fi

mkdir -p "$(dirname "$venv")"
exec 9>"$venv.lock"
if command -v flock >/dev/null; then flock 9; fi # macOS has none; the rename below is still all or nothing
if installed; then ready; exit; fi

# Built aside and renamed when it works, so that a broken one is never found in its place.
new=$(mktemp -d "$venv.XXXXXX")
trap 'rm -rf "$new"' EXIT
if { from_distribution || from_index || from_apt; } >"$venv.log" 2>&1 </dev/null; then
  rm -rf "$venv"
  mv "$new" "$venv"
  ready
else
  cat >&2 <<EOF
install.sh: this application needs Flask, Flask-Migrate, Flask-SQLAlchemy and psycopg2, and could not get them.
Do one of these, then run this again:
  as root, on Debian or Ubuntu:    apt-get install ${packages[*]}
  anywhere, with a package index:  make \`pip install -r $here/requirements.txt\` work (pip's index, proxy)
What was tried stands in $venv.log
EOF
  exit 1
fi
