package io.statarb.quality.ticks;

import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.marketdata.TradingState;
import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Takes one file and finds what is wrong within it. */
final class TickFile implements MarketDataSink {
  private static final double QUOTE_GAMMA = 8e-4;

  /** Trades alternate between bid and ask and walk the book. */
  private static final double TRADE_GAMMA = 15e-4;

  /** A price that moved by fewer of its own steps is no outlier. */
  private static final int GAMMA_STEPS = 6;

  private static final int LEAST_SAMPLES = 3;

  /** More unreadable records in a row are dated like the one before them. */
  private static final int MOST_FLAWED = 10_000;

  private final String file;
  private final Market market;
  private final RecentRecords recent = new RecentRecords();
  private final List<Series> series = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private long[] recvNs = new long[1 << 10];
  private long[] eventNs = new long[1 << 10];
  private int timed;
  private long lastNs = UNKNOWN_TIME;
  private int lastSymbol = -1;
  private long records;
  private long judgedMinute = Long.MIN_VALUE;
  private boolean shut;
  private final List<Flawed> flawed = new ArrayList<>();

  /** A record that could not be read; its time is between those of the records around it. */
  private record Flawed(
      Series of, Flaw flaw, long record, long afterNs, Map<String, Object> evidence) {}

  private @Nullable WholeBook book;

  /** What is known of one symbol. */
  private static final class Series {
    final String symbol;
    final PriceRows quotes;
    final PriceRows trades;

    /** The best prices of whole books. */
    final PriceRows books;

    final Defects gaps;
    final Defects repeatedDepth;
    final Defects lateDepth;
    final Defects outside;
    final Defects malformed;
    final Orders orders;
    final Activity activity;
    long lastUpdateId = NO_UPDATE_ID;
    long sets;

    Series(String symbol, String file, Market market) {
      this.symbol = symbol;
      quotes = new PriceRows(symbol, false);
      trades = new PriceRows(symbol, true);
      books = new PriceRows(symbol, false);
      gaps = new Defects(FindingKind.GAP, symbol, file);
      repeatedDepth = new Defects(FindingKind.DUPLICATE, symbol, file);
      lateDepth = new Defects(FindingKind.OUT_OF_ORDER, symbol, file);
      outside = new Defects(FindingKind.OUTSIDE_SESSION, symbol, file);
      malformed = new Defects(FindingKind.MALFORMED, symbol, file);
      orders = new Orders(symbol, file);
      activity = new Activity(symbol, file, market);
    }
  }

  TickFile(String file, Market market) {
    this.file = file;
    this.market = market;
  }

  @Override
  public int symbol(String name) {
    series.add(new Series(name, file, market));
    return series.size() - 1;
  }

  private void at(long record, int symbol, long tsEventNs, long tsRecvNs) {
    records = Math.max(records + 1, record);
    lastSymbol = symbol;
    long ts = tsRecvNs == UNKNOWN_TIME ? tsEventNs : tsRecvNs;
    if (ts != UNKNOWN_TIME) {
      flawedUntil(ts);
      lastNs = ts;
    }
    if (tsEventNs != UNKNOWN_TIME && tsRecvNs != UNKNOWN_TIME) {
      if (timed == recvNs.length) {
        recvNs = Arrays.copyOf(recvNs, 2 * timed);
        eventNs = Arrays.copyOf(eventNs, 2 * timed);
      }
      recvNs[timed] = tsRecvNs;
      eventNs[timed] = tsEventNs;
      timed++;
    }
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
    at(record, symbol, tsEventNs, tsRecvNs);
    series
        .get(symbol)
        .quotes
        .add(record, tsEventNs, tsRecvNs, updateId, bidPxE9, bidQtyE8, askPxE9, askQtyE8);
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
    at(record, symbol, tsEventNs, tsRecvNs);
    // Two trades of one size and price in one ms are common: only where a recorder has stamped
    // them with the same ns, or where time goes back, is one a repetition.
    long mark = tsRecvNs == UNKNOWN_TIME ? record : tsRecvNs;
    if (tsEventNs != UNKNOWN_TIME) {
      Series of = series.get(symbol);
      outside(of, of.orders.count() + of.trades.count, record, tsEventNs);
      of.activity.add(tsEventNs);
    }
    series
        .get(symbol)
        .trades
        .add(record, tsEventNs, tsRecvNs, NO_UPDATE_ID, pxE9, qtyE8, pxE9, NULL_QTY, mark);
  }

