#!/bin/sh
# Runs airflow on this project's DAGs: its server on loopback, no examples, nothing reported to anyone.
#
#   airflow.sh standalone                            a whole Airflow at http://localhost:8080
#   airflow.sh dags list
#
# Environment: AIRFLOW_HOME (.airflow in the project), every AIRFLOW__SECTION__KEY, and STATARB_HOME, STATARB_RUNS,
# STATARB_DATA as the DAGs read them.
set -eu
tools=$(cd "$(dirname "$0")" && pwd -P)
dags=$(dirname "$tools")
venv=$("$tools/make-venv.sh" airflow "$dags/requirements.txt" "$dags/constraints-3.3.2-py3.11.txt")

# Not in the environment already, so set.
default() {
  eval "[ -n \"\${$1:-}\" ] || export $1=\"\$2\""
}
default AIRFLOW_HOME "$(dirname "$dags")/.airflow"
default AIRFLOW__CORE__DAGS_FOLDER "$dags"
default AIRFLOW__CORE__LOAD_EXAMPLES False
# SQLite takes one writer at a time.
default AIRFLOW__CORE__PARALLELISM 2
default AIRFLOW__API__HOST 127.0.0.1
default AIRFLOW__API__BASE_URL http://localhost:8080
default AIRFLOW__API__WORKERS 1
default AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_HOST 127.0.0.1
default AIRFLOW__USAGE_DATA_COLLECTION__ENABLED False
default SCARF_ANALYTICS false
# The DAGs' folder belongs to the sources.
default PYTHONDONTWRITEBYTECODE 1
PATH=$venv/bin:$PATH
export PATH
exec "$venv/bin/airflow" "$@"
