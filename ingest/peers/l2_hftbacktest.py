"""Feed-only loop of hftbacktest over depth events that were parsed beforehand; prints one JSON object.

    l2_hftbacktest.py EVENTS TICK LOT SECONDS

EVENTS holds rows of 64 bytes as hftbacktest lays its events out. Every pass builds a new backtest outside of the measured
time. Passes are repeated until the best one has not improved by a hundredth for ten passes, or SECONDS are over.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version

import numpy as np
from hftbacktest import (
    BacktestAsset,
    HashMapMarketDepthBacktest,
    ROIVectorMarketDepthBacktest,
)
from hftbacktest.types import event_dtype
from numba import njit

STABLE_PASSES = 10
STABLE_SHARE = 0.01


def asset(events: np.ndarray, tick: float, lot: float, low: float, high: float) -> BacktestAsset:
    return (
        BacktestAsset()
        .data(events)
        .linear_asset(1.0)
        .constant_order_latency(0, 0)
        .risk_adverse_queue_model()
        .no_partial_fill_exchange()
        .trading_value_fee_model(0.0, 0.0)
        .tick_size(tick)
        .lot_size(lot)
        .roi_lb(low)
        .roi_ub(high)
    )


@njit
def feed(hbt, duration):
    return hbt.elapse(duration)


@njit
def top(hbt):
    depth = hbt.depth(0)
    return depth.best_bid, depth.best_bid_qty, depth.best_ask, depth.best_ask_qty


def measure(build, events: np.ndarray, tick: float, lot: float, seconds: float) -> dict[str, object]:
    best, passes, unimproved, tops = float("inf"), 0, 0, None
    # All but the last time, so that the book can still be looked at.
    duration = int(events["local_ts"][-1] - events["local_ts"][0]) + 1_000_000_000
    # A wide range of interest: a quarter of the price below and above.
    mid = float(np.median(events["px"]))
    started = time.perf_counter()
    while unimproved < STABLE_PASSES and (passes < 2 or time.perf_counter() - started < seconds):
        hbt = build([asset(events, tick, lot, mid * 0.75, mid * 1.25)])
        begin = time.perf_counter()
        feed(hbt, duration)
        took = time.perf_counter() - begin
        tops = top(hbt)
        hbt.close()
        passes += 1
        if passes == 1:
            continue  # this one compiled
        unimproved = 0 if took < best * (1 - STABLE_SHARE) else unimproved + 1
        best = min(best, took)
    return {"seconds": best, "passes": passes - 1, "top": tops}


def main(path: str, tick: str, lot: str, seconds: str) -> None:
    events = np.fromfile(path, dtype=event_dtype)
    results = {
        "hash map": measure(HashMapMarketDepthBacktest, events, float(tick), float(lot), float(seconds)),
        "range of interest": measure(ROIVectorMarketDepthBacktest, events, float(tick), float(lot), float(seconds)),
    }
    print(json.dumps({"version": version("hftbacktest"), "events": len(events), "books": results}))


if __name__ == "__main__":
    main(*sys.argv[1:])
