package io.statarb.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import io.statarb.offline.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entity rows as data frames are written. */
final class EntityFileTest {
  private static final long AT_NS = 1_399_493_700_000_000_001L;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"NANOS, true, 1", "NANOS, false, 1", "MICROS, true, 1000", "MICROS, false, 1000"})
  void shouldReadTheTimesThatPandasWrites(String unit, boolean utc, long unitNs)
      throws IOException {
    Path file = folder.resolve("rows.parquet");
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message rows {
              required binary symbol (STRING);
              required int64 event_time (TIMESTAMP(%s,%s));
            }
            """
                .formatted(unit, utc));
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file)).withType(schema).build()) {
      SimpleGroupFactory groups = new SimpleGroupFactory(schema);
      writer.write(groups.newGroup().append("symbol", "KO").append("event_time", AT_NS / unitNs));
    }

    assertThat(atNs(file)).isEqualTo(AT_NS / unitNs * unitNs);
  }

  @ParameterizedTest
  @CsvSource({
    "20140507, 2014-05-07T00:00:00Z",
    "2014-05-07, 2014-05-07T00:00:00Z",
    "1399420800000000000, 2014-05-07T00:00:00Z"
  })
  void shouldReadTheTimesThatPeopleWrite(String text, Instant at) throws IOException {
    Path file = folder.resolve("rows.csv");
    Files.writeString(file, "symbol,event_time\nKO," + text + "\n");

    assertThat(atNs(file)).isEqualTo(TimeColumn.ns(at));
  }

  @Test
  void shouldRefuseEightDigitsThatAreNoDate() throws IOException {
    Path file = folder.resolve("rows.csv");
    Files.writeString(file, "symbol,event_time\nKO,20141399\n");

    assertThatThrownBy(() -> atNs(file))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("a time that can be read: KO, 20141399");
  }

  private static long atNs(Path file) {
    SparkSession spark = LocalSpark.session();
    Entity stock = new Entity("stock", "symbol", FieldType.TEXT);
    return EntityFile.of(spark, file, null)
        .rows(spark, List.of(stock))
        .select(EntityFile.AT)
        .first()
        .getLong(0);
  }
}
