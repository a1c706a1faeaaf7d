package io.statarb.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.FileStat;
import io.statarb.loaders.LoadOptions;
import io.statarb.loaders.LoaderSample;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopCodecs;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of this library, of another writer, and none. */
final class ParquetLoaderTest {
  private static final long NULL = MarketDataSink.NULL_PX;
  private static final String QUOTES =
      """
      format: parquet
      kind: quotes
      columns: {time: ts, symbol: sym, bid: bid, bid_size: bid_qty, ask: ask, ask_size: ask_qty}
      """;

  @TempDir Path folder;

  /** Keeps what it is told, a line each. */
  private static final class Lines implements MarketDataSink {
    private final List<String> names = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    @Override
    public int symbol(String name) {
      names.add(name);
      return names.size() - 1;
    }

    @Override
    public void quote(
        long record,
        int symbol,
        long tsEventNs,
        long tsRecvNs,
        long updateId,
        long bidPxE9,
        long bidQtyE8,
        long askPxE9,
        long askQtyE8) {
      String name = names.get(symbol);
      lines.add(
          "%d %s %d %d %d %d %d"
              .formatted(record, name, tsEventNs, bidPxE9, bidQtyE8, askPxE9, askQtyE8));
    }

    @Override
    public void trade(
        long record,
        int symbol,
        long tsEventNs,
        long tsRecvNs,
        long pxE9,
        long qtyE8,
        byte aggressor) {
      lines.add("%d %d %d %d %d".formatted(record, tsEventNs, pxE9, qtyE8, aggressor));
    }

    @Override
    public void bar(
        long record,
        int symbol,
        long epochDay,
        long openPxE9,
        long highPxE9,
        long lowPxE9,
        long closePxE9,
        long volumeE8) {
      lines.add("%d %d %d".formatted(record, epochDay, closePxE9));
    }

    @Override
    public void flaw(long record, Flaw flaw, String fact) {
      lines.add(record + " " + flaw);
    }
  }

  private Lines load(Path file, String mapping) throws IOException {
    Path yaml = Files.writeString(folder.resolve("mapping.yaml"), mapping);
    Lines sink = new Lines();
    new ParquetLoader().load(file, new LoadOptions(null, ZoneOffset.UTC, yaml), sink);
    return sink;
  }

