package io.statarb.validation;

/** Takes fewer rows, evenly spread over all, the same ones each time. */
public final class Thinning {
  private Thinning() {}

  /**
   * At most {@code most} of the rows, in order; all of them when there are not more.
   *
   * @param rows row numbers
   * @param most at least 1
   */
  public static int[] evenly(int[] rows, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most must be positive: most=" + most);
    }
    if (rows.length <= most) {
      return rows.clone();
    }
    int[] kept = new int[most];
    for (int i = 0; i < most; i++) {
      kept[i] = rows[(int) ((long) i * rows.length / most)];
    }
    return kept;
  }
}
