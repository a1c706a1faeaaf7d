"""Prints as JSON what Airflow makes of the DAG files, and what reading them does to the world.

    inspect_dags.py DAGS_FOLDER
"""

from __future__ import annotations

import ast
import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

# Imported before the watch begins: what Airflow does when it starts is its own.
import airflow.providers.standard.hooks.subprocess
import pendulum
import yaml
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk import DAG, BaseOperator, CronPartitionTimetable, task

WARM = (DAG, BaseOperator, CronPartitionTimetable, task, pendulum, yaml, airflow.providers.standard.hooks.subprocess)


def effects_of_import(folder: Path) -> list[str]:
    """Processes, connections and writes while the DAG files are imported."""
    seen: list[str] = []
    watching = True

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if not watching:
            return
        if event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "socket.connect"):
            seen.append(f"{event} {args!r}")
        elif event in ("os.mkdir", "os.remove", "os.rename", "os.rmdir"):
            seen.append(f"{event} {args!r}")
        elif event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            seen.append(f"open for writing {args[0]!r}")

    sys.addaudithook(watch)
    sys.path.insert(0, str(folder))
    for file in sorted(folder.glob("*.py")):
        importlib.import_module(file.stem)
    watching = False
    return seen


def airflow_imports(folder: Path) -> list[str]:
    """Airflow modules that the DAG files name."""
    names = set()
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
            elif isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
    return sorted(name for name in names if name.split(".")[0] == "airflow")


def seconds(delta: Any) -> float | None:
    return None if delta is None else delta.total_seconds()


def described(dag: Any) -> dict[str, Any]:
    return {
        "tags": sorted(dag.tags),
        "doc_md": dag.doc_md,
        "catchup": dag.catchup,
        "start_date": dag.start_date.isoformat(),
        "schedule": type(dag.timetable).__name__,
        "time_zone": str(getattr(dag.timetable, "_timezone", getattr(dag.timetable, "timezone", ""))),
        "max_active_runs": dag.max_active_runs,
        "params": sorted(dag.params),
        "tasks": {
            one.task_id: {
                "downstream": sorted(one.downstream_task_ids),
                "owner": one.owner,
                "retries": one.retries,
                "execution_timeout_s": seconds(one.execution_timeout),
                "doc_md": one.doc_md,
                "mapped": one.is_mapped,
                "trigger_rule": str(one.trigger_rule),
                "outlets": [outlet.name for outlet in one.outlets or []],
            }
            for one in dag.tasks
        },
    }


def main(folder: Path) -> None:
    effects = effects_of_import(folder)
    bag = DagBag(dag_folder=str(folder))
    from statarb_stages import command_environment

    print(
        json.dumps(
            {
                "effects_of_import": effects,
                "airflow_imports": airflow_imports(folder),
                "import_errors": bag.import_errors,
                "command_environment": sorted(command_environment()),
                "dags": {dag_id: described(dag) for dag_id, dag in sorted(bag.dags.items())},
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
