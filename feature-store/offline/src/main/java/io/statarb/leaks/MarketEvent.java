package io.statarb.leaks;

import io.statarb.marketdata.MarketDataSink;

/**
 * One quote, trade or set of levels of a file.
 *
 * @param kind which of them
 * @param symbol number of the symbol
 * @param tsEventNs when it happened, or {@link MarketDataSink#UNKNOWN_TIME}
 * @param tsRecvNs when it was received, or {@link MarketDataSink#UNKNOWN_TIME}
 * @param ids first, last and previous update id
 * @param numbers prices and quantities; of levels side, price and quantity of each
 * @param aggressor of a trade
 */
@SuppressWarnings("ArrayRecordComponent") // Hundreds of thousands are held; nobody changes them.
record MarketEvent(
    Kind kind,
    int symbol,
    long tsEventNs,
    long tsRecvNs,
    long[] ids,
    long[] numbers,
    byte aggressor) {
  enum Kind {
    QUOTE,
    TRADE,
    CHANGES,
    SNAPSHOT
  }

  /** From when on it is known: the time of receipt, or of the event where that is not told. */
  long knownNs() {
    return tsRecvNs == MarketDataSink.UNKNOWN_TIME ? tsEventNs : tsRecvNs;
  }

  /** The same, known at another time. */
  MarketEvent knownAt(long ns) {
    boolean received = tsRecvNs != MarketDataSink.UNKNOWN_TIME;
    return new MarketEvent(
        kind, symbol, received ? tsEventNs : ns, received ? ns : tsRecvNs, ids, numbers, aggressor);
  }

  /** Middle of a quote in currency; NaN of anything else or of half a quote. */
  double mid() {
    return kind == Kind.QUOTE
            && numbers[0] != MarketDataSink.NULL_PX
            && numbers[2] != MarketDataSink.NULL_PX
        ? (numbers[0] + numbers[2]) * 0.5e-9
        : Double.NaN;
  }

  void deliver(long record, MarketDataSink sink) {
    switch (kind) {
      case QUOTE ->
          sink.quote(
              record,
              symbol,
              tsEventNs,
              tsRecvNs,
              ids[1],
              numbers[0],
              numbers[1],
              numbers[2],
              numbers[3]);
      case TRADE ->
          sink.trade(record, symbol, tsEventNs, tsRecvNs, numbers[0], numbers[1], aggressor);
      case CHANGES, SNAPSHOT -> {
        sink.depth(
            record, symbol, tsEventNs, tsRecvNs, kind == Kind.SNAPSHOT, ids[0], ids[1], ids[2]);
        for (int i = 0; i < numbers.length; i += 3) {
          sink.level((byte) numbers[i], numbers[i + 1], numbers[i + 2]);
        }
        sink.depthEnd();
      }
    }
  }
}
