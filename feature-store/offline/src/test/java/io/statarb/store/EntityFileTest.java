package io.statarb.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.offline.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entity rows as data frames are written. */
final class EntityFileTest {
  private static final long AT_NS = 1_399_493_700_000_000_001L;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldReadTheNanosecondsThatPandasWrites(boolean utc) throws IOException {
    Path file = folder.resolve("rows.parquet");
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message rows {
              required binary symbol (STRING);
              required int64 event_time (TIMESTAMP(NANOS,%s));
            }
            """
                .formatted(utc));
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file)).withType(schema).build()) {
      SimpleGroupFactory groups = new SimpleGroupFactory(schema);
      writer.write(groups.newGroup().append("symbol", "KO").append("event_time", AT_NS));
    }
    SparkSession spark = LocalSpark.session();
    Entity stock = new Entity("stock", "symbol", FieldType.TEXT);

    assertThat(
            EntityFile.of(spark, file, null)
                .rows(spark, List.of(stock))
                .select(EntityFile.AT)
                .first()
                .getLong(0))
        .isEqualTo(AT_NS);
  }
}
