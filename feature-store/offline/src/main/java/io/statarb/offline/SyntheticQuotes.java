package io.statarb.offline;

import java.util.SplittableRandom;

/**
 * A part of the synthetic tables, drawn from a seed: the quotes of one symbol on a date, or the
 * moments of a slice of a date at which the last quote of some symbol is wanted.
 *
 * <p>Times are whole milliseconds and ascend, so now and then a moment is exactly that of a quote.
 * No two quotes of a symbol are of the same time, because what other systems do then is not
 * settled.
 *
 * @param symbol of each
 * @param tsNs time of each
 * @param bid of each quote
 * @param ask of each quote
 */
@SuppressWarnings("ArrayRecordComponent") // Written once and never compared.
record SyntheticQuotes(int[] symbol, long[] tsNs, double[] bid, double[] ask) {
  private static final long OPEN_NS = 1_398_951_000_000_000_000L;
  private static final long DAY_MS = 23_400_000L;
  private static final long DATE_NS = 86_400_000_000_000L;
  private static final long MS = 1_000_000L;

  private static SyntheticQuotes empty(int count) {
    return new SyntheticQuotes(
        new int[count], new long[count], new double[count], new double[count]);
  }

  /** Quotes of a symbol on a date, counted from 0. */
  static SyntheticQuotes ofSymbol(long seed, int symbol, int date, int count) {
    SyntheticQuotes quotes = empty(count);
    SplittableRandom random =
        new SplittableRandom(seed * 1_000_003 + symbol * 31L + date * 1_000_000_007L);
    long gapMs = Math.max(1, DAY_MS / Math.max(1, count));
    long atMs = 0;
    long cents = 1_000L + random.nextInt(20_000);
    for (int i = 0; i < count; i++) {
      atMs += 1 + random.nextLong(2 * gapMs - 1);
      cents = Math.max(100, cents + random.nextInt(3) - 1);
      quotes.symbol[i] = symbol;
      quotes.tsNs[i] = OPEN_NS + date * DATE_NS + atMs * MS;
      quotes.bid[i] = cents / 100.0;
      quotes.ask[i] = (cents + 1 + random.nextInt(3)) / 100.0;
    }
    return quotes;
  }

  /** Moments of one of several slices of a date, each of any symbol, in order of time. */
  static SyntheticQuotes moments(
      long seed, int date, int slice, int slices, int count, int symbols) {
    SyntheticQuotes moments = empty(count);
    SplittableRandom random = new SplittableRandom(seed * 1_000_033 + date * 1_000L + slice);
    double sliceMs = (double) DAY_MS / slices;
    for (int i = 0; i < count; i++) {
      moments.symbol[i] = random.nextInt(symbols);
      double share = (i + random.nextDouble()) / count;
      moments.tsNs[i] =
          OPEN_NS + date * DATE_NS + MS * (long) Math.floor((slice + share) * sliceMs);
    }
    return moments;
  }
}
