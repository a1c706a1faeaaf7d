package io.statarb.pit;

import io.statarb.columns.ColumnChunk;
import io.statarb.columns.ColumnFile;
import io.statarb.columns.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Facts that stay in their files. Read are the times; the sequence where two facts are of the same
 * times; and of the features, once it is known which facts the rows get, those pages that hold such
 * a fact, and of these pages the values of such facts alone.
 */
final class PlacedFacts implements FactSource {
  private final FactLayout layout;
  private final PlacedRuns runs;
  private final Facts facts;

  private PlacedFacts(FactLayout layout, PlacedRuns runs, PlacedTimes times) {
    this.layout = layout;
    this.runs = runs;
    if (times.mayLackSequence()) {
      // Refuses a fact without one, whether it is needed or not.
      sequence();
    }
    this.facts =
        Facts.byEntity(
            runs.starts(),
            times.eventNs(),
            times.knownNs(),
            layout.sequence() ? this::sequence : null);
  }

  /** Reads what is needed to tell which fact a row gets. */
  static PlacedFacts read(FactLayout layout, List<FileRuns> files) throws IOException {
    PlacedRuns runs = new PlacedRuns(files);
    return new PlacedFacts(layout, runs, PlacedTimes.read(layout, runs));
  }

  private long[] sequence() {
    try {
      return PlacedTimes.read(layout, layout.sequenceColumn(), runs);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(layout.table()), e);
    }
  }

  @Override
  public Facts facts() {
    return facts;
  }

  @Override
  public int entity(UTF8String key) {
    return runs.entity(key);
  }

  @Override
  public List<ColumnVector> features(List<Integer> features, int[] places) throws IOException {
    WantedPlaces wanted = new WantedPlaces(places, runs.count());
    List<Feature> read = new ArrayList<>();
    for (int feature : features) {
      read.add(new Feature(layout.columns().get(layout.firstFeature() + feature), wanted.places()));
    }
    if (!read.isEmpty()) {
      runs.eachGroup((file, group, placed) -> {
        for (Feature feature : read) {
          feature.read(file, group, placed);
        }
      });
    }
    int[] indexes = wanted.indexes();
    return read.stream().map(feature -> feature.column(indexes)).toList();
  }

  /** A feature of those facts that are wanted. */
  private static final class Feature {
    private final StructField field;
    private final int[] wanted;
    private final long[] bits;
    private final Texts texts = new Texts();
    private byte[] nulls = new byte[0];

    Feature(StructField field, int[] wanted) {
      this.field = field;
      this.wanted = wanted;
      this.bits = new long[wanted.length];
    }

    void read(ColumnFile file, int group, List<PlacedRuns.Placed> placed) throws IOException {
      ColumnChunk chunk = file.column(group, field.name(), texts);
      PlacedRuns.eachPage(
          chunk,
          placed,
          (page, own) -> {
            for (PlacedRuns.Placed run : own) {
              take(chunk, page, run);
            }
          });
    }

    private void take(ColumnChunk chunk, int number, PlacedRuns.Placed run) throws IOException {
      long first = chunk.firstRow(number);
      // Place that the first row of the page has, or would have.
      int shift = (int) (run.at() + first - run.from());
      int from = firstFrom((int) (Math.max(run.from(), first) - first) + shift);
      int to = firstFrom((int) (Math.min(run.to(), chunk.endRow(number)) - first) + shift);
      if (from < to) {
        var page = chunk.page(number);
        page.pick(wanted, from, to, shift, bits);
        if (page.hasNulls()) {
          nulls = nulls.length == 0 ? new byte[wanted.length] : nulls;
          for (int i = from; i < to; i++) {
            nulls[i] = (byte) (page.isNull(wanted[i] - shift) ? 1 : 0);
          }
        }
      }
    }

    /** Index of the first wanted fact at a place or behind it. */
    private int firstFrom(int place) {
      int found = Arrays.binarySearch(wanted, place);
      return found < 0 ? -found - 1 : found;
    }

    ColumnVector column(int[] indexes) {
      return new GatheredColumn(
          field.dataType(), bits, nulls.length == 0 ? null : nulls, texts.all(), indexes);
    }
  }
}
