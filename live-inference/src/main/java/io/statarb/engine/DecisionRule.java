package io.statarb.engine;

import io.statarb.settings.Strategy.EntrySettings;
import io.statarb.settings.Strategy.ExitSettings;
import io.statarb.tape.sbe.DecisionKind;
import io.statarb.time.TradingSession;

/**
 * When a pair is entered and left: a pure function of the row and of the pair's state.
 *
 * <p>Each condition is written so that NaN makes it false: a missing number opens nothing, and
 * closes nothing but by the clock.
 */
public final class DecisionRule {
  private static final long NS_PER_MS = 1_000_000;
  private static final double BPS = 1e4;

  private final double entryZ;
  private final double edgeToCost;
  private final double exitZ;
  private final double stopZ;
  private final long maxHoldingNs;
  private final long cooldownNs;
  private final long flatFromNs;
  private final boolean scored;

  /**
   * Makes the rule of one session.
   *
   * @param entry entry thresholds
   * @param exit exit thresholds
   * @param mode {@link EngineMode#BASELINE} drops the conditions on the score
   * @param session its end bounds entries and positions
   */
  public DecisionRule(
      EntrySettings entry, ExitSettings exit, EngineMode mode, TradingSession session) {
    this.entryZ = entry.z();
    this.edgeToCost = entry.edgeToCost();
    this.exitZ = exit.z();
    this.stopZ = exit.stopZ();
    this.maxHoldingNs = exit.maxHoldingMs() * NS_PER_MS;
    this.cooldownNs = exit.cooldownMs() * NS_PER_MS;
    this.flatFromNs = session.endNs() - exit.flatBeforeEndMs() * NS_PER_MS;
    this.scored = mode.scored();
  }

  /** Direction of an entry at this z-score: against it, towards the mean. */
  public static int entryDirection(double z) {
    return z > 0 ? -1 : 1;
  }

  /**
   * Decides for a pair without a position.
   *
   * <p>Enters when {@code entry.z <= |z| < exit.stop_z}, the score points back to the mean by at
   * least the pair's threshold, the predicted gain is at least {@code entry.edge_to_cost} times the
   * quoted cost (where that is above 0), the pair is not cooling down and the end of the session is
   * not near.
   *
   * @param nowNs time of the row
   * @param z the z-score, in sd
   * @param score predicted change of the spread over the label's horizon, in sd of the label
   * @param entryScore least score towards the mean, in sd of the label
   * @param labelSd sd of the label, in units of the spread (a log price ratio)
   * @param costBps quoted cost of a round trip, in bps of the spread
   * @param closedNs when the pair last became flat; any time long ago when it never traded
   * @return {@link DecisionKind#ENTER}, or {@link DecisionKind#NULL_VAL} for nothing
   */
  public DecisionKind whenFlat(
      long nowNs,
      double z,
      double score,
      double entryScore,
      double labelSd,
      double costBps,
      long closedNs) {
    double distance = Math.abs(z);
    if (!(distance >= entryZ) || !(distance < stopZ)) {
      return DecisionKind.NULL_VAL;
    }
    if (nowNs >= flatFromNs || nowNs < closedNs + cooldownNs) {
      return DecisionKind.NULL_VAL;
    }
    return !scored || pays(entryDirection(z) * score, entryScore, labelSd, costBps)
        ? DecisionKind.ENTER
        : DecisionKind.NULL_VAL;
  }

  private boolean pays(double gain, double entryScore, double labelSd, double costBps) {
    if (!(gain >= entryScore) || !(gain > 0) || !(gain < Double.POSITIVE_INFINITY)) {
      return false;
    }
    return edgeToCost <= 0 || gain * labelSd * BPS >= edgeToCost * costBps;
  }

  /**
   * Decides for a pair with a position.
   *
   * <p>Near the end of the session the position is closed whatever the numbers say; otherwise when
   * z has come back to within {@code exit.z} of the mean or crossed it; when z against the position
   * reaches {@code exit.stop_z}; when it is too old.
   *
   * @param nowNs time of the row
   * @param z the z-score, in sd
   * @param direction +1 long the spread, -1 short
   * @param openedNs when the position was opened
   * @return why it is closed, or {@link DecisionKind#NULL_VAL} to hold it
   */
  public DecisionKind whenOpen(long nowNs, double z, int direction, long openedNs) {
    if (nowNs >= flatFromNs) {
      return DecisionKind.END_OF_DATE;
    }
    double towardsMean = direction * z;
    if (towardsMean >= -exitZ) {
      return DecisionKind.EXIT;
    }
    if (towardsMean <= -stopZ) {
      return DecisionKind.STOP_LOSS;
    }
    return nowNs - openedNs >= maxHoldingNs ? DecisionKind.TIME_STOP : DecisionKind.NULL_VAL;
  }
}
