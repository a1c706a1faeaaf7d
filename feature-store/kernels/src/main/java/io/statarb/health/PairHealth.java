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
 * only where the window {@linkplain #judgesReversion holds enough half-lives}. A verdict gets worse
 * at once and better after {@code health.recover_checks} checks that agree on better.
 *
 * <p>A structural break quarantines for good, from half of the first window on: only a new bundle,
 * which has formed the pair again, ends it. It is watched for at each sample in three ways: eight
 * tenths of {@code health.break_alpha} are for a sum of innovations ({@link BreakMonitor}), a tenth
 * for a distance from the mean, and a tenth for a time spent away from it ({@link
 * ExcursionMonitor}). Each needs a shift of the level by {@code health.break_shift_sd} as well: a
 * small one does not matter, one jump that comes back is none, and a spread of several speeds is
 * longer away than its AR(1) says, but not so far.
 *
 * <p>Single-threaded. Allocates nothing after construction.
 */
public final class PairHealth {
  /**
   * Shares of {@code health.break_alpha}. The sum of innovations finds most of what has moved, so
   * that it would lose more by a smaller share than excursions gain: their limits move with the
   * logarithm of theirs.
   */
  private static final double OF_INNOVATIONS = 0.8;

  private static final double OF_EACH_EXCURSION = 0.1;

  private final HealthSettings settings;
  private final HealthReference reference;
  private final double[] ratios;
  private final HealthWindow window;
  private final BreakMonitor innovations;
  private final ExcursionMonitor excursions;
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
    double alpha = settings.breakAlpha();
    this.innovations = new BreakMonitor(reference, settings.window(), OF_INNOVATIONS * alpha);
    this.excursions = new ExcursionMonitor(reference, settings.window(), OF_EACH_EXCURSION * alpha);
  }

  /**
   * Opens a session with the verdict of the one before, before the first sample.
   *
   * @param verdict that verdict
   * @param why its reasons, as bits of {@link HealthReason}
   */
  public void open(HealthState verdict, int why) {
    state = verdict;
    before = verdict;
    reasons = why;
  }

  /**
   * Takes the next sample of the grid.
   *
   * @param logPx log prices of all legs, Y first, finite; only read
   * @return whether it made a check
   */
  public boolean sample(double[] logPx) {
    if (reference.reverts()) {
      double spread = reference.spread(logPx);
      innovations.accept(spread, logPx, neighbour);
      excursions.accept(spread, logPx);
    }
    window.add(logPx, neighbour);
    neighbour = true;
    sinceCheck++;
    if (!due()) {
      return false;
    }
    window.measure();
    if (!window.full() && !broken()) {
      return false;
    }
    sinceCheck = 0;
    check();
    return true;
  }

  /** Before the window is full only a break is looked for. */
  private boolean due() {
    return window.full()
        ? sinceCheck >= settings.checkEvery()
        : sinceCheck % settings.checkEvery() == 0 && crossed();
  }

  /** Whether a limit of a break is crossed, be the shift what it may. */
  private boolean crossed() {
    return breakRatio() >= 1 || farRatio() >= 1 || longRatio() >= 1;
  }

  private boolean broken() {
    return hasMoved() || wentFar() || stayedAway();
  }

  /** A full window is judged for its width, an earlier one is not. */
  private boolean hasMoved() {
    return breakRatio() >= 1 && shifted(window.full() ? 1 : widening());
  }

  private boolean wentFar() {
    return farRatio() >= 1 && shifted(widening());
  }

  private boolean stayedAway() {
    return longRatio() >= 1 && shifted(widening());
  }

  /** What moves more than it did goes further without a break. */
  private double widening() {
    return Math.max(1, window.innovationRatio());
  }

  private boolean shifted(double times) {
    return window.holdsShift() && Math.abs(shiftSd()) >= times * settings.breakShiftSd();
  }

  /** A sample of the grid is missing: the one before and the one after it are no neighbours. */
  public void gap() {
    neighbour = false;
  }

  private void check() {
    checks++;
    pValue = UnitRootTail.pValue(window.adfStat());
    verdict = HealthState.HEALTHY;
    found = 0;
    if (window.full()) {
      judgeWindow();
    } else {
      found = HealthReason.WARMING.bit();
    }
    if (broken()) {
      judgeBreak();
    }
    settle();
  }

  private void judgeWindow() {
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
  }

  private void judgeBreak() {
    raise(HealthState.QUARANTINED, HealthReason.STRUCTURAL_BREAK);
    if (wentFar()) {
      raise(HealthState.QUARANTINED, HealthReason.FAR_FROM_MEAN);
    }
    if (stayedAway()) {
      raise(HealthState.QUARANTINED, HealthReason.LONG_FROM_MEAN);
    }
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
    return reference.reverts() ? innovations.ratio() : Double.NaN;
  }

  /**
   * The distance of the spread from its mean, over its limit; a break from 1 on; NaN when the
   * formation window held too few times of reversion to say.
   */
  public double farRatio() {
    return excursions.farRatio();
  }

  /** The time that it has stayed away, over its limit; likewise. */
  public double longRatio() {
    return excursions.longRatio();
  }
}
