package io.statarb.pit;

import io.statarb.cli.Refusal;
import io.statarb.columns.ColumnChunk;
import io.statarb.columns.ColumnFile;
import io.statarb.columns.ColumnPage;
import io.statarb.columns.Span;
import io.statarb.columns.Texts;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Where the facts of each entity stand in a file: runs of rows, few in a file that is sorted by
 * entity.
 *
 * @param path of the file
 * @param events event times, as noted in the file; null if they are not
 * @param runs in the order of the rows
 */
record FileRuns(String path, @Nullable Span events, List<Run> runs) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Runs of a file beyond which it counts as not sorted by entity. */
  private static final int MOST_RUNS = 100_000;

  /**
   * Rows of a row group that follow each other and are of one entity.
   *
   * @param key of the entity
   * @param from its first row
   * @param to behind the last
   */
  record Run(int group, UTF8String key, long from, long to) implements Serializable {
    private static final long serialVersionUID = 1L;

    long facts() {
      return to - from;
    }
  }

  long facts() {
    return runs.stream().mapToLong(Run::facts).sum();
  }

  /** The same with some of the runs. */
  FileRuns with(List<Run> some) {
    return new FileRuns(path, events, List.copyOf(some));
  }

  /** Looks for the runs of files. */
  static final class Look {
    private final FactLayout layout;

    Look(FactLayout layout) {
      this.layout = layout;
    }

    /** Those of a file; none if it is not to be read by column. */
    List<FileRuns> at(String path) {
      try (ColumnFile file = ColumnFile.open(Path.of(path))) {
        if (!keepsAll(file)) {
          return List.of();
        }
        Finder finder = new Finder(layout);
        for (int group = 0; group < file.groups() && finder.runs.size() <= MOST_RUNS; group++) {
          finder.read(file, group);
        }
        if (finder.runs.size() > MOST_RUNS) {
          return List.of();
        }
        String event = layout.columns().get(FactLayout.EVENT).name();
        return List.of(new FileRuns(path, file.span(event), finder.runs));
      } catch (Refusal e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        // Spark reads it, or says what is wrong with it.
        return List.of();
      }
    }

    private boolean keepsAll(ColumnFile file) {
      List<StructField> fields = new ArrayList<>(layout.columns());
      fields.add(layout.entity());
      return fields.stream().allMatch(field -> file.keeps(field.name(), field.dataType()));
    }
  }

  /** Takes the pages of the column of the entity. */
  private static final class Finder {
    private final FactLayout layout;
    private final Texts texts = new Texts();
    private final List<Run> runs = new ArrayList<>();
    private long value;
    private long from;

    Finder(FactLayout layout) {
      this.layout = layout;
    }

    void read(ColumnFile file, int group) throws IOException {
      from = 0;
      long rows = file.rows(group);
      if (rows > 0) {
        ColumnChunk entity = file.column(group, layout.entity().name(), texts);
        for (int page = 0; page < entity.pages(); page++) {
          take(group, entity.page(page));
        }
        end(group, rows);
      }
    }

    private void take(int group, ColumnPage page) {
      if (page.hasNulls()) {
        throw layout.missing(layout.entity().name());
      }
      for (int i = 0; i < page.count(); i = page.endOfRun(i)) {
        long row = page.firstRow() + i;
        long next = page.value(i);
        if (row > 0 && next != value && runs.size() <= MOST_RUNS) {
          end(group, row);
          from = row;
        }
        value = next;
      }
    }

    private void end(int group, long to) {
      UTF8String key = layout.textEntity() ? texts.all().get((int) value) : EntityKeys.key(value);
      runs.add(new Run(group, key, from, to));
    }
  }
}
