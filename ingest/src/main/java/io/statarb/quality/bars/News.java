package io.statarb.quality.bars;

/** Whether a step of the price came with news: on these a series is traded more than usual. */
final class News {
  /** Volume of the day over the usual one, beyond what it settles at: news. */
  private static final double NEWS = 2.5;

  /** No news halves a price without a record volume, so more is believed. */
  private static final double GREAT_NEWS = 6;

  private static final double GREAT_STEP = 0.6;

  private final Series series;

  News(Series series) {
    this.series = series;
  }

  /** Usual volume after a bar over the usual one before it. */
  double settled(int i) {
    return Series.median(series.traded, i + 1, i + 21) / Series.median(series.traded, i - 20, i);
  }

  /** Whether a day is traded more than others; the larger the change, the more is asked for. */
  boolean isNews(int i, double change) {
    return isNews(i, change, Double.NaN);
  }

  /**
   * Whether a day is traded more than others.
   *
   * @param other usual volume of what the day may belong to, NaN when not known
   */
  boolean isNews(int i, double change, double other) {
    double spike = series.spike(i);
    if (!series.volumed || Double.isNaN(spike)) {
      return false;
    }
    double excess = spike / Math.max(1, number(settled(i), 1));
    excess = Math.min(excess, number(series.traded[i] / other, excess));
    return excess > (Math.abs(change) > GREAT_STEP ? GREAT_NEWS : NEWS);
  }

  /** A value, or another one where it is not known. */
  static double number(double value, double otherwise) {
    return Double.isNaN(value) ? otherwise : value;
  }
}
