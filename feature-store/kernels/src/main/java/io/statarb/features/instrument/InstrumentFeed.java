package io.statarb.features.instrument;

import io.statarb.depthbook.SequencedBook;
import io.statarb.depthbook.WindowDepthBook;
import io.statarb.features.FeatureService;
import io.statarb.marketdata.MarketDataSink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Brings the quotes, trades and price levels of a file or feed into the features of each
 * instrument: the one path, on which a live process and Spark both call the kernels.
 *
 * <p>The clock is the time of receipt, by which something was known; where the source does not tell
 * it, the time of the event. An event that tells neither is left out and counted; levels so lost
 * are missed by the sequence rules of the book. One thread.
 */
public final class InstrumentFeed implements MarketDataSink {
  /** Instruments that get features; the events of others are counted and left out. */
  static final int MOST_SYMBOLS = 1024;

  private static final int TOO_MANY = -1;

  private final FeatureService service;
  private final InstrumentRows rows;
  private final List<String> names = new ArrayList<>();
  private final List<OneInstrument> all = new ArrayList<>();
  private long events;
  private long leftOut;
  private int current;
  private long currentTsNs;

  /** An instrument's levels and features. */
  private static final class OneInstrument {
    final SequencedBook book = new SequencedBook(new WindowDepthBook(WindowDepthBook.NARROW, 0));
    final SequencedLevels levels = new SequencedLevels(book);
    final InstrumentFeatures features;

    OneInstrument(FeatureService service) {
      features = InstrumentFeatures.of(service);
    }
  }

  /**
   * A feed of nothing yet.
   *
   * @param service a service of {@link InstrumentServices}
   * @param rows takes the rows
   */
  public InstrumentFeed(FeatureService service, InstrumentRows rows) {
    this.service = service;
    this.rows = rows;
  }

  @Override
  public int symbol(String name) {
    int known = names.indexOf(name);
    if (known >= 0) {
      return known;
    }
    if (names.size() == MOST_SYMBOLS) {
      return TOO_MANY;
    }
    names.add(name);
    all.add(new OneInstrument(service));
    return names.size() - 1;
  }

  /** Names of the instruments by number. */
  public List<String> names() {
    return Collections.unmodifiableList(names);
  }

  /** Quotes, trades and sets of levels so far. */
  public long events() {
    return events;
  }

  /** Events that were left out: without any time, or of an instrument too many. */
  public long leftOut() {
    return leftOut;
  }

  @Override
  public void quote(
      long record,
      int symbol,
      long tsEventNs,
      long tsRecvNs,
      long updateId,
      long bidPxE9,
      long bidQtyE8,
      long askPxE9,
      long askQtyE8) {
    if (begin(symbol, tsEventNs, tsRecvNs)) {
      InstrumentFeatures features = all.get(symbol).features;
      tell(symbol, features, features.onQuote(currentTsNs, bidPxE9, bidQtyE8, askPxE9, askQtyE8));
    }
  }

  @Override
  public void trade(
      long record,
      int symbol,
      long tsEventNs,
      long tsRecvNs,
      long pxE9,
      long qtyE8,
      byte aggressor) {
    if (begin(symbol, tsEventNs, tsRecvNs)) {
      InstrumentFeatures features = all.get(symbol).features;
      tell(symbol, features, features.onTrade(currentTsNs, pxE9, qtyE8, aggressor));
    }
  }

  @Override
  public void depth(
      long record,
      int symbol,
      long tsEventNs,
      long tsRecvNs,
      boolean snapshot,
      long firstUpdateId,
      long lastUpdateId,
      long previousUpdateId) {
    current = symbol;
    if (!begin(symbol, tsEventNs, tsRecvNs)) {
      current = TOO_MANY;
      return;
    }
    all.get(symbol).book.begin(snapshot, firstUpdateId, lastUpdateId, previousUpdateId);
  }

  @Override
  public void level(byte side, long pxE9, long qtyE8) {
    if (current != TOO_MANY) {
      all.get(current).book.level(side, pxE9, qtyE8);
    }
  }

  @Override
  public void depthEnd() {
    if (current == TOO_MANY) {
      return;
    }
    OneInstrument one = all.get(current);
    int outcome = one.book.end();
    boolean changed = outcome != SequencedBook.STALE && outcome != SequencedBook.SNAPSHOT_TOO_OLD;
    if (changed) {
      tell(current, one.features, one.features.onDepth(currentTsNs, one.levels));
    }
  }

  private boolean begin(int symbol, long tsEventNs, long tsRecvNs) {
    events++;
    currentTsNs = tsRecvNs == UNKNOWN_TIME ? tsEventNs : tsRecvNs;
    if (symbol == TOO_MANY || currentTsNs == UNKNOWN_TIME) {
      leftOut++;
      return false;
    }
    return true;
  }

  private void tell(int symbol, InstrumentFeatures features, boolean row) {
    if (row) {
      rows.row(symbol, events - 1, currentTsNs, features);
    }
  }
}
