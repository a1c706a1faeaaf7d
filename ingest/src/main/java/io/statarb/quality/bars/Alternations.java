package io.statarb.quality.bars;

/** Series of nearly one price that are mixed: told by gaps that alternate, bar by bar. */
final class Alternations {
  /** Gaps overnight that alternate: so many in a row, so near, are two series. */
  private static final int LEAST_ALTERNATIONS = 4;

  private static final int ALTERNATION_BARS = 15;

  /**
   * Bars over which strict turns are summed up: short ones of a great, long ones of a small gap.
   */
  private static final int[] TURNS = {10, 24, 60};

  /** No single gap counts for more usual ones than this. */
  private static final double MOST_OF_ONE_TURN = 3;

  /** Sum of the gaps of strict turns, in its own sd; of a million windows by chance none. */
  private static final double TURNS_SIGMAS = 6.5;

  /** Of the gaps of turns so much is kept by the closes; opens alone that jitter are not kept. */
  private static final double LEAST_FOLLOWED = 0.6;

  /** Bars on either side from which the usual gap is taken. */
  private static final int USUAL_BARS = 120;

  private final LevelPath path;
  private final MixedDays mixed;

  /** Log of the open over the close before by bar of the path, or of the close where not known. */
  private final double[] gaps;

  private final double[] usual;

  Alternations(LevelPath path, MixedDays mixed) {
    this.path = path;
    this.mixed = mixed;
    int length = path.length();
    gaps = new double[length];
    usual = new double[length];
    double[] sizes = new double[length];
    for (int k = 1; k < length; k++) {
      double overnight = path.overnight(k);
      gaps[k] = Double.isNaN(overnight) ? path.step(k) : overnight;
      sizes[k] = Math.abs(gaps[k]);
    }
    for (int k = 1; k < length; k++) {
      double median = 1.4826 * Series.median(sizes, Math.max(1, k - USUAL_BARS), k + USUAL_BARS);
      usual[k] = Math.max(0.002, Math.min(median, path.sigma(k)));
    }
  }

  /** Finds all that is not told of already. */
  void find() {
    strictTurns();
    gapsToAndFro();
  }

  private void strictTurns() {
    double[] ofGaps = new double[path.length()];
    double[] ofSteps = new double[path.length()];
    for (int k = 1; k < path.length(); k++) {
      ofGaps[k] = ofGaps[k - 1] + turn(k, gaps[k], usual[k]);
      ofSteps[k] = ofSteps[k - 1] + turn(k, path.step(k), usual[k]);
    }
    for (int bars : TURNS) {
      turns(ofGaps, ofSteps, bars);
    }
  }

  /**
   * Two series that take turns bar by bar: the gaps, each against the one before, add up, be each
   * of them no larger than usual, and the closes follow them.
   *
   * @param ofGaps gaps in usual ones, signed by turns, summed up from the beginning
   * @param ofSteps the same of the closes
   */
  private void turns(double[] ofGaps, double[] ofSteps, int bars) {
    double least = TURNS_SIGMAS * Math.sqrt(bars);
    int from = -1;
    for (int k = bars; k <= path.length(); k++) {
      double gaps = k < path.length() ? ofGaps[k] - ofGaps[k - bars] : 0;
      double steps = k < path.length() ? ofSteps[k] - ofSteps[k - bars] : 0;
      if (Math.abs(gaps) > least && steps / gaps > LEAST_FOLLOWED) {
        from = from < 0 ? k - bars + 1 : from;
      } else if (from >= 0) {
        if (!mixed.told(from)) {
          mixed.tell(from, k - 1, k - from);
        }
        from = -1;
      }
    }
  }

  /** A change in usual ones, with the sign that turns about give it. */
  private static double turn(int k, double change, double usual) {
    double size = Math.clamp(change / usual, -MOST_OF_ONE_TURN, MOST_OF_ONE_TURN);
    return k % 2 == 0 ? size : -size;
  }

  /** Great gaps, each undone by the next one, whatever the number of days between. */
  private void gapsToAndFro() {
    int start = -1;
    int last = -1;
    int times = 0;
    for (int k = 1; k < path.length(); k++) {
      if (mixed.told(k) || !isGreat(k)) {
        continue;
      }
      if (last > 0 && undoes(k, last)) {
        times++;
      } else {
        alternation(start, last, times);
        start = k;
        times = 0;
      }
      last = k;
    }
    alternation(start, last, times);
  }

  /** Whether a gap is far from usual and kept by the close. */
  private boolean isGreat(int k) {
    double change = path.step(k);
    double size = Math.abs(gaps[k]);
    boolean kept = change * gaps[k] > 0 && Math.abs(change) > 0.5 * size;
    return kept && size >= Math.max(0.012, Math.max(4 * usual[k], 3 * path.sigma(k)));
  }

  private boolean undoes(int k, int last) {
    double size = Math.abs(gaps[last]);
    return k - last <= ALTERNATION_BARS
        && gaps[k] * gaps[last] < 0
        && Math.abs(Math.abs(gaps[k]) - size) < 0.35 * size + 2 * usual[k];
  }

  private void alternation(int start, int last, int times) {
    if (times >= LEAST_ALTERNATIONS) {
      mixed.tell(start, last, times);
    }
  }
}
