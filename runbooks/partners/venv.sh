# Sourced by install.sh and flask: where this application's virtual environment is. It is shared by all copies of this
# folder that have the same requirements.txt, and another requirements.txt has another one.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
venv=${XDG_CACHE_HOME:-$HOME/.cache}/runbook/venvs/partners-$(cksum <"$here/requirements.txt" | cut -d " " -f 1)

# Nothing of the caller's own Python set-up may leak in.
unset PYTHONHOME PYTHONPATH VIRTUAL_ENV
export PYTHONNOUSERSITE=1
