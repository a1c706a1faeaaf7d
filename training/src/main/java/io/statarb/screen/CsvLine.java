package io.statarb.screen;

/** A line of a CSV file, cell by cell; a number that there is none of is an empty cell. */
public final class CsvLine {
  private final StringBuilder line = new StringBuilder(256);

  /** A cell of text, in quotes where it needs them (RFC 4180). */
  public CsvLine text(String text) {
    boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0;
    return cell(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
  }

  /** A cell of a number; empty unless it is finite. */
  public CsvLine number(double value) {
    return cell(Double.isFinite(value) ? String.valueOf(value) : "");
  }

  /** A cell of a count; empty below 0. */
  public CsvLine count(int value) {
    return cell(value < 0 ? "" : String.valueOf(value));
  }

  private CsvLine cell(String cell) {
    line.append(cell).append(',');
    return this;
  }

  /** The line with its end. */
  public String end() {
    line.setCharAt(line.length() - 1, '\n');
    return line.toString();
  }
}
