#!/bin/sh
# Runs a strategy's DAG for one trading date here and now, without a scheduler, and says whether it really ran.
#
#   run-date.sh fx-two-venue 2014-05-13
#   run-date.sh fx-two-venue 2014-05-13 --data DIR --set entry.z=2.5
#
# Prints one JSON object. Exit codes: 0 every task ended well in this run, 1 not so, 2 usage, 4 the machine lacks something.
set -eu
tools=$(cd "$(dirname "$0")" && pwd -P)
dags=$(dirname "$tools")
"$tools/make-venv.sh" airflow "$dags/requirements.txt" "$dags/constraints-3.3.2-py3.11.txt" >/dev/null
exec python3.11 -I "$tools/run_date.py" "$@"
