"""Runs a DAG for one date and judges it by its task instances; see run-date.sh.

Airflow's own word is not enough: for a date before the DAG's start it runs no task, calls the run a success and exits
with 0. A run counts here when every task of the DAG has an instance, every instance is in state success, and each of
them began after this command did.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

TOOLS = Path(__file__).resolve().parent
AIRFLOW = str(TOOLS / "airflow.sh")
STRATEGIES = TOOLS.parent / "strategies"


def airflow(*args: str) -> str:
    """Standard output of an airflow command that has to succeed."""
    done = subprocess.run([AIRFLOW, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"airflow {' '.join(args)} failed with exit code {done.returncode}:\n{done.stderr}")
    return done.stdout


def rows(*args: str) -> list[dict[str, Any]]:
    """The table that an airflow command prints; warnings may stand before it."""
    for line in reversed(airflow(*args, "-o", "json").splitlines()):
        if line.startswith("["):
            return json.loads(line)
    return []


def run_of(dag_id: str, day: str, begun: datetime) -> str | None:
    """The run of that date which was made since then."""
    for run in rows("dags", "list-runs", dag_id):
        logical = run["logical_date"]
        if logical and logical[:10] == day and datetime.fromisoformat(run["run_after"]) >= begun:
            return run["run_id"]
    return None


def problems(expected: list[str], instances: list[dict[str, Any]], begun: datetime) -> list[str]:
    """Why these task instances are not a run that did its work; empty when they are one."""
    if not instances:
        return ["the run ran nothing: it has no task instance"]
    found = []
    seen = {instance["task_id"] for instance in instances}
    found += [f"task {task} has no instance" for task in expected if task not in seen]
    for instance in instances:
        name = instance["task_id"] + (f"[{instance['map_index']}]" if instance.get("map_index") else "")
        if instance["state"] != "success":
            found.append(f"task {name} is in state {instance['state']}")
        elif datetime.fromisoformat(instance["start_date"]) < begun:
            found.append(f"task {name} ended in success before this run: {instance['start_date']}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="run-date.sh", description=__doc__)
    parser.add_argument("strategy", help="name of a file in strategies/")
    parser.add_argument("date", type=date.fromisoformat, help="trading date, e.g. 2014-05-13")
    parser.add_argument("--data", help="folder of the raw data")
    parser.add_argument("--set", dest="sets", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--master", help="Spark master for the batch stages")
    args = parser.parse_args()

    known = sorted(file.stem for file in STRATEGIES.glob("*.yaml"))
    if args.strategy not in known:
        parser.error(f"no such strategy: {args.strategy}; there are {', '.join(known)}")

    dag_id, day = f"statarb_{args.strategy}", args.date.isoformat()
    conf = {"data": args.data, "sets": args.sets, "master": args.master}
    airflow("db", "migrate")
    begun = datetime.now(timezone.utc)
    # Its own words go to standard error, as they come.
    code = subprocess.run(
        [AIRFLOW, "dags", "test", dag_id, day, "-c", json.dumps({k: v for k, v in conf.items() if v})],
        stdout=sys.stderr,
        check=False,
    ).returncode
    run_id = run_of(dag_id, day, begun)
    instances = rows("tasks", "states-for-dag-run", dag_id, run_id) if run_id else []
    found = problems(airflow("tasks", "list", dag_id).split(), instances, begun)
    verdict = {
        "dag_id": dag_id,
        "trade_date": day,
        "run_id": run_id,
        "airflow_exit_code": code,
        "ran": not found,
        "problems": found,
        "begun": begun.isoformat(),
        "tasks": instances,
    }
    print(json.dumps(verdict))
    return 1 if found or code != 0 else 0


if __name__ == "__main__":
    sys.exit(main())
