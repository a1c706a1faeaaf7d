package io.statarb.table;

import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads a file that gives each of many names a label, e.g. a symbol its sector. */
public final class LabelColumn {
  private LabelColumn() {}

  /**
   * Reads the labels.
   *
   * @param file CSV or Parquet with a header
   * @param name column of the names
   * @param label column of the labels; an empty one is none
   * @throws Refusal when the file or a column is missing, or a name has two labels
   */
  public static Map<String, String> read(Path file, String name, String label) {
    if (!Files.isRegularFile(file)) {
      throw Refusal.data("%s is missing or no file".formatted(file));
    }
    Map<String, String> labels = new TreeMap<>();
    try (RowSource rows = RowSource.open(file)) {
      int nameColumn = column(file, rows.header(), name);
      int labelColumn = column(file, rows.header(), label);
      while (rows.next()) {
        String text = rows.cell(labelColumn);
        String before = text.isEmpty() ? null : labels.put(rows.cell(nameColumn), text);
        if (before != null && !before.equals(text)) {
          throw Refusal.data(
              "%s: %s is %s and %s".formatted(rows.where(), rows.cell(nameColumn), before, text));
        }
      }
    }
    return labels;
  }

  /**
   * Reads two columns as they stand.
   *
   * @param file CSV or Parquet with a header
   * @param first name of the one
   * @param second name of the other
   * @return a list of two texts for each row
   * @throws Refusal when the file or a column is missing
   */
  public static List<List<String>> pairs(Path file, String first, String second) {
    if (!Files.isRegularFile(file)) {
      throw Refusal.data("%s is missing or no file".formatted(file));
    }
    List<List<String>> pairs = new ArrayList<>();
    try (RowSource rows = RowSource.open(file)) {
      int firstColumn = column(file, rows.header(), first);
      int secondColumn = column(file, rows.header(), second);
      while (rows.next()) {
        pairs.add(List.of(rows.cell(firstColumn), rows.cell(secondColumn)));
      }
    }
    return pairs;
  }

  private static int column(Path file, List<String> header, String name) {
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).toLowerCase(Locale.ROOT).equals(name)) {
        return i;
      }
    }
    throw Refusal.data(
        "%s has no column %s; did you mean %s?"
            .formatted(file, name, NearestWord.to(name, header)));
  }
}
