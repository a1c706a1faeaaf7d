package io.statarb.health;

import io.statarb.settings.Strategy.HealthLimits;
import io.statarb.settings.Strategy.HealthSettings;
import io.statarb.tape.sbe.HealthState;

/**
 * The verdict on one pair over one session, sample by sample: live trading and batch run this
 * class.
 *
 * <p>A check compares the window with the formation window: unit root, half-life, sd and hedge
 * ratio against the limits of {@code health.size_down} and {@code health.exit_only}; what is no
 * number is {@link HealthReason#UNMEASURABLE} and exit-only. Unit root and half-life are judged
 * only where the window {@linkplain #judgesReversion holds enough half-lives}. A structural break
 * quarantines for the rest of the session. A verdict gets worse at once and better after {@code
 * health.recover_checks} checks that agree on better.
 *
 * <p>Single-threaded. Allocates nothing after construction.
 */
public final class PairHealth {
  private final HealthSettings settings;
  private final HealthReference reference;
  private final double[] ratios;
  private final HealthWindow window;
  private final BreakMonitor monitor;
  private boolean neighbour;
  private int sinceCheck;
  private int better;
  private long checks;

  private HealthState state = HealthState.HEALTHY;
  private HealthState before = HealthState.HEALTHY;
  private int reasons = HealthReason.WARMING.bit();

  // Of the check being made.
  private HealthState verdict = HealthState.HEALTHY;
  private int found;

  private double pValue = Double.NaN;

  /**
   * The health of a pair that was just promoted.
   *
   * @param settings how it is measured; the grid is the caller's
   * @param reference what the pair was in its formation window
   */
  public PairHealth(HealthSettings settings, HealthReference reference) {
    this.settings = settings;
    this.reference = reference;
    this.ratios = reference.ratios().stream().mapToDouble(Double::doubleValue).toArray();
    this.window = new HealthWindow(reference, settings.window());
    this.monitor = new BreakMonitor(reference, settings.window(), settings.breakAlpha());
  }

  /**
   * Takes the next sample of the grid.
   *
   * @param logPx log prices of all legs, Y first, finite; only read
   * @return whether it made a check
   */
  public boolean sample(double[] logPx) {
    if (reference.reverts()) {
      monitor.accept(reference.spread(logPx), logPx, neighbour);
    }
    window.add(logPx, neighbour);
    neighbour = true;
    if (++sinceCheck < settings.checkEvery() || !window.full()) {
      return false;
    }
    sinceCheck = 0;
    check();
    return true;
  }

  /** A sample of the grid is missing: the one before and the one after it are no neighbours. */
  public void gap() {
    neighbour = false;
  }

  private void check() {
    checks++;
    window.measure();
    pValue = UnitRootTail.pValue(window.adfStat());
    verdict = HealthState.HEALTHY;
    found = 0;
    HealthLimits small = settings.sizeDown();
    HealthLimits none = settings.exitOnly();
    if (!measured()) {
      raise(HealthState.EXIT_ONLY, HealthReason.UNMEASURABLE);
    }
    if (judgesReversion()) {
      judge(pValue, small.pValue(), none.pValue(), HealthReason.UNIT_ROOT);
      judge(
          halfLifeRatio(),
          small.halfLifeRatio(),
          none.halfLifeRatio(),
          HealthReason.SLOW_REVERSION);
    }
    judge(sdRatio(), small.sdRatio(), none.sdRatio(), HealthReason.WIDE_SPREAD);
    judgeHedge();
    if (breakRatio() >= 1 && Math.abs(shiftSd()) >= settings.breakShiftSd()) {
      raise(HealthState.QUARANTINED, HealthReason.STRUCTURAL_BREAK);
    }
    settle();
  }

  /**
   * Whether a window holds enough half-lives of the formation window to tell reversion from none:
   * with fewer a unit root is often not rejected although there is none.
   */
  public boolean judgesReversion() {
    return settings.window() >= settings.windowHalfLives() * reference.halfLife();
  }

  private boolean measured() {
    return reference.reverts() && !Double.isNaN(pValue + window.phi() + window.sd());
  }

  /** Of a basket the hedge as a whole, and each leg with the others held still. */
  private void judgeHedge() {
    HedgeDrift drift = window.drift();
    judgeDrift(drift.whole() / reference.hedgeRatio(), drift.wholeT(), 0);
    for (int i = 0; ratios.length > 1 && i < ratios.length; i++) {
      judgeDrift(drift.leg(i) / ratios[i], drift.legT(i), HealthReason.bitOfLeg(1 + i));
    }
  }

  private void judgeDrift(double share, double t, int bitOfLeg) {
    double moved = Math.abs(share);
    if (Math.abs(t) >= settings.hedgeDriftT() && moved > settings.sizeDown().hedgeDrift()) {
      found |= bitOfLeg;
      judge(
          moved,
          settings.sizeDown().hedgeDrift(),
          settings.exitOnly().hedgeDrift(),
          HealthReason.HEDGE_DRIFT);
    }
  }

  private void judge(double value, double sizeDown, double exitOnly, HealthReason reason) {
    if (value > exitOnly) {
      raise(HealthState.EXIT_ONLY, reason);
    } else if (value > sizeDown) {
      raise(HealthState.SIZE_DOWN, reason);
    }
  }

  private void raise(HealthState to, HealthReason reason) {
    found |= reason.bit();
    if (to.value() > verdict.value()) {
      verdict = to;
    }
  }

  private void settle() {
    before = state;
    if (state == HealthState.QUARANTINED) {
      reasons |= found;
      return;
    }
    boolean isBetter = verdict.value() < state.value();
    better = isBetter ? better + 1 : 0;
    if (isBetter && better < settings.recoverChecks()) {
      reasons = found | HealthReason.RECOVERING.bit();
      return;
    }
    better = 0;
    state = verdict;
    reasons = found;
  }

  /** The verdict. */
  public HealthState state() {
    return state;
  }

  /** The verdict before the last check. */
  public HealthState before() {
    return before;
  }

  /** Whether the last check changed the verdict. */
  public boolean changed() {
    return before != state;
  }

  /** Why, as bits of {@link HealthReason}. */
  public int reasons() {
    return reasons;
  }

  /** Checks made. */
  public long checks() {
    return checks;
  }

  /** p-value of the unit-root test of the last check; NaN before the first. */
  public double pValue() {
    return pValue;
  }

  /** Half-life of the last check, in samples; infinite without reversion. */
  public double halfLife() {
    return HealthReference.halfLife(window.phi());
  }

  /** The same as a multiple of that of the formation window, or of one sample if that is longer. */
  public double halfLifeRatio() {
    return halfLife() / Math.max(1, reference.halfLife());
  }

  /** sd of the spread as a multiple of that of the formation window. */
  public double sdRatio() {
    return window.sd() / reference.sd();
  }

  /** Hedge ratio of the window of the last check; NaN while leg X does not move. */
  public double hedgeRatio() {
    return reference.hedgeRatio() + window.drift().whole();
  }

  /** How far the hedge ratio is from that of the formation window, in its standard errors. */
  public double hedgeDriftT() {
    return window.drift().wholeT();
  }

  /** Shift of the spread's level from that of the formation window, in sd of it. */
  public double shiftSd() {
    return window.shift() / reference.sd();
  }

  /**
   * The sum of innovations over its boundary; a break from 1 on; NaN when the reference did not
   * revert.
   */
  public double breakRatio() {
    return reference.reverts() ? monitor.ratio() : Double.NaN;
  }
}
