package io.statarb.itch;

import static io.statarb.itch.ItchMessages.signed;

import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.marketdata.TradingState;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells a {@link MarketDataSink} what messages say. A stock gets its symbol when a message first
 * names it; what is said before of a locate that has no name yet is told of a symbol {@code
 * #locate}. Executions of displayed orders are executions, no trades; trades are those of orders
 * that were not displayed (P) and auctions (Q). Allocates only at the first sight of a stock and
 * for flaws. Owned by the thread that decodes.
 */
public final class ItchTranslator implements ItchListener {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final long E9_PER_PX = 100_000L;
  private static final long E8_PER_SHARE = 100_000_000L;
  private static final long DAY_NS = 86_400_000_000_000L;
  private static final int NO_SYMBOL = -1;
  private static final int PLACEHOLDER = 0;

  private final MarketDataSink sink;
  private final long midnightNs;
  private final ItchTradingStates states = new ItchTradingStates();
  private final TradingState[] told = new TradingState[ItchMessages.LOCATES];
  private final int[] symbols = new int[ItchMessages.LOCATES];

  /** Stock of each locate, or PLACEHOLDER. */
  private final long[] stocks = new long[ItchMessages.LOCATES];

  private final Map<String, Integer> numbers = new HashMap<>();
  private long record;

  /**
   * Tells a sink.
   *
   * @param midnightNs UTC ns of the midnight that the messages' times count from
   */
  public ItchTranslator(MarketDataSink sink, long midnightNs) {
    this.sink = sink;
    this.midnightNs = midnightNs;
    Arrays.fill(symbols, NO_SYMBOL);
    Arrays.fill(told, TradingState.UNKNOWN);
  }

  /** The midnight at which a date begins in New York, UTC ns. */
  public static long midnightNs(LocalDate date) {
    return date.atStartOfDay(NEW_YORK).toEpochSecond() * 1_000_000_000L;
  }

  /**
   * Decodes a message and tells the sink its kind, and what it says or why it cannot be taken.
   *
   * @param newRecord number of the message
   * @return whether it was taken
   */
  public boolean decode(long newRecord, byte[] bytes, int offset, int length, ItchDecoder decoder) {
    record = newRecord;
    byte type = length == 0 ? 0 : bytes[offset];
    sink.kind(ItchMessages.kind(type));
    if (length >= ItchMessages.HEADER_LENGTH && BigEndian.u48(bytes, offset + 5) >= DAY_NS) {
      sink.flaw(record, Flaw.OUT_OF_RANGE, "time is beyond the day: type=" + (char) type);
      return false;
    }
    int code = decoder.decode(bytes, offset, length, this);
    if (code != ItchDecoder.OK) {
      refuse(code, type, length);
    }
    return code == ItchDecoder.OK;
  }

  /**
   * Tells the sink of bytes that are no message because their type and length do not fit.
   *
   * @param declared the length that they say they have
   */
  void damaged(long newRecord, byte type, int declared) {
    record = newRecord;
    sink.kind(ItchMessages.kind(type));
    refuse(
        ItchMessages.length(type) == 0 ? ItchDecoder.UNKNOWN_TYPE : ItchDecoder.WRONG_LENGTH,
        type,
        declared);
  }

  private void refuse(int code, byte type, int length) {
    switch (code) {
      case ItchDecoder.UNKNOWN_TYPE ->
          sink.flaw(
              record, Flaw.UNKNOWN_TYPE, "type=0x%02x length=%d".formatted(type & 0xFF, length));
      case ItchDecoder.WRONG_LENGTH ->
          sink.flaw(
              record,
              Flaw.MALFORMED,
              "type=%s length=%d must be %d"
                  .formatted(ItchMessages.kind(type), length, ItchMessages.length(type)));
      default ->
          sink.flaw(
              record, Flaw.MALFORMED, "type=%s side is neither B nor S".formatted((char) type));
    }
  }

  /** Symbol of a locate that a message names, or NO_SYMBOL after a flaw. */
  private int named(int locate, long stock) {
    if (stocks[locate] == stock) {
      return symbols[locate];
    }
    if (stocks[locate] != PLACEHOLDER) {
      sink.flaw(
          record,
          Flaw.MALFORMED,
          "stock locate %d is %s and not %s"
              .formatted(locate, ItchMessages.stock(stocks[locate]), ItchMessages.stock(stock)));
      return NO_SYMBOL;
    }
    String name = ItchMessages.stock(stock);
    if (name.isEmpty() || stock == PLACEHOLDER) {
      sink.flaw(record, Flaw.MALFORMED, "stock locate %d has no name".formatted(locate));
      return NO_SYMBOL;
    }
    stocks[locate] = stock;
    symbols[locate] = number(name);
    return symbols[locate];
  }

  private int number(String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      number = sink.symbol(name);
      numbers.put(name, number);
    }
    return number;
  }

  /** Symbol of a locate that a message does not name. */
  private int symbol(int locate) {
    int symbol = symbols[locate];
    if (symbol == NO_SYMBOL) {
      symbol = number("#" + locate);
      symbols[locate] = symbol;
    }
    return symbol;
  }

  private void tell(int locate, long timeNs) {
    TradingState state = states.state(locate);
    if (state != told[locate]) {
      told[locate] = state;
      sink.state(record, symbols[locate], midnightNs + timeNs, state);
    }
  }

  private void tellAll(long timeNs) {
    for (int locate = 0; locate < symbols.length; locate++) {
      if (stocks[locate] != PLACEHOLDER) {
        tell(locate, timeNs);
      }
    }
  }

  @Override
  public void systemEvent(int locate, long timeNs, byte event) {
    states.event(event);
    tellAll(timeNs);
  }

  @Override
  public void circuitBreakerBreached(int locate, long timeNs, byte level) {
    states.breached();
    tellAll(timeNs);
  }

  @Override
  public void stockDirectory(int locate, long timeNs, ItchStockDirectory directory) {
    if (named(locate, directory.stock()) != NO_SYMBOL) {
      tell(locate, timeNs);
    }
  }

  @Override
  public void tradingAction(int locate, long timeNs, long stock, byte state, int reason) {
    if (named(locate, stock) != NO_SYMBOL) {
      states.action(locate, state);
      tell(locate, timeNs);
    }
  }

  @Override
  public void operationalHalt(int locate, long timeNs, long stock, byte market, byte action) {
    if (named(locate, stock) != NO_SYMBOL) {
      states.operationalHalt(locate, market, action);
      tell(locate, timeNs);
    }
  }

  @Override
  public void addOrder(
      int locate,
      long timeNs,
      long orderId,
      byte side,
      long shares,
      long stock,
      long px,
      int attribution) {
    int symbol = named(locate, stock);
    if (symbol != NO_SYMBOL) {
      sink.addOrder(
          record,
          symbol,
          midnightNs + timeNs,
          orderId,
          side,
          signed(shares) * E8_PER_SHARE,
          px * E9_PER_PX);
    }
  }

  @Override
  public void orderExecuted(int locate, long timeNs, long orderId, long shares, long matchNumber) {
    sink.executeOrder(
        record, symbol(locate), midnightNs + timeNs, orderId, signed(shares) * E8_PER_SHARE);
  }

  @Override
  public void orderExecutedAt(
      int locate,
      long timeNs,
      long orderId,
      long shares,
      long matchNumber,
      boolean printable,
      long px) {
    sink.executeOrder(
        record, symbol(locate), midnightNs + timeNs, orderId, signed(shares) * E8_PER_SHARE);
  }

  @Override
  public void orderReduced(int locate, long timeNs, long orderId, long shares) {
    sink.reduceOrder(
        record, symbol(locate), midnightNs + timeNs, orderId, signed(shares) * E8_PER_SHARE);
  }

  @Override
  public void orderDeleted(int locate, long timeNs, long orderId) {
    sink.deleteOrder(record, symbol(locate), midnightNs + timeNs, orderId);
  }

  @Override
  public void orderReplaced(
      int locate, long timeNs, long oldOrderId, long newOrderId, long shares, long px) {
    sink.replaceOrder(
        record,
        symbol(locate),
        midnightNs + timeNs,
        oldOrderId,
        newOrderId,
        signed(shares) * E8_PER_SHARE,
        px * E9_PER_PX);
  }

  @Override
  public void trade(
      int locate,
      long timeNs,
      long orderId,
      byte side,
      long shares,
      long stock,
      long px,
      long matchNumber) {
    print(locate, timeNs, stock, shares, px, matchNumber);
  }

  @Override
  public void crossTrade(
      int locate, long timeNs, long shares, long stock, long px, long matchNumber, byte type) {
    print(locate, timeNs, stock, shares, px, matchNumber);
  }

  private void print(int locate, long timeNs, long stock, long shares, long px, long matchNumber) {
    int symbol = named(locate, stock);
    // An auction in which nothing traded is told with no shares.
    if (symbol == NO_SYMBOL || shares == 0) {
      return;
    }
    if (shares < 0 || shares > Long.MAX_VALUE / E8_PER_SHARE) {
      sink.flaw(record, Flaw.OUT_OF_RANGE, "shares=" + Long.toUnsignedString(shares));
      return;
    }
    sink.tradeId(record, symbol, midnightNs + timeNs, matchNumber);
    // The side told is that of the resting order and, by the specification, always B.
    sink.trade(
        record,
        symbol,
        midnightNs + timeNs,
        MarketDataSink.UNKNOWN_TIME,
        px * E9_PER_PX,
        shares * E8_PER_SHARE,
        MarketDataSink.UNKNOWN_SIDE);
  }
}
