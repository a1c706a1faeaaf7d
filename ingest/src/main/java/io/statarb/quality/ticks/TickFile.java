package io.statarb.quality.ticks;

import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.marketdata.TradingState;
import io.statarb.quality.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes one file and gives what it says of each symbol to the checks. */
final class TickFile implements MarketDataSink {
  private static final long NO_ID = Long.MIN_VALUE;

  private final String file;
  private final Market market;
  private final RecentRecords recent = new RecentRecords();
  private final List<SymbolRecords> symbols = new ArrayList<>();
  private final UnreadRecords unread = new UnreadRecords();
  private final ReceiveTimes received = new ReceiveTimes();
  private long lastNs = UNKNOWN_TIME;
  private int lastSymbol = -1;
  private long records;
  private @Nullable WholeBook book;
  private final boolean oneSequence;
  private final RecordOrder order = new RecordOrder();
  private final RestingOrders resting;

  /** Price that the message to come names of its order, or NULL_PX. */
  private long namedPxE9 = NULL_PX;

  private long tradeId = NO_ID;

  /**
   * Begins a file.
   *
   * @param oneSequence whether its orders and trades are in order of time over all symbols
   * @param complete whether it tells of all orders of its symbols, not only of those in sight
   */
  TickFile(String file, Market market, boolean oneSequence, boolean complete) {
    resting = new RestingOrders(symbols, complete);
    this.file = file;
    this.market = market;
    this.oneSequence = oneSequence;
  }

  @Override
  public int symbol(String name) {
    symbols.add(new SymbolRecords(name, file, market));
    return symbols.size() - 1;
  }

  /** Takes the times of a record that was read. */
  private void at(long record, int symbol, long tsEventNs, long tsRecvNs) {
    records = Math.max(records + 1, record);
    lastSymbol = symbol;
    long ts = tsRecvNs == UNKNOWN_TIME ? tsEventNs : tsRecvNs;
    if (ts != UNKNOWN_TIME) {
      unread.until(ts);
      lastNs = ts;
    }
    received.add(tsEventNs, tsRecvNs);
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
    symbols
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
    SymbolRecords of = symbols.get(symbol);
    if (tsEventNs != UNKNOWN_TIME) {
      of.active(record, tsEventNs);
    }
    if (!oneSequence && tradeId != NO_ID) {
      of.tradeIds.add(of.trades.count, record, lastNs, tradeId);
    }
    if (!oneSequence || inPlace(record, symbol, tsEventNs, pxE9, qtyE8)) {
      // Two trades of one size and price in one ms are common: only where a recorder has stamped
      // them with the same ns, or where time goes back, is one a repetition.
      // A number of the trade tells it in any case.
      boolean numbered = !oneSequence && tradeId != NO_ID;
      long mark = numbered ? 0 : tsRecvNs == UNKNOWN_TIME ? record : tsRecvNs;
      long id = numbered ? tradeId : NO_UPDATE_ID;
      of.trades.add(record, tsEventNs, tsRecvNs, id, pxE9, qtyE8, pxE9, NULL_QTY, mark);
    }
    tradeId = NO_ID;
  }

  @Override
  public void tradeId(long record, int symbol, long tsEventNs, long id) {
    tradeId = id;
  }

  /** Whether a trade is no repetition: by its id, or because time goes back to it. */
  private boolean inPlace(long record, int symbol, long tsNs, long pxE9, long qtyE8) {
    SymbolRecords of = symbols.get(symbol);
    boolean known = recent.repeats(symbol, tsNs, 'P', pxE9, qtyE8, tradeId);
    if (known && (tradeId != NO_ID || tsNs < order.lastNs())) {
      of.orders.repeats(record, tsNs);
      return false;
    }
    order.add(of, record, tsNs);
    return true;
  }

  @Override
  public void addOrder(
      long record, int symbol, long tsEventNs, long orderId, byte side, long qtyE8, long pxE9) {
    Orders orders = symbols.get(symbol).orders;
    boolean repeats = recent.repeats(symbol, tsEventNs, orderId, side, qtyE8, pxE9);
    if (order(record, symbol, tsEventNs, repeats)) {
      boolean possible = orders.size(record, tsEventNs, qtyE8);
      resting.add(record, symbol, tsEventNs, orderId, side, qtyE8, pxE9, possible);
    }
    if (!orders.price(record, tsEventNs, pxE9)) {
      resting.drop(symbol, orderId);
    }
  }

  @Override
  public void orderPrice(long record, int symbol, long tsEventNs, long pxE9) {
    namedPxE9 = pxE9;
  }

