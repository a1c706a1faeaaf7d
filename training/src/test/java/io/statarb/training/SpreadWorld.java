package io.statarb.training;

import io.statarb.features.FeatureField;
import io.statarb.features.FeatureService;
import io.statarb.time.TradingSession;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Feature rows of a spread whose law is known: an AR(1) at one row a second (slope 1 is a random
 * walk), its z-score, the cost, and columns of noise. Three sessions.
 */
final class SpreadWorld {
  static final long HORIZON_NS = 60_000_000_000L;
  static final int SESSIONS = 3;
  static final FeatureService SERVICE =
      new FeatureService(
          "test-v1",
          List.of(
              field("z_600s"),
              field("cost_to_cross_bps"),
              field("noise_a"),
              field("noise_b"),
              field("level")));

  private static final long START_NS = 1_398_900_000_000_000_000L;
  private static final long SECOND_NS = 1_000_000_000L;

  final int[] session;
  final long[] tsNs;
  final double[] spread;
  final double[] values;

  private SpreadWorld(int[] session, long[] tsNs, double[] spread, double[] values) {
    this.session = session;
    this.tsNs = tsNs;
    this.spread = spread;
    this.values = values;
  }

  private static FeatureField field(String name) {
    return new FeatureField(name, "1", "made up");
  }

  /** A spread that reverts with a half-life of 69 s; 4,000 rows a session. */
  static SpreadWorld of(long seed) {
    return of(seed, 4000, 0.99, 0.2);
  }

  /**
   * A world.
   *
   * @param phi slope of the AR(1)
   * @param costBps quoted cost of a round trip
   */
  static SpreadWorld of(long seed, int rowsPerSession, double phi, double costBps) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = SESSIONS * rowsPerSession;
    int[] session = new int[n];
    long[] tsNs = new long[n];
    double[] spread = new double[n];
    double[] values = new double[n * SERVICE.size()];
    double sd = 5e-5 / StrictMath.sqrt(1 - Math.min(phi, 0.99) * Math.min(phi, 0.99));
    double s = 0;
    for (int i = 0; i < n; i++) {
      session[i] = i / rowsPerSession;
      if (i % rowsPerSession == 0) {
        s = phi < 1 ? sd * random.nextGaussian() : 0;
      }
      s = phi * s + 5e-5 * random.nextGaussian();
      tsNs[i] = sessionOf(session[i], rowsPerSession).startNs() + (i % rowsPerSession) * SECOND_NS;
      spread[i] = s;
      double[] row = {
        s / sd,
        costBps,
        random.nextGaussian(),
        random.nextDouble(),
        1.3 + 1e-4 * random.nextGaussian()
      };
      System.arraycopy(row, 0, values, i * SERVICE.size(), row.length);
    }
    return new SpreadWorld(session, tsNs, spread, values);
  }

  private static TradingSession sessionOf(int index, int rowsPerSession) {
    long length = (rowsPerSession + 100) * SECOND_NS;
    long start = START_NS + index * length;
    return new TradingSession("2014-05-0" + (index + 1), start, start + length);
  }

  List<TradingSession> sessions() {
    List<TradingSession> sessions = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      sessions.add(sessionOf(i, session.length / SESSIONS));
    }
    return sessions;
  }

  SpreadSample sample() {
    return new SpreadSample(SERVICE, "z_600s", session, tsNs, spread.clone(), values.clone());
  }

  /** The same world, but for the spreads of one session, which are a hundred times as large. */
  SpreadWorld withLouderSession(int louder) {
    double[] changed = spread.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] *= session[i] == louder ? 100 : 1;
    }
    return new SpreadWorld(session, tsNs, changed, values);
  }

  /** The same world with a column replaced by the change of the spread that the label measures. */
  SpreadWorld withPlantedFuture(String column) {
    int[] end = Labels.horizonRows(session, tsNs, HORIZON_NS);
    double[] changed = values.clone();
    for (int i = 0; i < end.length; i++) {
      double change = end[i] < 0 ? 0 : spread[end[i]] - spread[i];
      changed[i * SERVICE.size() + SERVICE.indexOf(column)] = change * 1e4;
    }
    return new SpreadWorld(session, tsNs, spread, changed);
  }

  /**
   * The same world with its feature rows dealt anew within each session: they know nothing of the
   * spread that they stand beside, so labels are as good as shuffled.
   */
  SpreadWorld withShuffledRows(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int columns = SERVICE.size();
    int rows = session.length / SESSIONS;
    double[] changed = values.clone();
    double[] held = new double[columns];
    for (int i = 0; i < session.length; i++) {
      int from = session[i] * rows;
      int j = from + random.nextInt(i - from + 1);
      System.arraycopy(changed, i * columns, held, 0, columns);
      System.arraycopy(changed, j * columns, changed, i * columns, columns);
      System.arraycopy(held, 0, changed, j * columns, columns);
    }
    return new SpreadWorld(session, tsNs, spread, changed);
  }

  /** The same world with a column that never moves. */
  SpreadWorld withConstant(String column) {
    double[] changed = values.clone();
    for (int i = 0; i < session.length; i++) {
      changed[i * SERVICE.size() + SERVICE.indexOf(column)] = 7;
    }
    return new SpreadWorld(session, tsNs, spread, changed);
  }

  /** The same world with the value of a column missing in some rows. */
  SpreadWorld withHoles(String column) {
    double[] changed = values.clone();
    for (int i = 0; i < session.length; i += 3) {
      changed[i * SERVICE.size() + SERVICE.indexOf(column)] = Double.NaN;
    }
    return new SpreadWorld(session, tsNs, spread, changed);
  }
}
