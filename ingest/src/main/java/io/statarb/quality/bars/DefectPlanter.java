package io.statarb.quality.bars;

import io.statarb.quality.FindingKind;

/** Plants one defect in a series of daily bars. Confined to one thread. */
@FunctionalInterface
interface DefectPlanter {
  /**
   * What was planted.
   *
   * @param bars the series with the defect
   * @param fromDay first day that a finding may name
   * @param toDay last one
   */
  record Planted(RawBars bars, long fromDay, long toDay) {}

  /**
   * Plants a defect.
   *
   * @param clean series without a defect, at least 200 bars; not changed
   * @param donor another such series of the same days, not in the panel
   */
  Planted plant(FindingKind kind, RawBars clean, RawBars donor);
}
