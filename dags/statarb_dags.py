"""One DAG for each strategy in ``strategies/``: from raw ticks to the attribution report of a trading date.

A DAG only wires. Each task is one command of the launcher for one strategy and one trading date, the same command
that a person types, and may be run again at any time. See README.md beside this file.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pendulum
import yaml
from airflow.sdk import DAG, Asset, CronPartitionTimetable, Param, chain, task

from statarb_stages import StageOperator, run_folder, trade_dates, trading_date

STRATEGIES = Path(__file__).resolve().parent / "strategies"

# The first trading date in the shipped data. A test run for an earlier date would run nothing and call it success.
FIRST_DATE = (2014, 5, 1)

# Half an hour after the trading date ends in New York, when its files are complete.
SCHEDULE = "30 17 * * 1-5"
ZONE = "America/New_York"

DEFAULTS = {
    "owner": "statarb",
    "retries": 2,
    "retry_delay": timedelta(minutes=2),
    "retry_exponential_backoff": True,
    "max_retry_delay": timedelta(minutes=20),
    "execution_timeout": timedelta(hours=2),
}

PARAMS = {
    "trade_date": Param(
        None,
        type=["null", "string"],
        format="date",
        description="Trading date, e.g. 2014-05-13; empty: the date of the run",
    ),
    "data": Param(
        None,
        type=["null", "string"],
        description="Folder of the raw data; empty: STATARB_DATA, else the sample of the project",
    ),
    "sets": Param(
        [],
        type="array",
        items={"type": "string", "pattern": "^[a-z0-9_.]+=.*$"},
        description="Settings over those of the strategy file, e.g. entry.z=2.5",
    ),
    "master": Param(
        None,
        type=["null", "string"],
        description="Spark master for the batch stages, e.g. spark://host:7077; empty: local",
    ),
}

DOC = """{description}

One run brings one trading date from raw files to a report:

`ingest` → `quality` → `features` → `train` → `export` → `promote` → `trade_dates` → `trade` (once for each date) → `live` →
`backtest` and `parity` → `report`

Each task is one command of `statarb`; what it wrote lies in `$STATARB_RUNS/{strategy}/<trading date>`. A command that
refuses (exit code 1, 2 or 4) fails at once, the others are tried again; nothing behind a failed task runs.

Nobody is asked before `promote`: a bundle that fails a gate of merit trades on paper, one that fails a gate of
integrity not at all.

Settings of the strategy:

