package io.statarb.offline;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.ticks.Conditions;
import io.statarb.ticks.TickColumns;
import java.util.List;

/**
 * Digest of the rows of the tick table of one date, in tick_seq order; equal where they are equal
 * to the bit. It says nothing of file names or numbers of versions, so the same raw files give the
 * same digest in any folder.
 *
 * <pre>
 *   per row, 8 bytes each, little endian: tick_seq, ts_ns, instrument_id, condition, line,
 *     the first 8 bytes of raw_sha256, bid_px_ticks, ask_px_ticks, bid, ask (by their bits);
 *     where there is no price the smallest long stands for the ticks, 0 for the prices
 *   before the first row of an instrument: -1, instrument_id, length of its name, its characters
 * </pre>
 *
 * <p>Confined to one thread.
 */
final class TickDigest {
  private static final int HEX_DIGITS = 16;

  private final RowDigest digest = new RowDigest();
  private final boolean[] named;
  private long rows;

  /**
   * @param instruments number of instruments
   */
  TickDigest(int instruments) {
    this.named = new boolean[instruments];
  }

  /** The part of a raw file's digest that each of its rows carries. */
  static long fileKey(String sha256) {
    return Long.parseUnsignedLong(sha256.substring(0, HEX_DIGITS), 16);
  }

  /** The digest of the ticks of a session. */
  static DateContent.Measured of(
      String tradeDate, TickColumns ticks, Universe universe, List<String> rawSha256s) {
    TickDigest digest = new TickDigest(universe.count());
    long[] keys = rawSha256s.stream().mapToLong(TickDigest::fileKey).toArray();
    double[] prices = universe.instruments().stream().mapToDouble(i -> i.price(1)).toArray();
    for (int i = 0; i < ticks.count(); i++) {
      int instrument = ticks.instrumentId()[i];
      boolean priced = Conditions.priced(ticks.condition()[i]);
      long bid = priced ? ticks.bidPxTicks()[i] : Instrument.NULL_PX;
      long ask = priced ? ticks.askPxTicks()[i] : Instrument.NULL_PX;
      digest.name(instrument, universe.instruments().get(instrument).name());
      digest.add(
          i,
          ticks.tsNs()[i],
          instrument,
          ticks.condition()[i],
          Integer.toUnsignedLong(ticks.line()[i]),
          keys[ticks.fileId()[i]]);
      digest.prices(
          bid, ask, priced ? bid * prices[instrument] : 0, priced ? ask * prices[instrument] : 0);
    }
    return digest.measured(tradeDate);
  }

  /** Names an instrument; must come before each of its rows, and counts once. */
  void name(int instrument, String name) {
    if (named[instrument]) {
      return;
    }
    named[instrument] = true;
    digest.add(-1L);
    digest.add((long) instrument);
    digest.add((long) name.length());
    name.chars().forEach(c -> digest.add((long) c));
  }

  void add(long tickSeq, long tsNs, int instrument, byte condition, long line, long fileKey) {
    digest.add(tickSeq);
    digest.add(tsNs);
    digest.add((long) instrument);
    digest.add((long) condition);
    digest.add(line);
    digest.add(fileKey);
    rows++;
  }

  void prices(long bidPxTicks, long askPxTicks, double bid, double ask) {
    digest.add(bidPxTicks);
    digest.add(askPxTicks);
    digest.add(bid);
    digest.add(ask);
  }

  DateContent.Measured measured(String tradeDate) {
    return new DateContent.Measured(tradeDate, rows, digest.hex());
  }
}
