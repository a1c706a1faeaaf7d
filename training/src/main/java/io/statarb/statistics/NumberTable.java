package io.statarb.statistics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Published numbers that come with the program, e.g. critical values, in a text resource with their
 * source. A line is {@code key: number number ...}, e.g. {@code c 2 critical 5%: -3.33613 -6.1101
 * -6.823 0}; lines that start with {@code #} say where the numbers come from.
 */
public final class NumberTable {
  private static final Pattern SPACE = Pattern.compile(" ");

  private final String name;
  private final Map<String, double[]> rows;

  private NumberTable(String name, Map<String, double[]> rows) {
    this.name = name;
    this.rows = rows;
  }

  /** The table of that name beside a class. */
  public static NumberTable beside(Class<?> owner, String name) {
    Map<String, double[]> rows = new TreeMap<>();
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Invariant: the program comes without its table " + name);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          int colon = line.indexOf(": ");
          rows.put(line.substring(0, colon), numbers(line.substring(colon + 2)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new NumberTable(name, rows);
  }

  private static double[] numbers(String text) {
    return SPACE.splitAsStream(text).mapToDouble(Double::parseDouble).toArray();
  }

  /** Whether there is a row of that key. */
  public boolean has(String key) {
    return rows.containsKey(key);
  }

  /**
   * One number of a row.
   *
   * @throws IllegalArgumentException when there is no such row
   */
  public double at(String key, int index) {
    return row(key)[index];
  }

  /** {@code sum of c[i] x^i} with the numbers of a row. */
  public double polynomial(String key, double x) {
    double[] coefficients = row(key);
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }

  private double[] row(String key) {
    double[] row = rows.get(key);
    if (row == null) {
      throw new IllegalArgumentException("%s has no row %s".formatted(name, key));
    }
    return row;
  }
}
