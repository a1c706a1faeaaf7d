package io.statarb.features;

/**
 * Sum of amounts that fall due at events, each weighted by {@code exp(-age/tau)}. An amount counts
 * in full at the event that brings it. One thread.
 */
public final class DecayedSum {
  private final Decay decay;
  private final double warmWeight;
  private double sum;

  /**
   * A sum of nothing.
   *
   * @param decay the decay that is elapsed before each update
   * @param warmUpS seconds since the first event after which the sum counts
   */
  public DecayedSum(Decay decay, double warmUpS) {
    this.decay = decay;
    this.warmWeight = decay.weightAfter(warmUpS);
  }

  /** Time has passed, as the decay says. */
  public void elapse() {
    sum *= decay.keep();
  }

  /** An amount falls due now. */
  public void add(double amount) {
    sum += amount;
  }

  /** An amount fell due before now; less is left of it. */
  public void addAged(double amount, double ageS) {
    sum += amount * StrictMath.exp(-ageS / decay.tauS());
  }

  /** Whether the session is long enough for {@link #rate}. */
  public boolean warm() {
    return decay.weight() >= warmWeight;
  }

  /** The sum. */
  public double sum() {
    return sum;
  }

  /** The sum per second of the time that it stands for; NaN unless warm. */
  public double rate() {
    return warm() ? sum / (decay.tauS() * decay.weight()) : Double.NaN;
  }

  /** Forgets everything. */
  public void reset() {
    sum = 0.0;
  }
}
