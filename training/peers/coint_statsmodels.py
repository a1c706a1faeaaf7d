"""Engle-Granger tests of statsmodels over pairs of a table; prints one JSON object.

    coint_statsmodels.py TABLE ROWS PAIRS FIXED AIC

TABLE holds the columns one after another as 8-byte little-endian floats, ROWS each. PAIRS holds the pairs as 4-byte little-endian
integers, y and x in turn; the first FIXED are tested with one lag, the first AIC with the default choice of lag. Times are the
process's processor time with one thread, so that what else the machine does is not counted.
"""

from __future__ import annotations

import json
import os
import sys
import time
import warnings
from importlib.metadata import version

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402
from statsmodels.regression.linear_model import OLS  # noqa: E402
from statsmodels.tsa.stattools import adfuller, coint  # noqa: E402
from statsmodels.tsa.tsatools import add_trend  # noqa: E402

WARM_UP = 20
BATCHES = 10


def measure(table: np.ndarray, pairs: np.ndarray, **lags) -> tuple[float, list[float]]:
    """Seconds per pair in the fastest of ten batches, and all t statistics."""
    for y, x in pairs[:WARM_UP]:
        coint(table[y], table[x], **lags)
    stats, best = [], float("inf")
    for batch in np.array_split(pairs, BATCHES):
        begin = time.process_time()
        stats += [float(coint(table[y], table[x], **lags)[0]) for y, x in batch]
        best = min(best, (time.process_time() - begin) / len(batch))
    return best, stats


def lags_chosen(table: np.ndarray, pairs: np.ndarray) -> list[int]:
    """What coint chose; it does not say itself."""
    chosen = []
    for y, x in pairs:
        residual = OLS(table[y], add_trend(table[x][:, None], "c", prepend=False)).fit().resid
        chosen.append(int(adfuller(residual, regression="n", autolag="aic", result_object=False)[2]))
    return chosen


def main(table_file: str, rows: str, pairs_file: str, fixed: str, aic: str) -> None:
    warnings.simplefilter("ignore")
    table = np.fromfile(table_file, dtype="<f8").reshape(-1, int(rows))
    pairs = np.fromfile(pairs_file, dtype="<i4").reshape(-1, 2)
    fixed_seconds, fixed_stats = measure(table, pairs[: int(fixed)], maxlag=1, autolag=None)
    aic_seconds, aic_stats = measure(table, pairs[: int(aic)])
    print(
        json.dumps(
            {
                "version": version("statsmodels"),
                "fixed": {"seconds_per_pair": fixed_seconds, "stats": fixed_stats},
                "aic": {
                    "seconds_per_pair": aic_seconds,
                    "stats": aic_stats,
                    "lags": lags_chosen(table, pairs[: int(aic)]),
                },
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
