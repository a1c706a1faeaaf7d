package io.statarb.itch;

import io.statarb.marketdata.MarketDataSink;
import java.util.Arrays;

/**
 * Writes messages, each behind its length in two bytes, into an array that the caller gives. Units
 * are those of {@link ItchListener}. Allocates nothing; owned by one thread.
 */
final class ItchWriter {
  /** Most bytes that a message takes. */
  static final int MOST_BYTES = 2 + ItchMessages.MAX_LENGTH;

  private byte[] bytes = {};
  private int at;
  private int message;
  private long timeNs;

  /** Writes from a place in an array on. */
  void wrap(byte[] newBytes, int offset) {
    bytes = newBytes;
    at = offset;
  }

  /** Time of the messages to come. */
  void time(long newTimeNs) {
    timeNs = newTimeNs;
  }

  /** Where the next message will be. */
  int position() {
    return at;
  }

  private void begin(char type, int locate) {
    int length = ItchMessages.length((byte) type);
    BigEndian.u16(bytes, at, length);
    message = at + 2;
    BigEndian.u64(bytes, message + 3, timeNs);
    BigEndian.u16(bytes, message + 1, locate);
    bytes[message] = (byte) type;
    at = message + length;
  }

  void systemEvent(char event) {
    begin('S', 0);
    bytes[message + 11] = (byte) event;
  }

  void stockDirectory(int locate, long stock) {
    begin('R', locate);
    BigEndian.u64(bytes, message + 11, stock);
    Arrays.fill(bytes, message + 19, at, (byte) 'N');
    bytes[message + 19] = 'Q';
    BigEndian.u32(bytes, message + 21, 100);
    bytes[message + 29] = 'P';
    BigEndian.u32(bytes, message + 34, 0);
  }

  void tradingAction(int locate, long stock, char state) {
    begin('H', locate);
    BigEndian.u64(bytes, message + 11, stock);
    Arrays.fill(bytes, message + 19, at, (byte) ' ');
    bytes[message + 19] = (byte) state;
  }

  /** An A message, or an F message when there is an attribution. */
  void addOrder(
      int locate, long orderId, byte side, int shares, long stock, long px, int attribution) {
    begin(attribution == 0 ? 'A' : 'F', locate);
    resting(orderId, side, shares, stock, px);
    if (attribution != 0) {
      BigEndian.u32(bytes, message + 36, attribution);
    }
  }

  private void resting(long orderId, byte side, int shares, long stock, long px) {
    BigEndian.u64(bytes, message + 11, orderId);
    bytes[message + 19] = (byte) (side == MarketDataSink.BUY ? 'B' : 'S');
    BigEndian.u32(bytes, message + 20, shares);
    BigEndian.u64(bytes, message + 24, stock);
    BigEndian.u32(bytes, message + 32, px);
  }

  void orderExecuted(int locate, long orderId, int shares, long matchNumber) {
    begin('E', locate);
    part(orderId, shares);
    BigEndian.u64(bytes, message + 23, matchNumber);
  }

  void orderExecutedAt(int locate, long orderId, int shares, long matchNumber, long px) {
    begin('C', locate);
    part(orderId, shares);
    BigEndian.u64(bytes, message + 23, matchNumber);
    bytes[message + 31] = 'Y';
    BigEndian.u32(bytes, message + 32, px);
  }

  void orderReduced(int locate, long orderId, int shares) {
    begin('X', locate);
    part(orderId, shares);
  }

  private void part(long orderId, int shares) {
    BigEndian.u64(bytes, message + 11, orderId);
    BigEndian.u32(bytes, message + 19, shares);
  }

  void orderDeleted(int locate, long orderId) {
    begin('D', locate);
    BigEndian.u64(bytes, message + 11, orderId);
  }

  void orderReplaced(int locate, long oldOrderId, long newOrderId, int shares, long px) {
    begin('U', locate);
    BigEndian.u64(bytes, message + 11, oldOrderId);
    BigEndian.u64(bytes, message + 19, newOrderId);
    BigEndian.u32(bytes, message + 27, shares);
    BigEndian.u32(bytes, message + 31, px);
  }

  void trade(int locate, int shares, long stock, long px, long matchNumber) {
    begin('P', locate);
    resting(0, MarketDataSink.BUY, shares, stock, px);
    BigEndian.u64(bytes, message + 36, matchNumber);
  }
}
