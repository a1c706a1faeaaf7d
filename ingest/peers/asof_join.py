"""Point-in-time join by Polars and DuckDB over the Parquet files of the benchmark; prints one JSON object.

    asof_join.py FOLDER THREADS PASSES

FOLDER holds the tables rows and ticks and the file ours.bin: for each row_id the tick_seq that was found, 8 bytes little
endian, -1 where there is none. Each result is compared with it row by row. A time is the median of PASSES after two
passes that do not count. In memory: both tables are columns in memory, and the result is too; from Parquet: the tables
are read as well, with symbols as text.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path

WARM_UP = 2


def measure(run, passes: int) -> float:
    took = []
    for number in range(WARM_UP + passes):
        begin = time.perf_counter()
        run()
        if number >= WARM_UP:
            took.append(time.perf_counter() - begin)
    return statistics.median(took)


# All of a tick but the knowledge time, which is the event time in these tables.
TICKS = ["entity", "event_ns", "tick_seq", "bid", "ask"]


def polars_join(rows, ticks):
    return rows.join_asof(
        ticks,
        left_on="ts_ns",
        right_on="event_ns",
        by_left="symbol",
        by_right="entity",
        strategy="backward",
        check_sortedness=False,
    )


def main(folder: str, threads: str, passes: str) -> None:
    # Polars reads its number of threads when it is imported.
    os.environ["POLARS_MAX_THREADS"] = threads
    import duckdb
    import numpy as np
    import polars as pl

    tables = Path(folder)
    files = {name: str(tables / name / "*.parquet") for name in ("rows", "ticks")}
    ours = np.fromfile(tables / "ours.bin", dtype="<i8")

    def different(row_id, tick_seq) -> int:
        if len(row_id) != len(ours):
            return max(len(row_id), len(ours))
        theirs = np.full(len(ours), -2, dtype=np.int64)
        theirs[row_id] = tick_seq
        return int((theirs != ours).sum())

    def read():
        return pl.read_parquet(files["rows"]), pl.read_parquet(files["ticks"], columns=TICKS)

    def numbered(frame, column):
        return frame.with_columns(pl.col(column).str.extract(r"^SYM(\d+)\.").cast(pl.Int32))

    rows, ticks = read()
    # In memory symbols are numbers, and ticks by symbol and time, as in the columns of ours.
    rows, ticks = numbered(rows, "symbol"), numbered(ticks, "entity").sort("entity", "event_ns")
    joined = polars_join(rows, ticks)
    result = {
        "polars": pl.__version__,
        "polars_threads": pl.thread_pool_size(),
        "polars_different": different(joined["row_id"].to_numpy(), joined["tick_seq"].fill_null(-1).to_numpy()),
        "polars_seconds": measure(lambda: polars_join(rows, ticks), int(passes)),
        "polars_parquet_seconds": measure(
            lambda: polars_join(*read()), int(passes)
        ),
    }

    duck = duckdb.connect(config={"threads": int(threads)})
    number = "CAST(regexp_extract({0}, '[0-9]+') AS INTEGER) AS {0}"
    duck.execute(
        f"CREATE TABLE rows AS SELECT * REPLACE ({number.format('symbol')}) FROM read_parquet('{files['rows']}')"
    )
    duck.execute(
        f"CREATE TABLE ticks AS SELECT {', '.join(TICKS)} FROM (SELECT * REPLACE ({number.format('entity')})"
        f" FROM read_parquet('{files['ticks']}')) ORDER BY entity, event_ns"
    )

    def duck_join(rows_from: str, ticks_from: str) -> None:
        duck.execute(
            "CREATE OR REPLACE TEMP TABLE joined AS SELECT r.row_id, r.symbol, r.ts_ns, t.tick_seq, t.bid, t.ask "
            f"FROM {rows_from} r ASOF LEFT JOIN {ticks_from} t ON r.symbol = t.entity AND r.ts_ns >= t.event_ns"
        )

    result["duckdb"] = duckdb.__version__
    result["duckdb_seconds"] = measure(lambda: duck_join("rows", "ticks"), int(passes))
    joined = duck.execute("SELECT row_id, coalesce(tick_seq, -1) AS tick_seq FROM joined").fetchnumpy()
    result["duckdb_different"] = different(joined["row_id"], joined["tick_seq"])
    result["duckdb_parquet_seconds"] = measure(
        lambda: duck_join(f"read_parquet('{files['rows']}')", f"read_parquet('{files['ticks']}')"), int(passes)
    )
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