  @SafeVarargs
  private Path write(String schema, Consumer<Group>... rows) throws IOException {
    MessageType type = MessageTypeParser.parseMessageType("message rows {" + schema + "}");
    Path file = folder.resolve("rows.parquet");
    Files.deleteIfExists(file);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file)).withType(type).build()) {
      for (Consumer<Group> row : rows) {
        Group group = new SimpleGroupFactory(type).newGroup();
        row.accept(group);
        writer.write(group);
      }
    }
    return file;
  }

  @Test
  void shouldReadWhatPolarsWrote() throws IOException {
    Path file =
        Path.of("src", "test", "resources", "io", "statarb", "parquet", "quotes-polars.parquet");
    String mapping = QUOTES.replace("sym,", "pair,");
    List<String> lines = load(file, mapping).lines;
    assertThat(lines).hasSize(600);
    for (int i = 0; i < 600; i++) {
      assertThat(lines.get(i))
          .isEqualTo(
              "%d %s %d %d %d %d %d"
                  .formatted(
                      i + 1,
                      i % 3 == 0 ? "NZDUSD" : "EURUSD",
                      1_398_902_402_339_000_000L + 250_000_000L * i,
                      i % 50 == 7 ? NULL : 1_386_920_000L + 10_000L * i,
                      100_000_000_000L * (i % 9 + 1),
                      1_387_060_000L + 10_000L * i,
                      100_000_000_000L * (i % 7 + 1)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MILLIS,true,1398902402339",
    "MICROS,true,1398902402339000",
    "NANOS,true,1398902402339000000",
    "MILLIS,false,1398888002339",
    "NANOS,false,1398888002339000000"
  })
  void shouldReadTimestampsInEveryUnitAndOfTheZone(String unit, boolean utc, long stored)
      throws IOException {
    Path file =
        write(
            "required int64 ts (TIMESTAMP(%s,%s)); required float p;".formatted(unit, utc),
            row -> row.append("ts", stored).append("p", 1.38692f));
    // New York is four hours behind in May.
    assertThat(
            load(
                    file,
                    """
                    format: parquet
                    kind: trades
                    columns: {time: ts, price: p}
                    time: {zone: America/New_York}
                    constants: {symbol: A}
                    """)
                .lines)
        .containsExactly("1 1398902402339000000 1386920000 %d 2".formatted(NULL));
  }

  @Test
  void shouldReadOldTimestampsAndDecimalsOfEveryStorage() throws IOException {
    byte[] int96 = new byte[12];
    java.nio.ByteBuffer.wrap(int96)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putLong(2_339_000_000L)
        .putInt(2_440_588 + 16_191);
    Path file =
        write(
            """
            required int96 ts; required binary sym (STRING);
            required int32 bid (DECIMAL(9,5)); optional int64 bid_qty (DECIMAL(18,2));
            required fixed_len_byte_array(16) ask (DECIMAL(38,18)); optional binary ask_qty (DECIMAL(30,0));
            """,
            row ->
                row.append("ts", Binary.fromConstantByteArray(int96))
                    .append("sym", "A")
                    .append("bid", 138_692)
                    .append("bid_qty", 150L)
                    .append(
                        "ask",
                        Binary.fromConstantByteArray(
                            java.nio.ByteBuffer.allocate(16)
                                .putLong(0)
                                .putLong(1_387_060_000_000_000_000L)
                                .array()))
                    .append("ask_qty", Binary.fromConstantByteArray(new byte[] {3})));
    assertThat(load(file, QUOTES).lines)
        .containsExactly("1 A 1398902402339000000 1386920000 150000000 1387060000 300000000");
  }

  @Test
  void shouldReadTextsAsACsvHasThemAndMissingWords() throws IOException {
    Path file =
        write(
            "optional binary ts (STRING); optional binary p (STRING); optional binary q (STRING);"
                + " optional binary s (STRING);",
            row ->
                row.append("ts", "2014-05-01 00:00:02.339")
                    .append("p", "1.5")
                    .append("q", "NA")
                    .append("s", "sell"),
            row -> row.append("ts", "2014-05-01 00:00:02.339").append("p", "x"),
            row -> row.append("p", "1"));
    assertThat(
            load(
                    file,
                    """
                    format: parquet
                    kind: trades
                    columns: {time: ts, price: p, size: q, side: s}
                    time: {format: "yyyy-MM-dd HH:mm:ss.S"}
                    constants: {symbol: A}
                    """)
                .lines)
        .containsExactly(
            "1 1398902402339000000 1500000000 %d 1".formatted(NULL), "2 MALFORMED", "3 MALFORMED");
  }

  @Test
  void shouldReadDaysAndTakeNaNForMissing() throws IOException {
    Path file =
        write(
            "required int32 d (DATE); required double c;",
            row -> row.append("d", 16_191).append("c", 10.1),
            row -> row.append("d", 16_192).append("c", Double.NaN),
            row -> row.append("d", 16_193).append("c", Double.POSITIVE_INFINITY),
            row -> row.append("d", Integer.MAX_VALUE).append("c", 1.0));
    assertThat(
            load(
                    file,
                    """
                    format: parquet
                    kind: bars
                    columns: {date: d, close: c}
                    constants: {symbol: A}
                    """)
                .lines)
        .containsExactly(
            "1 16191 10100000000", "2 16192 %d".formatted(NULL), "3 MALFORMED", "4 OUT_OF_RANGE");
  }

  @Test
  void shouldRefuseAWrongTypeNamingFileColumnAndTypes() throws IOException {
    Path file =
        write(
            "required boolean ts; required double p;",
            row -> row.append("ts", true).append("p", 1.0));
    String mapping =
        """
        format: parquet
        kind: trades
        columns: {time: ts, price: p}
        constants: {symbol: A}
        """;
    assertThatThrownBy(() -> load(file, mapping))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("rows.parquet: column ts is of type boolean, and time takes")
        .hasMessageContaining("timestamp");
    assertThatThrownBy(() -> load(file, mapping.replace("price: p", "price: px")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("rows.parquet has no column px; the nearest is p");
  }

  @ParameterizedTest
  @CsvSource({
    "UNCOMPRESSED,PARQUET_1_0",
    "SNAPPY,PARQUET_2_0",
    "GZIP,PARQUET_1_0",
    "ZSTD,PARQUET_2_0"
  })
  void shouldReadEveryCodecAndRowGroup(CompressionCodecName codec, WriterVersion version)
      throws IOException {
    MessageType type =
        MessageTypeParser.parseMessageType(
            "message rows { required int64 ts; required binary sym (STRING); optional double p; }");
    Path file = folder.resolve("rows.parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(type)
            .withCompressionCodec(codec)
            .withWriterVersion(version)
            .withRowGroupRowCountLimit(1_000)
            .build()) {
      for (int i = 0; i < 5_000; i++) {
        Group row = new SimpleGroupFactory(type).newGroup();
        row.append("ts", 1_398_902_402_000L + i).append("sym", "S" + i % 10);
        writer.write(i % 4 == 0 ? row : row.append("p", i / 8.0));
      }
    }
    List<String> lines =
        load(
                file,
                """
                format: parquet
                kind: trades
                columns: {time: ts, price: p, symbol: sym}
                time: {unit: ms}
                """)
            .lines;
    assertThat(lines).hasSize(5_000);
    for (int i = 0; i < 5_000; i++) {
      long ns = (1_398_902_402_000L + i) * 1_000_000;
      assertThat(lines.get(i))
          .isEqualTo(
              i % 4 == 0
                  ? i + 1 + " MALFORMED"
                  : "%d %d %d %d 2".formatted(i + 1, ns, i * 125_000_000L, NULL));
    }
  }

  @Test
  void shouldRefuseAPageThatClaimsTooMuchBeforeItIsUnpacked() {
    BoundedCodecs codecs =
        new BoundedCodecs(
            "rows.parquet", HadoopCodecs.newFactory(new PlainParquetConfiguration(), 0));
    assertThatThrownBy(() ->
            codecs
                .getDecompressor(CompressionCodecName.SNAPPY)
                .decompress(BytesInput.empty(), Integer.MAX_VALUE))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("rows.parquet has a page that unpacks to more than is allowed");
  }

  /** Damage anywhere: rows, or one sentence that names the file. */
  @Test
  void shouldReadOrRefuseDamagedFiles() throws IOException {
    LoaderSample sample = new ParquetLoader().sample(folder, 200, 1);
    byte[] sound = Files.readAllBytes(sample.file());
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] bytes = sound.clone();
      int count = 1 + random.nextInt(3);
      for (int k = 0; k < count; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int length = i % 3 == 0 ? random.nextInt(bytes.length) : bytes.length;
      Path file =
          Files.write(folder.resolve("damaged.parquet"), java.util.Arrays.copyOf(bytes, length));
      try {
        new ParquetLoader().load(file, sample.options(), new Lines());
      } catch (Refusal refusal) {
        refused++;
        assertThat(refusal.getMessage()).contains("damaged.parquet").doesNotContain("\n");
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void shouldBeFoundByWhatTheFileHolds() throws IOException {
    LoaderSample sample = new ParquetLoader().sample(folder, 1_000, 1);
    FileStat stat = FileStat.of(sample.file(), null, sample.options(), Progress.quiet());
    assertThat(stat.format()).isEqualTo("parquet");
    assertThat(stat.records()).isEqualTo(1_000);
    assertThat(stat.kinds()).containsExactly(java.util.Map.entry("quote", 1_000L));
    assertThat(stat.flaws()).isEmpty();
    assertThat(FileLoaders.of("parquet")).isInstanceOf(ParquetLoader.class);
  }
}
