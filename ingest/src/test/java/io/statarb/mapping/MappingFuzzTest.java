package io.statarb.mapping;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.statarb.hostile.HostileInput;
import io.statarb.hostile.HostileSink;
import io.statarb.loaders.LoadOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** Hostile mappings, and hostile CSV under sound ones; see {@link HostileInput}. */
final class MappingFuzzTest {
  private static final byte[] CSV =
      """
      time,symbol,bid,ask,size,side,id,day
      1398902402339,EURUSD,1.38692,1.38706,5,buy,7,2014-05-01
      2014-05-01T09:30:00.123456789Z,"A ""B"" C",,-0,1e9,sell,,20140501
      """
          .getBytes(StandardCharsets.UTF_8);

  private static final LoadOptions OPTIONS =
      new LoadOptions(null, ZoneOffset.UTC, Path.of("columns.yaml"));

  /** The first byte of an input picks one. */
  private static final List<String> MAPPINGS =
      List.of(
          """
          format: csv
          kind: quotes
          columns: {time: 1, symbol: 2, bid: 3, bid_size: 5, ask: 4, received: 1, update_id: 7}
          header: false
          time: {unit: ms}
          """,
          """
          format: csv
          kind: trades
          delimiter: tab
          columns: {time: t, price: p, size: q, side: s}
          time: {format: "yyyy-MM-dd'T'HH:mm:ss.SX", zone: America/New_York}
          price_scale: 10000
          constants: {symbol: AAPL, venue: XNAS}
          """,
          """
          format: csv
          kind: bars
          header: false
          columns: {symbol: 1, date: 2, open: 3, high: 4, low: 5, close: 6, volume: 7}
          time: {date_format: yyyyMMdd, zone: America/New_York}
          missing: ["", "NA"]
          digits_beyond: cut
          """,
          """
          format: csv
          kind: depth
          header: false
          columns: {time: 1, side: 2, price: 3, size: 4, update_id: 5, snapshot: 6, date: 7}
          time: {unit: us, since: midnight, zone: Asia/Tokyo}
          constants: {symbol: "7203"}
          """,
          """
          format: csv
          kind: bars
          header: false
          bar_seconds: 60
          columns: {symbol: 1, time: 2, close: 3}
          time: {format: "HH:mm:ss", date_format: dd/MM/yyyy, zone: Europe/Zurich}
          constants: {date: 2014-05-01}
          """,
          """
          format: csv
          kind: bars
          header: false
          columns: {symbol: 1, time: 2, close: 3}
          time: {unit: s, zone: Asia/Tokyo}
          """);

  /** Any bytes as a mapping: it is refused, or reads a file by it. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadByOrRefuseAnyMapping(byte[] yaml) {
    Path file = Path.of("columns.yaml");
    HostileInput.parse(
        file,
        yaml.length + CSV.length,
        () -> read(CSV, file.toString(), MappingYaml.parse(file.toString(), yaml)));
  }

  /** Any bytes as a CSV of one of the mappings. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyCsv(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    String yaml = MAPPINGS.get((bytes[0] & 0xff) % MAPPINGS.size());
    ColumnMapping mapping =
        MappingYaml.parse("columns.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    byte[] csv = Arrays.copyOfRange(bytes, 1, bytes.length);
    HostileInput.parse(Path.of("rows.csv"), csv.length, () -> read(csv, "rows.csv", mapping));
  }

  /** Any bytes as a pattern of times, a line, and a time: both are refused or read. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyTime(byte[] bytes) {
    String[] parts = new String(bytes, StandardCharsets.ISO_8859_1).split("\n", 2);
    byte[] time = parts[parts.length - 1].getBytes(StandardCharsets.ISO_8859_1);
    HostileInput.parse(
        Path.of("time"),
        bytes.length,
        () -> {
          if (TextTime.fault(parts[0]) == null) {
            new TextTime(parts[0], ZoneId.of("America/New_York")).parse(time, 0, time.length, 0);
          }
          return 1;
        });
  }

  private static long read(byte[] csv, String source, ColumnMapping mapping) {
    HostileSink sink = new HostileSink();
    CsvLoader.load(new ByteArrayInputStream(csv), source, mapping, OPTIONS, sink);
    sink.finish();
    return sink.calls();
  }
}
