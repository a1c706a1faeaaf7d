package io.statarb.quality.ticks;

import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.List;

/**
 * Whether trades of one symbol are missing, by the numbers that the venue gives them: told only of
 * a source in which they nearly always go up by one. Confined to one thread.
 */
final class TradeIds {
  /** Fewer steps do not tell how numbers go up. */
  private static final int LEAST = 100;

  private static final double BY_ONE = 0.95;
  private static final long NONE_YET = Long.MIN_VALUE;

  private final Defects gaps;
  private final MissingIds missing = new MissingIds();
  private long last = NONE_YET;
  private long byOne;
  private long byMore;

  TradeIds(String symbol, String file) {
    gaps = new Defects(FindingKind.GAP, symbol, file);
  }

  /**
   * Takes the number of a trade.
   *
   * @param row position of the trade among those of the symbol
   */
  void add(long row, long recordNo, long tsNs, long id) {
    if (last == NONE_YET || id == last + 1) {
      byOne++;
      last = id;
    } else if (id > last) {
      byMore++;
      missing.add(last, id - 1, row, recordNo, tsNs);
      last = id;
    } else {
      missing.fill(id - 1, id);
    }
  }

  /**
   * What is missing.
   *
   * @param trades trades of the symbol
   */
  List<Finding> findings(long trades) {
    if (byOne < LEAST || byOne < BY_ONE * (byOne + byMore)) {
      return List.of();
    }
    missing.giveTo(gaps, "trade");
    return gaps.findings(trades);
  }
}