  @Override
  public void addOrder(
      long record, int symbol, long tsEventNs, long orderId, byte side, long qtyE8, long pxE9) {
    order(record, symbol, tsEventNs, recent.repeats(symbol, tsEventNs, orderId, side, qtyE8, pxE9));
    series.get(symbol).orders.price(record, tsEventNs, pxE9);
  }

  @Override
  public void orderPrice(long record, int symbol, long tsEventNs, long pxE9) {
    series.get(symbol).orders.price(record, tsEventNs, pxE9);
  }

  @Override
  public void executeOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
    order(record, symbol, tsEventNs, recent.repeats(symbol, tsEventNs, orderId, 'E', qtyE8));
  }

  @Override
  public void reduceOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
    order(record, symbol, tsEventNs, recent.repeats(symbol, tsEventNs, orderId, 'X', qtyE8));
  }

  @Override
  public void deleteOrder(long record, int symbol, long tsEventNs, long orderId) {
    order(record, symbol, tsEventNs, recent.repeats(symbol, tsEventNs, orderId, 'D'));
  }

  @Override
  public void replaceOrder(
      long record,
      int symbol,
      long tsEventNs,
      long oldOrderId,
      long newOrderId,
      long qtyE8,
      long pxE9) {
    order(
        record,
        symbol,
        tsEventNs,
        recent.repeats(symbol, tsEventNs, oldOrderId, newOrderId, qtyE8, pxE9));
    series.get(symbol).orders.price(record, tsEventNs, pxE9);
  }

  private void order(long record, int symbol, long tsEventNs, boolean repeats) {
    at(record, symbol, tsEventNs, UNKNOWN_TIME);
    Series of = series.get(symbol);
    of.orders.add(record, tsEventNs, repeats);
    if (tsEventNs != UNKNOWN_TIME) {
      outside(of, of.orders.count(), record, tsEventNs);
      of.activity.add(tsEventNs);
    }
  }

  @Override
  public void state(long record, int symbol, long tsEventNs, TradingState state) {
    if (tsEventNs != UNKNOWN_TIME) {
      series.get(symbol).activity.halt(tsEventNs, state == TradingState.HALTED);
    }
  }

  /** Quotes are judged when all files were read: their clocks may have to be set before. */
  private void outside(Series of, long row, long record, long tsNs) {
    long minute = Math.floorDiv(tsNs, 60_000_000_000L);
    if (minute != judgedMinute) {
      judgedMinute = minute;
      shut = market.shut(tsNs);
    }
    if (shut) {
      of.outside.add(row, record, tsNs, tsNs, Map.of("market", market.name()));
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
    at(record, symbol, tsEventNs, tsRecvNs);
    Series of = series.get(symbol);
    of.sets++;
    book = snapshot ? new WholeBook(of.books, record, tsEventNs, tsRecvNs) : null;
    if (snapshot || lastUpdateId == NO_UPDATE_ID) {
      return;
    }
    long last = of.lastUpdateId;
    if (last == NO_UPDATE_ID) {
      of.lastUpdateId = lastUpdateId;
      return;
    }
    if (lastUpdateId <= last) {
      Defects defects = lastUpdateId == last ? of.repeatedDepth : of.lateDepth;
      defects.add(
          of.sets,
          record,
          lastNs,
          lastNs,
          Map.of("last_update_id", lastUpdateId, "after_update_id", last));
      return;
    }
    boolean follows =
        previousUpdateId != NO_UPDATE_ID ? previousUpdateId == last : firstUpdateId == last + 1;
    if (!follows) {
      long found = previousUpdateId != NO_UPDATE_ID ? previousUpdateId : firstUpdateId - 1;
      of.gaps.add(
          of.sets,
          record,
          lastNs,
          lastNs,
          Map.of(
              "after_update_id",
              last,
              "resumes_after_update_id",
              found,
              "missing_ids",
              found - last));
    }
    of.lastUpdateId = lastUpdateId;
  }

  @Override
  public void level(byte side, long pxE9, long qtyE8) {
    if (book != null) {
      book.level(side, pxE9, qtyE8);
    }
  }

  @Override
  public void depthEnd() {
    if (book != null) {
      book.end();
      book = null;
    }
  }

  @Override
  public void flaw(long record, Flaw flaw, String fact) {
    records = Math.max(records + 1, record);
    if (lastSymbol < 0) {
      if (series.isEmpty()) {
        symbol("");
      }
      lastSymbol = 0;
    }
    Series of = series.get(lastSymbol);
    Map<String, Object> evidence = Map.of("flaw", flaw.name(), "fact", fact);
    flawed.add(new Flawed(of, flaw, record, lastNs, evidence));
    if (flawed.size() > MOST_FLAWED) {
      flawedUntil(lastNs);
    }
  }

  private void flawedUntil(long tsNs) {
    for (Flawed one : flawed) {
      long fromNs = one.afterNs == UNKNOWN_TIME ? tsNs : Math.min(one.afterNs, tsNs);
      long toNs = Math.max(one.afterNs, tsNs);
      if (one.flaw == Flaw.NON_POSITIVE_PRICE) {
        one.of.orders.refusedPrice(one.record, fromNs, toNs, one.evidence);
      } else {
        one.of.malformed.add(one.record, one.record, fromNs, toNs, one.evidence);
      }
    }
    flawed.clear();
  }

  /**
   * What is wrong; the good quotes go to the histories.
   *
   * @param histories asked for the history of a symbol
   */
  List<Finding> findings(Function<String, QuoteHistory> histories) {
    flawedUntil(lastNs);
    TreeSet<String> names = new TreeSet<>();
    for (Series of : series) {
      rows(of.quotes, histories.apply(of.symbol));
      rows(of.trades, null);
      rows(of.books, null);
      findings.addAll(of.gaps.findings(of.sets));
      findings.addAll(of.repeatedDepth.findings(of.sets));
      findings.addAll(of.lateDepth.findings(of.sets));
      findings.addAll(of.orders.findings());
      findings.addAll(of.activity.findings());
      findings.addAll(of.outside.findings(of.orders.count() + of.trades.count));
      findings.addAll(of.malformed.findings(records));
      names.add(of.symbol);
    }
    findings.addAll(
        new RecorderClock(
                names.size() > 3 ? names.size() + " symbols" : String.join(",", names),
                file,
                Arrays.copyOf(recvNs, timed),
                Arrays.copyOf(eventNs, timed))
            .findings());
    return findings;
  }

  private void rows(PriceRows rows, @Nullable QuoteHistory history) {
    int n = rows.count;
    if (n == 0 || sampled(rows)) {
      return;
    }
    Defects crossed = new Defects(FindingKind.CROSSED, rows.symbol, file);
    Defects locked = new Defects(FindingKind.LOCKED, rows.symbol, file);
    Defects oneSided = new Defects(FindingKind.ONE_SIDED, rows.symbol, file);
    Defects nonPositive = new Defects(FindingKind.NON_POSITIVE, rows.symbol, file);
    Defects repeated = new Defects(FindingKind.DUPLICATE, rows.symbol, file);
    Defects late = new Defects(FindingKind.OUT_OF_ORDER, rows.symbol, file);
    Defects jumps = new Defects(FindingKind.ABSURD_JUMP, rows.symbol, file);
    boolean[] out = OrderCheck.outOfPlace(rows.tsNs, n);
    int[] repeats = OrderCheck.repeats(rows, out);
    boolean[] frozen = frozen(rows);
    int[] good = new int[n];
    int goods = 0;
    for (int i = 0; i < n; i++) {
      long ts = rows.tsNs[i];
      boolean usable = rows.positive(i) && rows.twoSided(i) && !rows.empty(i);
      if (!rows.positive(i) || (rows.trades && rows.empty(i))) {
        nonPositive.add(i, rows.record[i], ts, ts, prices(rows, i));
      } else if (!usable) {
        oneSided.add(i, rows.record[i], ts, ts, prices(rows, i));
      } else if (!rows.trades && rows.bidE9[i] > rows.askE9[i]) {
        crossed.add(i, rows.record[i], ts, ts, prices(rows, i));
      } else if (!rows.trades && rows.bidE9[i] == rows.askE9[i]) {
        locked.add(i, rows.record[i], ts, ts, prices(rows, i));
      }
      if (repeats[i] >= 0 && frozen[i]) {
        // One of many that repeat a dead price: that is said once, for all of them.
        continue;
      }
      if (repeats[i] >= 0) {
        repeated.add(i, rows.record[i], ts, ts, Map.of("repeats_record", rows.record[repeats[i]]));
      } else if (out[i]) {
        long other = rows.tsNs[i > 0 ? i - 1 : 1];
        late.add(
            i,
            rows.record[i],
            Math.min(ts, other),
            Math.max(ts, other),
            Map.of("seconds_from_row_before", (ts - other) / 1e9));
      }
      if (usable && !out[i] && repeats[i] < 0) {
        good[goods++] = i;
      }
    }
    boolean[] jumped = jumps(rows, good, goods, jumps);
    Defects levels = new Defects(FindingKind.ABSURD_JUMP, rows.symbol, file);
    levels(rows, good, goods, jumped, levels);
    for (Defects defects :
        List.of(crossed, locked, oneSided, nonPositive, repeated, late, jumps, levels)) {
      findings.addAll(defects.findings(n));
    }
    if (history != null) {
      keep(rows, good, goods, jumped, history);
    }
  }

  /** Whether all rows are at whole minutes: bars, for which other rules hold. */
  private static boolean sampled(PriceRows rows) {
    for (int i = 0; i < rows.count; i++) {
      if (rows.tsNs[i] == UNKNOWN_TIME || rows.tsNs[i] % 60_000_000_000L != 0) {
        return false;
      }
    }
    return rows.count >= LEAST_SAMPLES;
  }

  /** Rows in stretches in which prices and sizes stay the same over many rows and seconds. */
  private static boolean[] frozen(PriceRows rows) {
    boolean[] frozen = new boolean[rows.count];
    int start = 0;
    for (int i = 1; i <= rows.count; i++) {
      boolean same =
          i < rows.count
              && rows.bidE9[i] == rows.bidE9[start]
              && rows.askE9[i] == rows.askE9[start]
              && rows.sizes[i] == rows.sizes[start];
      if (!same) {
        if (i - start > SilenceCheck.FROZEN_ROWS
            && rows.tsNs[i - 1] - rows.tsNs[start] >= SilenceCheck.FROZEN_NS) {
          Arrays.fill(frozen, start, i, true);
        }
        start = i;
      }
    }
    return frozen;
  }

  private static Map<String, Object> prices(PriceRows rows, int i) {
    Map<String, Object> prices = new LinkedHashMap<>();
    if (rows.bidE9[i] != NULL_PX) {
      prices.put("bid", rows.bidE9[i] / 1e9);
    }
    if (rows.askE9[i] != NULL_PX) {
      prices.put("ask", rows.askE9[i] / 1e9);
    }
    if (rows.empty(i)) {
      prices.put("size", 0);
    }
    return prices;
  }

  private boolean[] jumps(PriceRows rows, int[] good, int goods, Defects jumps) {
    boolean[] jumped = new boolean[goods];
    double[] bid = deviations(rows, rows.bidE9, good, goods);
    double[] ask = rows.trades ? bid : deviations(rows, rows.askE9, good, goods);
    for (int k = 0; k < goods; k++) {
      jumped[k] = bid[k] != 0 || ask[k] != 0;
    }
    endsOfFile(rows, good, goods, jumped);
    for (int k = 0; k < goods; k++) {
      if (jumped[k]) {
        int i = good[k];
        Map<String, Object> evidence = prices(rows, i);
        double deviation = Math.abs(bid[k]) > Math.abs(ask[k]) ? bid[k] : ask[k];
        evidence.put("deviation_bps", Math.rint(deviation * 1e5) / 10);
        jumps.add(i, rows.record[i], rows.tsNs[i], rows.tsNs[i], evidence);
      }
    }
    return jumped;
  }

  /**
   * Takes the first or last rows of a file from the jumps when what they seem to jump from is at
   * another level than most of the file: then it is wrong, and they are not.
   */
  private static void endsOfFile(PriceRows rows, int[] good, int goods, boolean[] jumped) {
    int head = 0;
    while (head < goods && jumped[head]) {
      head++;
    }
    int tail = goods;
    while (tail > head && jumped[tail - 1]) {
      tail--;
    }
    if (head == 0 && tail == goods) {
      return;
    }
    boolean[] within = jumped.clone();
    Arrays.fill(within, 0, head, false);
    Arrays.fill(within, tail, goods, false);
    double[] offsets = offsets(rows, good, goods, within);
    for (int k = 0; k < head; k++) {
      jumped[k] = offsets[k] != 0 || offsets[head] == 0;
    }
    for (int k = tail; k < goods; k++) {
      jumped[k] = offsets[k] != 0 || offsets[tail - 1] == 0;
    }
  }

  /** Adds the rows at another level than most; marks them as jumped. */
  private static void levels(
      PriceRows rows, int[] good, int goods, boolean[] jumped, Defects levels) {
    double[] offsets = offsets(rows, good, goods, jumped);
    for (int k = 0; k < goods; k++) {
      if (offsets[k] != 0) {
        jumped[k] = true;
        int i = good[k];
        Map<String, Object> evidence = prices(rows, i);
        evidence.put("level_bps", Math.rint(offsets[k] * 1e5) / 10);
        levels.add(i, rows.record[i], rows.tsNs[i], rows.tsNs[i], evidence);
      }
    }
  }

  /** How far each good row is from the level of most; 0 for those that jumped. */
  private static double[] offsets(PriceRows rows, int[] good, int goods, boolean[] jumped) {
    int[] kept = IntStream.range(0, goods).filter(k -> !jumped[k]).toArray();
    long[] tsNs = new long[kept.length];
    double[] log = new double[kept.length];
    for (int n = 0; n < kept.length; n++) {
      int i = good[kept[n]];
      tsNs[n] = rows.tsNs[i];
      log[n] = StrictMath.log((rows.bidE9[i] / 2.0) + (rows.askE9[i] / 2.0));
    }
    double[] ofKept = LevelCheck.offsets(tsNs, log, leastDeviation(rows, rows.bidE9, good, goods));
    double[] offsets = new double[goods];
    for (int n = 0; n < kept.length; n++) {
      offsets[kept[n]] = ofKept[n];
    }
    return offsets;
  }

  private static double[] deviations(PriceRows rows, long[] px, int[] good, int goods) {
    double[] log = new double[goods];
    for (int k = 0; k < goods; k++) {
      log[k] = StrictMath.log((double) px[good[k]]);
    }
    return new JumpCheck(leastDeviation(rows, px, good, goods), rows.trades).deviations(log, goods);
  }

  /** Least deviation that counts: prices on a coarse grid move by whole steps of it. */
  private static double leastDeviation(PriceRows rows, long[] px, int[] good, int goods) {
    long step = Long.MAX_VALUE;
    for (int k = 1; k < goods; k++) {
      if (px[good[k]] != px[good[k - 1]]) {
        step = Math.min(step, Math.abs(px[good[k]] - px[good[k - 1]]));
      }
    }
    double steps = step == Long.MAX_VALUE ? 0 : (double) GAMMA_STEPS * step / px[good[goods / 2]];
    return Math.max(rows.trades ? TRADE_GAMMA : QUOTE_GAMMA, steps);
  }

  private void keep(PriceRows rows, int[] good, int goods, boolean[] jumped, QuoteHistory history) {
    long[] ts = new long[goods];
    long[] mid2 = new long[goods];
    int[] spread = new int[goods];
    int[] record = new int[goods];
    boolean[] kept = new boolean[rows.count];
    int n = 0;
    for (int k = 0; k < goods; k++) {
      int i = good[k];
      if (!jumped[k] && rows.tsNs[i] != UNKNOWN_TIME) {
        ts[n] = rows.tsNs[i];
        mid2[n] = rows.bidE9[i] + rows.askE9[i];
        spread[n] = Long.hashCode((rows.askE9[i] - rows.bidE9[i]) * 31 + rows.sizes[i]);
        record[n] = (int) Math.min(Integer.MAX_VALUE, rows.record[i]);
        kept[i] = true;
        n++;
      }
    }
    history.add(file, ts, mid2, spread, record, n);
    for (int i = 0; i < rows.count; i++) {
      if (!kept[i] && rows.tsNs[i] != UNKNOWN_TIME) {
        history.addFlawed(file, rows.record[i], rows.tsNs[i]);
      }
    }
  }
}
