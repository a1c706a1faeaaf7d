package io.statarb.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Series that tests of statistical methods share: published ones and seeded ones of known truth.
 */
public final class Series {
  /** NIST Statistical Reference Datasets, linear regression, Norris: y, x. */
  private static final double[][] NORRIS = {
    {0.1, 0.2}, {338.8, 337.4}, {118.1, 118.2}, {888.0, 884.6}, {9.2, 10.1}, {228.1, 226.5},
    {668.5, 666.3}, {998.5, 996.3}, {449.1, 448.6}, {778.9, 777.0}, {559.2, 558.2}, {0.3, 0.4},
    {0.1, 0.6}, {778.1, 775.5}, {668.8, 666.9}, {339.3, 338.0}, {448.9, 447.5}, {10.8, 11.6},
    {557.7, 556.0}, {228.3, 228.1}, {998.0, 995.8}, {888.8, 887.6}, {119.6, 120.2}, {0.3, 0.3},
    {0.6, 0.3}, {557.6, 556.8}, {339.3, 339.1}, {888.0, 887.2}, {998.5, 999.0}, {778.9, 779.0},
    {10.2, 11.1}, {117.6, 118.3}, {228.9, 229.2}, {668.4, 669.1}, {449.2, 448.9}, {0.2, 0.5}
  };

  private Series() {}

  /** A CSV fixture of this class path; the first column holds the labels of the rows. */
  public static SeriesTable read(String resource) {
    List<String> lines;
    try (InputStream in = Series.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no such fixture: " + resource);
      }
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> names = List.of(lines.getFirst().split(",", -1));
    double[][] columns = new double[names.size() - 1][lines.size() - 1];
    List<String> labels = new ArrayList<>();
    for (int row = 0; row < lines.size() - 1; row++) {
      String[] cells = lines.get(row + 1).split(",", -1);
      labels.add(cells[0]);
      for (int i = 0; i < columns.length; i++) {
        columns[i][row] = Double.parseDouble(cells[i + 1]);
      }
    }
    return SeriesTable.of(names.subList(1, names.size()), columns, labels);
  }

  /** Monthly spot prices of Brent and WTI, 1987-05 to 2020-01. */
  public static SeriesTable oil() {
    return read("/io/statarb/reversion/oil-v1.csv");
  }

  /** Annual flow of the Nile, 1871 to 1970. */
  public static SeriesTable nile() {
    return read("/io/statarb/reversion/nile-v1.csv");
  }

  /** NIST's Norris: y and x of a certified line. */
  public static SeriesTable norris() {
    double[][] columns = new double[2][NORRIS.length];
    for (int row = 0; row < NORRIS.length; row++) {
      columns[0][row] = NORRIS[row][0];
      columns[1][row] = NORRIS[row][1];
    }
    return table(columns);
  }

  /** Columns without labels, named {@code a}, {@code b}, {@code c}... */
  public static SeriesTable table(double[]... columns) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      names.add(String.valueOf((char) ('a' + i)));
    }
    return SeriesTable.of(names, columns, List.of());
  }

  /** A number among a result's further fields, by its path. */
  public static double number(MethodResult result, String... path) {
    Object found = result.further();
    for (String name : path) {
      found = found instanceof Map<?, ?> map ? map.get(name) : null;
    }
    if (found instanceof Number number) {
      return number.doubleValue();
    }
    throw new AssertionError(
        "no number %s in %s".formatted(String.join(".", path), result.further().keySet()));
  }

  /** A request without options. */
  public static MethodRequest request(SeriesTable data) {
    return request(data, Map.of());
  }

  /** A request with options. */
  public static MethodRequest request(SeriesTable data, Map<String, Double> options) {
    return new MethodRequest(data, Trend.C, new LagChoice.Fixed(1), options);
  }

  /** Independent standard normal values. */
  public static double[] noise(SplittableRandom random, int rows) {
    double[] noise = new double[rows];
    Arrays.setAll(noise, i -> random.nextGaussian());
    return noise;
  }

  /** A Gaussian random walk with steps of standard deviation 1, from 0. */
  public static double[] walk(SplittableRandom random, int rows) {
    double[] walk = noise(random, rows);
    for (int i = 1; i < rows; i++) {
      walk[i] += walk[i - 1];
    }
    return walk;
  }

  /** A Gaussian AR(1) about a mean, started in its stationary law. */
  public static double[] autoregression(
      SplittableRandom random, int rows, double phi, double mean, double errorSd) {
    double[] values = new double[rows];
    double deviation = random.nextGaussian() * errorSd / StrictMath.sqrt(1 - phi * phi);
    for (int i = 0; i < rows; i++) {
      values[i] = mean + deviation;
      deviation = phi * deviation + errorSd * random.nextGaussian();
    }
    return values;
  }
}
