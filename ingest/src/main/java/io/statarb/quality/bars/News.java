package io.statarb.quality.bars;

/** Whether a step of the price came with news: on these a series is traded more than usual. */
final class News {
  /** Volume of the day over the usual one, beyond what it settles at: news. */
  private static final double NEWS = 2.5;

  /**
   * The farther news moves a price, the more it is traded: so many usual volumes for a log of 1. Of
   * 500 US stocks over five years, opens that were kept and traded more than usual had 18 and more
   * with news, and 10 and less with spin-offs, one excepted.
   */
  private static final double NEWS_BY_SIZE = 13;

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
    return excess > Math.max(NEWS, NEWS_BY_SIZE * Math.abs(change));
  }

  /** A value, or another one where it is not known. */
  static double number(double value, double otherwise) {
    return Double.isNaN(value) ? otherwise : value;
  }
}
