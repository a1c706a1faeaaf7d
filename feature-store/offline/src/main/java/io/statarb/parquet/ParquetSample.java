package io.statarb.parquet;

import io.statarb.loaders.LoadOptions;
import io.statarb.loaders.LoaderSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Draws quotes and writes them in the types that data frames have. */
final class ParquetSample {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message quotes {
            required int64 ts (TIMESTAMP(NANOS,true));
            required binary sym (STRING);
            optional double bid;
            optional int64 bid_size;
            optional double ask;
            optional int64 ask_size;
          }
          """);
  private static final String MAPPING =
      """
      format: parquet
      kind: quotes
      columns: {time: ts, symbol: sym, bid: bid, bid_size: bid_size, ask: ask, ask_size: ask_size}
      """;
  private static final long ROW_GROUP_BYTES = 8L << 20;

  private ParquetSample() {}

  static LoaderSample write(Path folder, int rows, long seed) {
    Path file = folder.resolve("quotes.parquet");
    Random random = new Random(seed);
    SimpleGroupFactory groups = new SimpleGroupFactory(SCHEMA);
    long ns = 1_398_902_400_000_000_000L;
    long mid = 138_700;
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(SCHEMA)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (int i = 0; i < rows; i++) {
        ns += random.nextInt(200_000_000);
        mid += random.nextInt(3) - 1;
        writer.write(
            groups
                .newGroup()
                .append("ts", ns)
                .append("sym", random.nextBoolean() ? "EURUSD" : "NZDUSD")
                .append("bid", (mid - 5) / 100_000.0)
                .append("bid_size", 1L + random.nextInt(1_000_000))
                .append("ask", (mid + 5) / 100_000.0)
                .append("ask_size", 1L + random.nextInt(1_000_000)));
      }
      Path mapping = Files.writeString(folder.resolve("quotes.yaml"), MAPPING);
      LoadOptions options =
          new LoadOptions(LoadOptions.NONE.date(), LoadOptions.NONE.utcOffset(), mapping);
      return new LoaderSample(file, options, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