  /** Takes the price that a message names of an order that should rest at it. */
  private void namedPrice(
      long record, int symbol, long tsNs, long orderId, boolean trades, boolean anew) {
    long pxE9 = namedPxE9;
    namedPxE9 = NULL_PX;
    if (pxE9 == NULL_PX) {
      return;
    }
    if (!anew || resting.fits(record, symbol, tsNs, orderId, pxE9, trades)) {
      symbols.get(symbol).orders.price(record, tsNs, pxE9);
    }
  }

  @Override
  public void executeOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
    boolean repeats = recent.repeats(symbol, tsEventNs, orderId, 'E', qtyE8);
    namedPrice(record, symbol, tsEventNs, orderId, true, !repeats);
    if (order(record, symbol, tsEventNs, repeats)) {
      resting.reduce(record, symbol, tsEventNs, orderId, qtyE8);
    }
  }

  @Override
  public void reduceOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
    boolean repeats = recent.repeats(symbol, tsEventNs, orderId, 'X', qtyE8);
    namedPrice(record, symbol, tsEventNs, orderId, false, !repeats);
    if (order(record, symbol, tsEventNs, repeats)) {
      resting.reduce(record, symbol, tsEventNs, orderId, qtyE8);
    }
  }

  @Override
  public void deleteOrder(long record, int symbol, long tsEventNs, long orderId) {
    boolean repeats = recent.repeats(symbol, tsEventNs, orderId, 'D');
    namedPrice(record, symbol, tsEventNs, orderId, false, !repeats);
    if (order(record, symbol, tsEventNs, repeats)) {
      resting.delete(record, symbol, tsEventNs, orderId);
    }
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
    Orders orders = symbols.get(symbol).orders;
    boolean repeats = recent.repeats(symbol, tsEventNs, oldOrderId, newOrderId, qtyE8, pxE9);
    if (order(record, symbol, tsEventNs, repeats)) {
      boolean possible = orders.size(record, tsEventNs, qtyE8);
      resting.replace(record, symbol, tsEventNs, oldOrderId, newOrderId, qtyE8, pxE9, possible);
    }
    orders.price(record, tsEventNs, pxE9);
  }

  /** Takes a message about an order; tells whether it says something new. */
  private boolean order(long record, int symbol, long tsEventNs, boolean repeats) {
    at(record, symbol, tsEventNs, UNKNOWN_TIME);
    SymbolRecords of = symbols.get(symbol);
    of.orders.add();
    of.active(record, tsEventNs);
    if (repeats) {
      of.orders.repeats(record, tsEventNs);
    } else {
      order.add(of, record, tsEventNs);
    }
    return !repeats;
  }

  @Override
  public void state(long record, int symbol, long tsEventNs, TradingState state) {
    if (tsEventNs != UNKNOWN_TIME) {
      symbols.get(symbol).activity.halt(tsEventNs, state == TradingState.HALTED);
    }
    resting.state(symbol, state);
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
    SymbolRecords of = symbols.get(symbol);
    book = snapshot ? new WholeBook(record, tsEventNs, tsRecvNs) : null;
    DepthUpdates.Place place = DepthUpdates.Place.FOLLOWS;
    if (snapshot) {
      of.depth.addWhole();
    } else if (lastUpdateId == NO_UPDATE_ID) {
      of.depth.addUnnumbered(record, lastNs);
    } else {
      place = of.depth.add(record, lastNs, firstUpdateId, lastUpdateId, previousUpdateId);
    }
    of.levels.begin(of.depth.count(), record, lastNs, snapshot, place);
  }

  @Override
  public void level(byte side, long pxE9, long qtyE8) {
    symbols.get(lastSymbol).levels.level(side, pxE9, qtyE8);
    if (book != null) {
      book.level(side, pxE9, qtyE8);
    }
  }

  @Override
  public void depthEnd() {
    SymbolRecords of = symbols.get(lastSymbol);
    of.levels.end();
    if (book != null) {
      book.end(of.books);
      of.steps.add(book);
      book = null;
    }
  }

  @Override
  public void flaw(long record, Flaw flaw, String fact) {
    records = Math.max(records + 1, record);
    if (lastSymbol < 0) {
      if (symbols.isEmpty()) {
        symbol("");
      }
      lastSymbol = 0;
    }
    symbols.get(lastSymbol).steps.interrupt();
    unread.add(symbols.get(lastSymbol), flaw, record, lastNs, fact);
  }

  /**
   * What is wrong; the good quotes go to the histories.
   *
   * @param histories asked for the history of a symbol
   */
  List<Finding> findings(Function<String, QuoteHistory> histories) {
    unread.until(lastNs);
    order.finish();
    resting.finish();
    List<Finding> findings = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    for (SymbolRecords of : symbols) {
      findings.addAll(of.findings(histories.apply(of.symbol), records));
      names.add(of.symbol);
    }
    String about = names.size() > 3 ? names.size() + " symbols" : String.join(",", names);
    findings.addAll(received.findings(about, file));
    return findings;
  }
}
