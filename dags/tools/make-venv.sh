#!/bin/sh
# Makes a virtual environment from pinned requirements, or finds it made, and prints its folder.
#
#   make-venv.sh NAME REQUIREMENTS CONSTRAINTS     .statarb/venv-NAME in the project
#
# Exit code 4: the machine lacks Python 3.11.
set -eu
tools=$(cd "$(dirname "$0")" && pwd -P)
if ! python3.11 -c '' 2>/dev/null; then
  echo "make-venv: Python 3.11 (python3.11) is needed for Airflow and the notebook and was not found; install it." >&2
  exit 4
fi
exec python3.11 -I "$tools/make_venv.py" "$(dirname "$(dirname "$tools")")" "$@"
