package io.statarb.itch;

import static io.statarb.itch.BigEndian.i32;
import static io.statarb.itch.BigEndian.u16;
import static io.statarb.itch.BigEndian.u32;
import static io.statarb.itch.BigEndian.u48;
import static io.statarb.itch.BigEndian.u64;

import io.statarb.marketdata.MarketDataSink;
import java.util.Objects;

/**
 * Decodes one message at a time. Allocates nothing; whatever the bytes are, the answer is a code.
 * Owned by the thread that decodes.
 */
public final class ItchDecoder {
  /** The listener was called. */
  public static final int OK = 0;

  /** No type of the specification; the listener was not called. */
  public static final int UNKNOWN_TYPE = -1;

  /** Not the length of its type; the listener was not called. */
  public static final int WRONG_LENGTH = -2;

  /** A side that is neither B nor S; the listener was not called. */
  public static final int BAD_SIDE = -3;

  private final ItchStockDirectory directory = new ItchStockDirectory();
  private final ItchImbalance imbalance = new ItchImbalance();
  private final ItchDirectListing listing = new ItchDirectListing();

  /** Makes a decoder. */
  public ItchDecoder() {}

  /**
   * Decodes the message in {@code [offset, offset + length)} and calls the listener once.
   *
   * @return a code of this class
   * @throws IndexOutOfBoundsException when the range is not in the array
   */
  public int decode(byte[] bytes, int offset, int length, ItchListener listener) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return WRONG_LENGTH;
    }
    byte type = bytes[offset];
    int expected = ItchMessages.length(type);
    if (length != expected) {
      return expected == 0 ? UNKNOWN_TYPE : WRONG_LENGTH;
    }
    int locate = u16(bytes, offset + 1);
    long timeNs = u48(bytes, offset + 5);
    switch (type) {
      case 'A', 'F' -> {
        return add(bytes, offset, type, locate, timeNs, listener);
      }
      case 'D' -> listener.orderDeleted(locate, timeNs, u64(bytes, offset + 11));
      case 'U' ->
          listener.orderReplaced(
              locate,
              timeNs,
              u64(bytes, offset + 11),
              u64(bytes, offset + 19),
              u32(bytes, offset + 27),
              u32(bytes, offset + 31));
      case 'E' ->
          listener.orderExecuted(
              locate,
              timeNs,
              u64(bytes, offset + 11),
              u32(bytes, offset + 19),
              u64(bytes, offset + 23));
      case 'X' ->
          listener.orderReduced(locate, timeNs, u64(bytes, offset + 11), u32(bytes, offset + 19));
      case 'C' ->
          listener.orderExecutedAt(
              locate,
              timeNs,
              u64(bytes, offset + 11),
              u32(bytes, offset + 19),
              u64(bytes, offset + 23),
              bytes[offset + 31] == 'Y',
              u32(bytes, offset + 32));
      default -> {
        return rare(bytes, offset, type, locate, timeNs, listener);
      }
    }
    return OK;
  }

  /** Number by which the venue tracks a message that was decoded. */
  public static int trackingNumber(byte[] bytes, int offset) {
    return u16(bytes, offset + 3);
  }

  private static byte side(byte code) {
    return code == 'B'
        ? MarketDataSink.BUY
        : code == 'S' ? MarketDataSink.SELL : MarketDataSink.UNKNOWN_SIDE;
  }

  private static int add(
      byte[] bytes, int offset, byte type, int locate, long timeNs, ItchListener listener) {
    byte side = side(bytes[offset + 19]);
    if (side == MarketDataSink.UNKNOWN_SIDE) {
      return BAD_SIDE;
    }
    listener.addOrder(
        locate,
        timeNs,
        u64(bytes, offset + 11),
        side,
        u32(bytes, offset + 20),
        u64(bytes, offset + 24),
        u32(bytes, offset + 32),
        type == 'F' ? i32(bytes, offset + 36) : 0);
    return OK;
  }

  /** The types of which a day has few. */
  private int rare(
      byte[] bytes, int offset, byte type, int locate, long timeNs, ItchListener listener) {
    switch (type) {
      case 'P' -> {
        return trade(bytes, offset, locate, timeNs, listener);
      }
      case 'I' -> {
        imbalance.wrap(bytes, offset);
        listener.imbalance(locate, timeNs, imbalance);
      }
      case 'Q' ->
          listener.crossTrade(
              locate,
              timeNs,
              u64(bytes, offset + 11),
              u64(bytes, offset + 19),
              u32(bytes, offset + 27),
              u64(bytes, offset + 31),
              bytes[offset + 39]);
      case 'B' -> listener.brokenTrade(locate, timeNs, u64(bytes, offset + 11));
      case 'S' -> listener.systemEvent(locate, timeNs, bytes[offset + 11]);
      case 'V' ->
          listener.circuitBreakerLevels(
              locate,
              timeNs,
              u64(bytes, offset + 11),
              u64(bytes, offset + 19),
              u64(bytes, offset + 27));
      case 'W' -> listener.circuitBreakerBreached(locate, timeNs, bytes[offset + 11]);
      default -> ofStock(bytes, offset, type, locate, timeNs, listener);
    }
    return OK;
  }

  private static int trade(
      byte[] bytes, int offset, int locate, long timeNs, ItchListener listener) {
    byte side = side(bytes[offset + 19]);
    if (side == MarketDataSink.UNKNOWN_SIDE) {
      return BAD_SIDE;
    }
    listener.trade(
        locate,
        timeNs,
        u64(bytes, offset + 11),
        side,
        u32(bytes, offset + 20),
        u64(bytes, offset + 24),
        u32(bytes, offset + 32),
        u64(bytes, offset + 36));
    return OK;
  }

  /** What is said of a stock besides its orders. */
  private void ofStock(
      byte[] bytes, int offset, byte type, int locate, long timeNs, ItchListener listener) {
    long stock = u64(bytes, offset + 11);
    switch (type) {
      case 'R' -> {
        directory.wrap(bytes, offset);
        listener.stockDirectory(locate, timeNs, directory);
      }
      case 'H' ->
          listener.tradingAction(
              locate, timeNs, stock, bytes[offset + 19], i32(bytes, offset + 21));
      case 'Y' -> listener.shortSaleRestriction(locate, timeNs, stock, bytes[offset + 19]);
      case 'L' ->
          listener.marketParticipant(
              locate,
              timeNs,
              i32(bytes, offset + 11),
              u64(bytes, offset + 15),
              bytes[offset + 23],
              bytes[offset + 24],
              bytes[offset + 25]);
      case 'K' ->
          listener.quotingPeriod(
              locate,
              timeNs,
              stock,
              u32(bytes, offset + 19),
              bytes[offset + 23],
              u32(bytes, offset + 24));
      case 'J' ->
          listener.auctionCollar(
              locate,
              timeNs,
              stock,
              u32(bytes, offset + 19),
              u32(bytes, offset + 23),
              u32(bytes, offset + 27),
              u32(bytes, offset + 31));
      case 'h' ->
          listener.operationalHalt(locate, timeNs, stock, bytes[offset + 19], bytes[offset + 20]);
      case 'N' -> listener.retailInterest(locate, timeNs, stock, bytes[offset + 19]);
      case 'O' -> {
        listing.wrap(bytes, offset);
        listener.directListing(locate, timeNs, listing);
      }
      default ->
          throw new IllegalStateException(
              "Invariant: a type with a length is not decoded: type=" + (char) type);
    }
  }
}
