package io.statarb.store;

import io.statarb.cli.Refusal;
import io.statarb.pit.AsOfJoin;
import io.statarb.pit.AsOfMatches;
import io.statarb.pit.AsOfRule;
import io.statarb.pit.Facts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopCodecs;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a few entities in memory, read without Spark: only the pages of a file that may hold
 * one of them are unpacked.
 */
final class EntityFacts {
  private final FeatureView view;
  private final Entity entity;
  private final List<String> keys;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<long[]> times = new ArrayList<>();
  private final List<Integer> owners = new ArrayList<>();
  private final List<@Nullable Object[]> values = new ArrayList<>();

  EntityFacts(FeatureView view, Entity entity, List<String> keys) {
    this.view = view;
    this.entity = entity;
    this.keys = List.copyOf(keys);
    for (int i = 0; i < keys.size(); i++) {
      numbers.put(keys.get(i), i);
    }
  }

  /** Takes what a file has of the entities. */
  void read(Path file) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new LocalInputFile(file),
            ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(HadoopCodecs.newFactory(new PlainParquetConfiguration(), 0))
                .usePageChecksumVerification()
                .withRecordFilter(FilterCompat.get(wanted()))
                .build())) {
      MessageType schema = reader.getFileMetaData().getSchema();
      MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
      for (PageReadStore pages = reader.readNextFilteredRowGroup();
          pages != null;
          pages = reader.readNextFilteredRowGroup()) {
        RecordReader<Group> rows = columns.getRecordReader(pages, new GroupRecordConverter(schema));
        for (long left = pages.getRowCount(); left > 0; left--) {
          take(rows.read());
        }
      }
    } catch (IOException | RuntimeException e) {
      throw Refusal.data("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  private FilterPredicate wanted() {
    return entity.type() == FieldType.LONG
        ? FilterApi.in(FilterApi.longColumn("entity"), set(keys.stream().map(Long::valueOf)))
        : FilterApi.in(
            FilterApi.binaryColumn("entity"), set(keys.stream().map(Binary::fromString)));
  }

  /** The filter asks sets for null, which immutable ones do not take. */
  private static <T> Set<T> set(Stream<T> values) {
    return values.collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void take(Group row) {
    Integer number = numbers.get(row.getValueToString(row.getType().getFieldIndex("entity"), 0));
    if (number == null) {
      return;
    }
    owners.add(number);
    times.add(
        new long[] {
          row.getLong("event_ns", 0), row.getLong("known_ns", 0), row.getLong("sequence", 0)
        });
    @Nullable Object[] cells = new Object[view.fields().size()];
    for (int i = 0; i < cells.length; i++) {
      ViewField field = view.fields().get(i);
      if (row.getFieldRepetitionCount(field.name()) > 0) {
        cells[i] =
            switch (field.type()) {
              case DOUBLE -> row.getDouble(field.name(), 0);
              case LONG -> row.getLong(field.name(), 0);
              case TEXT -> row.getString(field.name(), 0);
            };
      }
    }
    values.add(cells);
  }

  /** The fact of each of some keys, as the rule says at a time. */
  AsOfMatches match(List<String> wanted, long atNs, AsOfRule rule) {
    int[] owner = owners.stream().mapToInt(Integer::intValue).toArray();
    Facts facts = Facts.of(keys.size(), owner, column(0), column(1), column(2));
    int[] entities = wanted.stream().mapToInt(key -> numbers.getOrDefault(key, -1)).toArray();
    long[] at = new long[entities.length];
    Arrays.fill(at, atNs);
    return AsOfJoin.match(facts, entities, at, rule);
  }

  private long[] column(int index) {
    return times.stream().mapToLong(each -> each[index]).toArray();
  }

  long eventNs(int fact) {
    return times.get(fact)[0];
  }

  long knownNs(int fact) {
    return times.get(fact)[1];
  }

  /** Value of a field, null if the fact has none. */
  @Nullable Object value(int fact, String field) {
    for (int i = 0; i < view.fields().size(); i++) {
      if (view.fields().get(i).name().equals(field)) {
        return values.get(fact)[i];
      }
    }
    throw new IllegalStateException("Invariant: a field of the view: " + field);
  }
}
