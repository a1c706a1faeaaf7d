"""Runs one command of the launcher for one strategy and one trading date.

The place of things is read from the environment when a task runs, never when a file is parsed:

``STATARB_HOME``  the project; the folder above this one unless it is set
``STATARB_RUNS``  where runs are kept; ``.statarb/runs`` in the project unless it is set
``STATARB_DATA``  raw data for runs that name none; the project's own sample unless it is set

A run has the folder ``$STATARB_RUNS/<strategy>/<trading date>``. The commands write beside and rename, so a task
that is run again leaves what it would have left the first time.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from airflow.providers.standard.hooks.subprocess import SubprocessHook
from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowException, AirflowFailException

# What the launcher's exit codes mean where another attempt would end the same way.
FINAL_EXIT_CODES = {
    1: "data or model refused",
    2: "wrong use",
    4: "the machine lacks something",
}

# The only variables of these families that the commands see: settings come from the strategy file and the run's
# parameters, and connections and keys of the scheduler are none of their business.
PASSED_ON = ("STATARB_NO_BUILD", "STATARB_JAVA_OPTS")
KEPT_BACK = ("STATARB_", "AIRFLOW_", "_AIRFLOW_")

# File systems keep times more coarsely than clocks.
FILE_TIME_SLACK_S = 1.0


def home() -> Path:
    """Folder of the project."""
    return Path(os.environ.get("STATARB_HOME") or Path(__file__).resolve().parent.parent)


def trading_date(dag_run: Any, params: Any) -> str:
    """Trading date of a run, ISO: the parameter, else the partition of a scheduled run, else the logical date."""
    for given in (params.get("trade_date"), dag_run.partition_key):
        if given:
            return date.fromisoformat(given).isoformat()
    if dag_run.logical_date is None:
        raise AirflowFailException("a run without a logical date needs the parameter trade_date")
    return dag_run.logical_date.date().isoformat()


def run_folder(strategy: str, dag_run: Any, params: Any) -> str:
    """Folder of the run of a strategy for its trading date."""
    runs = os.environ.get("STATARB_RUNS") or home() / ".statarb" / "runs"
    return str(Path(runs) / strategy / trading_date(dag_run, params))


def trade_dates(out: str) -> list[str]:
    """Sessions that a run trades, as ingest planned them."""
    planned = json.loads((Path(out) / "sessions.json").read_text(encoding="utf-8"))
    return [entry["session"]["trade_date"] for entry in planned if entry["role"] == "trade"]


def command_environment() -> dict[str, str]:
    """Environment of a command."""
    return {
        name: value
        for name, value in os.environ.items()
        if name in PASSED_ON or not name.startswith(KEPT_BACK)
    }


class StageOperator(BaseOperator):
    """One command. It fails where the command fails, and where the command ends well having written nothing.

    :param command: the launcher's arguments, less ``--out`` and ``--json``
    :param out: folder of the run
    :param writes: files below ``out`` that the command writes each time it succeeds; the first one is a JSON object
        whose ``figures`` go with the asset
    :param options: parameters of the run that this command takes: ``data``, ``sets``, ``master``
    :param trade_date: the one session to trade, for a command that is run once for each
    """

    template_fields: Sequence[str] = ("command", "out", "trade_date")
    ui_color = "#e8f0e4"

    def __init__(
        self,
        *,
        command: list[str],
        out: str,
        writes: list[str],
        options: Sequence[str] = (),
        trade_date: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.command = command
        self.out = out
        self.writes = writes
        self.options = options
        self.trade_date = trade_date
        self.hook: SubprocessHook | None = None

    def execute(self, context: Any) -> dict[str, Any]:
        argv = [str(home() / "statarb"), *self.command, *self._run_options(context["params"])]
        if self.trade_date is not None:
            argv += ["--dates", self.trade_date]
        argv += ["--out", self.out, "--json"]
        Path(self.out).mkdir(parents=True, exist_ok=True)
        self.hook = SubprocessHook()
        started_s = time.time()
        exit_code = self.hook.run_command(argv, env=command_environment(), cwd=self.out).exit_code
        if exit_code in FINAL_EXIT_CODES:
            raise AirflowFailException(
                f"{self.command[0]}: {FINAL_EXIT_CODES[exit_code]}, exit code {exit_code}; its reason stands above"
            )
        if exit_code != 0:
            raise AirflowException(f"{self.command[0]} failed: exit code {exit_code}")
        self._require_written_since(started_s - FILE_TIME_SLACK_S)
        return self._describe(context)

    def on_kill(self) -> None:
        if self.hook is not None:
            self.hook.send_sigterm()

    def _run_options(self, params: Any) -> list[str]:
        argv: list[str] = []
        if "data" in self.options:
            data = params.get("data") or os.environ.get("STATARB_DATA")
            argv += ["--data", data] if data else []
        if "sets" in self.options:
            for setting in params.get("sets") or []:
                argv += ["--set", setting]
        if "master" in self.options and params.get("master"):
            argv += ["--master", params["master"]]
        return argv

    def _require_written_since(self, time_s: float) -> None:
        for name in self.writes:
            file = Path(self.out) / name
            if not file.is_file() or file.stat().st_mtime < time_s:
                raise AirflowFailException(
                    f"{self.command[0]} ended with exit code 0 and did not write {file} in this run"
                )

    def _describe(self, context: Any) -> dict[str, Any]:
        record = json.loads((Path(self.out) / self.writes[0]).read_text(encoding="utf-8"))
        said = {"out": self.out, "seconds": record.get("seconds"), "figures": record.get("figures", {})}
        for outlet in self.outlets:
            context["outlet_events"][outlet].extra = said
        return said
