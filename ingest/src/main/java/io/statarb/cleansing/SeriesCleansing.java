package io.statarb.cleansing;

import io.statarb.instruments.Instrument;
import io.statarb.loaders.LineSink;
import io.statarb.settings.Strategy.DataSettings;
import io.statarb.ticks.Conditions;
import io.statarb.ticks.TickColumns;
import io.statarb.time.TradingSession;

/**
 * Gives each line of one instrument's files its condition and keeps those of one session. The first
 * reason that fits counts, in the order of {@link #judge}. Confined to one thread; allocates
 * nothing per line but the columns.
 *
 * <p>Every line has one place in time: its own time, or, where that is missing or earlier than the
 * line before it, the time of the line before it in its file. So each line belongs to at most one
 * session, and what is kept is sorted.
 */
final class SeriesCleansing implements LineSink {
  /** After a longer silence a tick may be anywhere, so nothing is a jump, in ns. */
  static final long JUMP_MEMORY_NS = 60_000_000_000L;

  /** So many jumps in a row that agree with each other are a new price level. */
  static final int JUMPS_TO_BELIEVE = 5;

  private final Instrument instrument;
  private final TradingSession session;
  private final IngestPlan plan;
  private final double maxJump;
  private final double neverBelieved;
  private final long jumpMemoryNs;
  private final long[] newUnits;
  private int unitsBegun;
  private final TickColumns kept;
  private final Counts total = new Counts();

  private int fileId;
  private boolean countsOutside;
  private Counts ofFile = new Counts();
  private long fileTimeNs;

  private long lastTsNs = Long.MIN_VALUE;
  private long lastBid;
  private long lastAsk;

  private long goodTsNs;
  private long goodMid2;
  private long jumpMid2;
  private int jumps;
  private int goods;

  /**
   * Starts a session of an instrument.
   *
   * @param instrument whose lines come
   * @param session what is kept
   * @param plan the run, to tell lines of other sessions from lines of none
   * @param data largest move of the mid, and the one that is a jump however long it lasts
   * @param bars whether quotes are those of bars, which are never close in time
   * @param newUnits times at which prices go on in other units, ascending: what went before says
   *     nothing about them
   * @param kept gets the lines of the session
   */
  SeriesCleansing(
      Instrument instrument,
      TradingSession session,
      IngestPlan plan,
      DataSettings data,
      boolean bars,
      long[] newUnits,
      TickColumns kept) {
    this.instrument = instrument;
    this.session = session;
    this.plan = plan;
    this.maxJump = data.maxJumpBps() * 1e-4;
    this.neverBelieved = data.maxSessionMove();
    this.newUnits = newUnits.clone();
    this.jumpMemoryNs = bars ? Long.MAX_VALUE : JUMP_MEMORY_NS;
    this.kept = kept;
  }

  /** Starts a file; files come in the order of their days. */
  void begin(RawFile file) {
    fileId = file.fileId();
    countsOutside = plan.countsOutside(file, session);
    ofFile = new Counts();
    fileTimeNs = file.startNs();
  }

  /** Ends a file. */
  FileQuality end(int lines) {
    return new FileQuality(fileId, lines, ofFile.read(), ofFile.accepted(), ofFile.quarantined());
  }

  /** Counts over all files. */
  SeriesQuality quality() {
    return new SeriesQuality(
        instrument.name(),
        total.read(),
        total.accepted(),
        total.of(Conditions.LOCKED),
        total.quarantined());
  }

  @Override
  public void line(int line, long tsNs, long bidPxTicks, long askPxTicks, byte flaw) {
    boolean late = tsNs != UNKNOWN_TIME && tsNs < fileTimeNs;
    if (tsNs > fileTimeNs) {
      fileTimeNs = tsNs;
    }
    boolean within = fileTimeNs >= session.startNs() && fileTimeNs < session.endNs();
    if (within && flaw == Conditions.OUTSIDE_SESSION) {
      count(Conditions.OUTSIDE_SESSION);
    } else if (within) {
      byte condition = judge(late, bidPxTicks, askPxTicks, flaw);
      if (condition == Conditions.GOOD && flaw == Conditions.OPENING) {
        condition = Conditions.OPENING;
      }
      boolean priced = Conditions.priced(condition);
      kept.add(
          fileTimeNs,
          instrument.id(),
          priced ? bidPxTicks : Instrument.NULL_PX,
          priced ? askPxTicks : Instrument.NULL_PX,
          Conditions.onTape(condition),
          fileId,
          line);
      count(condition);
    } else if (countsOutside && !plan.covers(fileTimeNs)) {
      count(Conditions.OUTSIDE_SESSION);
    }
  }

  private void count(byte condition) {
    ofFile.add(condition);
    total.add(condition);
  }

  private byte judge(boolean late, long bid, long ask, byte flaw) {
    if (flaw == Conditions.MALFORMED) {
      return Conditions.MALFORMED;
    }
    if (late) {
      return Conditions.OUT_OF_ORDER;
    }
    boolean same = fileTimeNs == lastTsNs && bid == lastBid && ask == lastAsk;
    lastTsNs = fileTimeNs;
    lastBid = bid;
    lastAsk = ask;
    if (flaw == Conditions.OFF_TICK || flaw == Conditions.ONE_SIDED) {
      return flaw;
    }
    if (bid <= 0 || ask <= 0) {
      return Conditions.NON_POSITIVE;
    }
    if (same) {
      return Conditions.DUPLICATE;
    }
    if (bid > ask) {
      return Conditions.CROSSED;
    }
    if (isJump(bid + ask)) {
      return Conditions.JUMP;
    }
    goodTsNs = fileTimeNs;
    goodMid2 = bid + ask;
    goods++;
    return bid == ask ? Conditions.LOCKED : Conditions.GOOD;
  }

  private boolean isJump(long mid2) {
    while (unitsBegun < newUnits.length && newUnits[unitsBegun] <= fileTimeNs) {
      unitsBegun++;
      goodMid2 = 0;
      goods = 0;
      jumps = 0;
    }
    if (goods >= JUMPS_TO_BELIEVE && isFar(mid2, goodMid2, neverBelieved)) {
      jumps = 0;
      return true;
    }
    boolean near =
        goodMid2 == 0 || fileTimeNs - goodTsNs > jumpMemoryNs || !isFar(mid2, goodMid2, maxJump);
    if (near) {
      jumps = 0;
      return false;
    }
    if (jumps == 0 || isFar(mid2, jumpMid2, maxJump)) {
      jumps = 0;
      jumpMid2 = mid2;
    }
    jumps++;
    if (jumps < JUMPS_TO_BELIEVE) {
      return true;
    }
    jumps = 0;
    return false;
  }

  private static boolean isFar(long mid2, long from2, double share) {
    return Math.abs((double) (mid2 - from2)) > share * from2;
  }
}
