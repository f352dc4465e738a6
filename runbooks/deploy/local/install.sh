#!/usr/bin/env bash
# Installs what the API needs on this machine.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
install_python_environment
