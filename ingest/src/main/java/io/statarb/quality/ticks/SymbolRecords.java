package io.statarb.quality.ticks;

import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one file says of one symbol, and what is wrong with it. Confined to one thread. */
final class SymbolRecords {
  private static final long MINUTE_NS = 60_000_000_000L;

  final String symbol;
  final PriceRows quotes;
  final PriceRows trades;

  /** The best prices of whole books. */
  final PriceRows books;

  final BookSteps steps;
  final Orders orders;
  final Activity activity;
  final DepthUpdates depth;
  final DepthLevels levels;
  final TradeIds tradeIds;
  final Defects malformed;
  private final Defects outside;
  private final String file;
  private final Market market;
  private long judgedMinute = Long.MIN_VALUE;
  private boolean shut;

  SymbolRecords(String symbol, String file, Market market) {
    this.symbol = symbol;
    this.file = file;
    this.market = market.of(symbol);
    quotes = new PriceRows(symbol, false);
    trades = new PriceRows(symbol, true);
    books = new PriceRows(symbol, false);
    steps = new BookSteps(books, file);
    orders = new Orders(symbol, file);
    activity = new Activity(symbol, file, this.market);
    depth = new DepthUpdates(symbol, file);
    levels = new DepthLevels(symbol, file);
    tradeIds = new TradeIds(symbol, file);
    malformed = new Defects(FindingKind.MALFORMED, symbol, file);
    outside = new Defects(FindingKind.OUTSIDE_SESSION, symbol, file);
  }

  /**
   * Takes the time of an order or a trade: when the symbol is active, and whether its market is
   * open then. Quotes are judged when all files were read, as their clocks may have to be set.
   */
  void active(long record, long tsNs) {
    long minute = Math.floorDiv(tsNs, MINUTE_NS);
    if (minute != judgedMinute) {
      judgedMinute = minute;
      shut = market.shut(tsNs);
    }
    if (shut) {
      outside.add(messages(), record, tsNs, tsNs, Map.of("market", market.name()));
    }
    activity.add(tsNs);
  }

  private long messages() {
    return orders.count() + trades.count;
  }

  /**
   * What is wrong.
   *
   * @param history takes the good quotes
   * @param records records of the file
   */
  List<Finding> findings(QuoteHistory history, long records) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(new RowCheck(quotes, file).findings(history));
    findings.addAll(new RowCheck(trades, file).findings());
    RowCheck wholeBooks = new RowCheck(books, file);
    findings.addAll(wholeBooks.findings());
    findings.addAll(steps.findings(wholeBooks.good()));
    findings.addAll(depth.findings());
    findings.addAll(levels.findings(depth.count()));
    findings.addAll(tradeIds.findings(trades.count));
    findings.addAll(orders.findings());
    findings.addAll(activity.findings());
    findings.addAll(outside.findings(messages()));
    findings.addAll(malformed.findings(records));
    return findings;
  }
}