```yaml
{settings}
```
"""


def strategy_dag(file: Path) -> DAG:
    """The DAG of a strategy file; its name is the file's."""
    strategy = file.stem
    text = file.read_text(encoding="utf-8")
    settings: Any = yaml.safe_load(text)
    if not isinstance(settings, dict):
        raise ValueError(f"{file} is not a YAML mapping")
    # A strategy that walks forward goes on with its last step, which ends with the newest bar.
    step = ["--set", "dates.fold=-1"] if settings.get("screen") else []
    # Of a whole market some series are always defective, and the screen leaves them out; all legs of listed pairs count.
    defective = ["--max-failed-share", "0.05"] if settings.get("screen") else []
    out = f"{{{{ run_folder({strategy!r}, dag_run, params) }}}}"

    def asset(name: str) -> Asset:
        return Asset(name=f"{strategy}/{name}", uri=f"x-statarb://{strategy}/{name}", group="statarb")

    with DAG(
        dag_id=f"statarb_{strategy}",
        description=settings.get("description", strategy),
        schedule=CronPartitionTimetable(SCHEDULE, timezone=ZONE, key_format="%Y-%m-%d"),
        start_date=pendulum.datetime(*FIRST_DATE, tz="UTC"),
        catchup=False,
        max_active_runs=1,
        max_active_tasks=2,
        dagrun_timeout=timedelta(hours=8),
        default_args=DEFAULTS,
        params=PARAMS,
        tags=["statarb", "nightly", *sorted(settings.get("venues", {}))],
        doc_md=DOC.format(description=settings.get("description", ""), strategy=strategy, settings=text),
        user_defined_macros={"run_folder": run_folder, "trading_date": trading_date},
    ) as dag:
        ingest = StageOperator(
            task_id="ingest",
            command=["ingest", "--strategy", strategy, *step],
            options=("data", "sets", "master"),
            out=out,
            writes=["stages/ingest.json", "sessions.json"],
            outlets=[asset("ticks")],
            doc_md="Raw files to ticks: quarantine by reason, one history tape a date, the Delta table `ticks`.",
        )
        quality = StageOperator(
            task_id="quality",
            command=["ingest", "quality", "--strategy", strategy, *defective],
            options=("data", "sets"),
            out=f"{out}/quality-gate",
            writes=["quality.json", "quarantine.json", "quality.html"],
            doc_md="Judge the files that ingest read: pass or warn, and the run goes on; fail, and it stops here.",
        )
        features = StageOperator(
            task_id="features",
            command=["features"],
            options=("master",),
            out=out,
            writes=["stages/features.json", "pairs/fitted-pairs.json"],
            outlets=[asset("features")],
            doc_md="Fit the pairs on the formation dates; run the kernels over all dates.",
        )
        train = StageOperator(
            task_id="train",
            command=["train"],
            options=("master",),
            out=out,
            writes=["stages/train.json", "training/training.json"],
            outlets=[asset("candidates")],
            doc_md="Fit models, validate them in time order, write down everything that was tried.",
        )
        export = StageOperator(
            task_id="export",
            command=["export"],
            out=out,
            writes=["stages/export.json"],
            outlets=[asset("bundle")],
            doc_md="Certify the ONNX models row by row against Smile; sign and register the bundle.",
        )
        promote = StageOperator(
            task_id="promote",
            command=["promote"],
            options=("master",),
            out=out,
            writes=["stages/promote.json"],
            outlets=[asset("champion")],
            doc_md="Pass the bundle through the gates; it becomes the champion, live or on paper.",
        )

        @task(doc_md="Trading dates that this run trades, as ingest planned them.")
        def trade_dates_of(out: str) -> list[str]:
            return trade_dates(out)

        dates = trade_dates_of.override(task_id="trade_dates")(out)
        trade = StageOperator.partial(
            task_id="trade",
            command=["live"],
            out=out,
            writes=["stages/live.json", "trading/live.json"],
            # Positions do not cross dates, but the summary of the trading is one file.
            max_active_tis_per_dagrun=1,
            map_index_template="{{ task.trade_date }}",
            doc_md="Trade one date with the champion, in a process of its own.",
        ).expand(trade_date=dates)
        live = StageOperator(
            task_id="live",
            command=["live"],
            out=out,
            writes=["stages/live.json", "trading/live.json"],
            outlets=[asset("trading")],
            doc_md="Sum up all dates. Whole tapes are kept, so this trades nothing that was traded.",
        )
        backtest = StageOperator(
            task_id="backtest",
            command=["backtest", "--mode", "frictionless,baseline"],
            out=out,
            writes=["stages/frictionless.json", "stages/baseline.json"],
            doc_md="The same dates without frictions, and by the plain z-score rule.",
        )
        parity = StageOperator(
            task_id="parity",
            command=["features", "--parity"],
            options=("master",),
            out=out,
            writes=["stages/parity.json", "parity/parity.json"],
            doc_md="Values recorded live against those that Spark wrote, bit by bit.",
        )
        report = StageOperator(
            task_id="report",
            command=["report"],
            out=out,
            writes=["run.json", "report/report.json", "report/index.html"],
            outlets=[asset("report")],
            doc_md="P&L by cause, for people and for machines.",
        )
        chain(ingest, quality, features, train, export, promote, dates, trade, live, [backtest, parity], report)
    return dag


for _file in sorted(STRATEGIES.glob("*.yaml")):
    globals()[f"statarb_{_file.stem}"] = strategy_dag(_file)
