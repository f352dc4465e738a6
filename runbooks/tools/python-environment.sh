# Sourced by the scripts of an example application: gives it a Python environment of its own. Before it is sourced,
# `here` is the application's folder, with its requirements.txt; for install_python_environment also `modules`, what it
# imports, and `packages`, the distribution's names for them.
#
# The environment is shared by all copies of the folder that have the same requirements.txt, and another
# requirements.txt has another one.
application=$(basename "$here")
venv=${XDG_CACHE_HOME:-$HOME/.cache}/runbook/venvs/$application-$(cksum <"$here/requirements.txt" | cut -d " " -f 1)

# Nothing of the caller's own Python set-up may leak in.
unset PYTHONHOME PYTHONPATH VIRTUAL_ENV
export PYTHONNOUSERSITE=1

# Runs the environment's own python, which finds the application's modules.
python_of_the_application() {
  if [ ! -x "$venv/bin/python" ]; then
    echo "$application: this application's Python packages are not installed; run $here/install.sh" >&2
    exit 1
  fi
  PYTHONPATH=$here exec "$venv/bin/python" "$@"
}

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

ready() { echo "$application is ready, in $venv"; }

# From the distribution's packages if they are there, else from the package index, else, for root on Debian and its
# children, from the distribution after all. Safe to run again, and from several runs at once. Where everything is there
# already, it says so and is done.
install_python_environment() {
  if installed; then ready; return; fi
  mkdir -p "$(dirname "$venv")"
  exec 9>"$venv.lock"
  if command -v flock >/dev/null; then flock 9; fi # macOS has none; the rename below is still all or nothing
  if installed; then ready; return; fi

  # Built aside and renamed when it works, so that a broken one is never found in its place.
  new=$(mktemp -d "$venv.XXXXXX")
  trap 'rm -rf "$new"' EXIT
  if { from_distribution || from_index || from_apt; } >"$venv.log" 2>&1 </dev/null; then
    rm -rf "$venv"
    mv "$new" "$venv"
    ready
    return
  fi
  cat >&2 <<EOF
install.sh: $application needs the Python modules ${modules[*]}, and could not get them.
Do one of these, then run this again:
  as root, on Debian or Ubuntu:    apt-get install ${packages[*]}
  anywhere, with a package index:  make \`pip install -r $here/requirements.txt\` work (pip's index, proxy)
What was tried stands in $venv.log
EOF
  exit 1
}
