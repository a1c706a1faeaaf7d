package io.statarb.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A CSV file with a header among the test resources. */
public final class CsvFixture {
  private final List<String> names;
  private final List<List<String>> rows;

  private CsvFixture(List<String> names, List<List<String>> rows) {
    this.names = names;
    this.rows = rows;
  }

  /** Reads a file, e.g. {@code pairs/us-macro-v1.csv} below {@code io/statarb}. */
  public static CsvFixture read(String path) {
    try (InputStream in =
        Objects.requireNonNull(CsvFixture.class.getResourceAsStream("/io/statarb/" + path), path)) {
      List<List<String>> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> List.of(line.split(",", -1)))
              .toList();
      return new CsvFixture(lines.getFirst(), lines.subList(1, lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The values of a column. */
  public double[] column(String name) {
    int index = names.indexOf(name);
    return rows.stream().mapToDouble(row -> Double.parseDouble(row.get(index))).toArray();
  }

  /** The rows. */
  public List<Row> records() {
    return rows.stream().map(Row::new).toList();
  }

  /** A row, its fields by column. */
  public final class Row {
    private final List<String> fields;

    private Row(List<String> fields) {
      this.fields = fields;
    }

    /** A field as it stands in the file. */
    public String text(String column) {
      return fields.get(names.indexOf(column));
    }

    /** A field as a number. */
    public double number(String column) {
      return Double.parseDouble(text(column));
    }

    /** A field as a whole number. */
    public int count(String column) {
      return Integer.parseInt(text(column));
    }
  }
}
