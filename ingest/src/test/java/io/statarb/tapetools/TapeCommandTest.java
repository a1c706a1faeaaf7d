package io.statarb.tapetools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.CommandLineRunner;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.tape.TapeDigest;
import io.statarb.tape.TapeReader;
import io.statarb.tape.TapeWriter;
import io.statarb.tape.TapeWriting;
import io.statarb.tape.sbe.CommandKind;
import io.statarb.ticks.Conditions;
import io.statarb.ticks.TickColumns;
import io.statarb.time.TradingSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TapeCommandTest {
  /** 7 May 2014, 10:00 UTC. */
  private static final long START_NS = 1_399_456_800_000_000_000L;

  private static final long SECOND_NS = 1_000_000_000L;
  private static final int TICKS = 100;

  @TempDir private Path temp;
  private Path tape = Path.of("");

  private record Outcome(int code, String out, String err) {
    JsonNode json() throws JsonProcessingException {
      return Json.mapper().readTree(out);
    }

    List<String> lines() {
      return out.lines().toList();
    }
  }

  private static Outcome run(Object... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    try {
      System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
      int code = CommandLineRunner.run(new TapeCommand(), words);
      return new Outcome(
          code,
          outBytes.toString(StandardCharsets.UTF_8),
          errBytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @BeforeEach
  void write() {
    tape = temp.resolve("run").resolve("tapes").resolve("2014-05-07");
    try (TapeWriter writer = TapeWriter.create(tape)) {
      begin(writer);
      new TapeWriting().dateEnd(writer, START_NS + 3_600 * SECOND_NS, TICKS);
    }
  }

  private static void begin(TapeWriter writer) {
    TapeWriting writing = new TapeWriting();
    Universe universe =
        new Universe(
            List.of(
                new Instrument(0, "EURUSD", "FXCM", "forex", 10_000, 1_000, "USD"),
                new Instrument(1, "EURUSD", "OANDA", "forex", 10_000, 1_000, "USD")));
    writing.dateStart(
        writer,
        new TradingSession("2014-05-07", START_NS, START_NS + 3_600 * SECOND_NS),
        universe,
        "fx",
        "ab");
    for (int i = 0; i < TICKS; i++) {
      boolean crossed = i == 7;
      writing.tick(
          writer,
          START_NS + i * SECOND_NS + 5,
          i,
          i & 1,
          crossed ? Instrument.NULL_PX : 138_700 + i,
          crossed ? Instrument.NULL_PX : 138_703 + i,
          crossed ? Conditions.CROSSED : Conditions.GOOD,
          2,
          i + 1);
      if (i == 50) {
        writing.command(writer, START_NS + i * SECOND_NS, CommandKind.KILL, "ann", "", "a b");
      }
    }
  }

  private Path dataFile() {
    return tape.resolve("19700101F.cq4");
  }

  @Test
  void shouldCountWhatIsOnTapesWhenAFolderIsGiven() throws JsonProcessingException {
    Outcome outcome = run("stat", temp.resolve("run"), "--json");
    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    JsonNode stat = outcome.json().get("tapes").get(0);
    assertThat(stat.get("records").asLong()).isEqualTo(TICKS + 3);
    assertThat(stat.get("by_type").get("Tick").asLong()).isEqualTo(TICKS);
    assertThat(stat.get("by_type").get("Command").asLong()).isEqualTo(1);
    assertThat(stat.get("first_time").asText()).isEqualTo("2014-05-07T10:00:00.000000000Z");
    assertThat(stat.get("last_time").asText()).isEqualTo("2014-05-07T11:00:00.000000000Z");
    assertThat(stat.get("last_seq").asLong()).isEqualTo(TICKS + 2);
    assertThat(stat.get("schema_version").asInt()).isEqualTo(1);
    assertThat(stat.get("ended").asBoolean()).isTrue();
    assertThat(stat.get("torn").asBoolean()).isFalse();
    assertThat(stat.get("records_sha256").asText()).isEqualTo(TapeDigest.of(List.of(tape)));
    assertThat(run("stat", tape).out()).contains("103 records", "Tick             100");
  }

  @Test
  void shouldListRecordsInWordsWhenRangeAndTypesAreGiven() throws JsonProcessingException {
    Outcome lines =
        run("cat", tape, "--type", "tick", "--from", "8", "--to", "2014-05-07T10:00:08.5Z");
    assertThat(lines.lines()).hasSize(2);
    assertThat(lines.lines().getFirst())
        .contains("2014-05-07T10:00:07.000000005Z Tick", "bid_px_ticks=-", "condition=CROSSED");
    assertThat(lines.lines().getLast())
        .contains("       9 ", "bid_px=1.38708", "ask_px=1.38711", "instrument=EURUSD.FXCM");

    JsonNode object =
        run("cat", tape, "--type", "Tick,Command", "--from", "51", "--limit", "2", "--json").json();
    JsonNode tick = object.get("records").get(0);
    assertThat(tick.get("type").asText()).isEqualTo("Tick");
    assertThat(tick.get("seq").asLong()).isEqualTo(51);
    assertThat(tick.get("ts_ns").asLong()).isEqualTo(START_NS + 50 * SECOND_NS + 5);
    assertThat(tick.get("time").asText()).isEqualTo("2014-05-07T10:00:50.000000005Z");
    assertThat(tick.get("bid_px_ticks").asLong()).isEqualTo(138_750);
    assertThat(tick.get("bid_px").decimalValue()).isEqualByComparingTo("1.3875");
    assertThat(object.get("records").get(1).get("reason").asText()).isEqualTo("a b");
    assertThat(object.get("next_seq").asLong()).isEqualTo(53);

    JsonNode start = Json.mapper().readTree(run("cat", tape, "--lines").lines().getFirst());
    assertThat(start.get("instruments").get(1).get("name").asText()).isEqualTo("EURUSD.OANDA");
    assertThat(start.get("instruments").get(1).get("tick_size").decimalValue())
        .isEqualByComparingTo("0.00001");
    assertThat(run("cat", tape, "--lines").lines()).hasSize(TICKS + 3);
  }

  @Test
  void shouldRefuseWhatIsNoSelection() {
    assertThat(run("cat", tape, "--type", "Trade").code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("cat", tape, "--type", "Trade").err()).contains("Tick", "DateEnd");
    assertThat(run("cat", tape, "--from", "noon").code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("cat", tape, "--from", "9", "--to", "8").code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("cat", tape, "--limit", "0").code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("cat", temp.resolve("none")).code()).isEqualTo(ExitCode.REFUSED);
    assertThat(run("stat", temp.resolve("run").resolve("none"), "--json").code())
        .isEqualTo(ExitCode.REFUSED);
    assertThat(run().code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void shouldFindAWholeTapeWholeAndComparesItsDigest() throws JsonProcessingException {
    JsonNode found = run("verify", temp, "--json").json();
    assertThat(found.get("ok").asBoolean()).isTrue();
    String digest = TapeDigest.of(List.of(tape));
    assertThat(found.get("records_sha256").asText()).isEqualTo(digest);
    assertThat(run("verify", tape, "--sha256", digest).code()).isEqualTo(ExitCode.OK);
    Outcome other = run("verify", tape, "--sha256", "0".repeat(64));
    assertThat(other.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(other.err()).contains(digest);
    assertThat(run("verify", tape, "--sha256", "0").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void shouldNameRecordAndByteWhenDamaged() throws IOException {
    byte[] bytes = Files.readAllBytes(dataFile());
    // The 30th tick, found by its time: header, template and seq stand before it.
    int at = indexOf(bytes, START_NS + 30 * SECOND_NS + 5) - 20;
    bytes[at + 40] ^= 1;
    Files.write(dataFile(), bytes);
    Outcome outcome = run("verify", tape, "--json");
    assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED);
    JsonNode verdict = outcome.json().get("tapes").get(0);
    assertThat(verdict.get("bad_record").asLong()).isEqualTo(31);
    assertThat(verdict.get("bad_byte").asLong()).isEqualTo(at);
    assertThat(verdict.get("records").asLong()).isEqualTo(31);
    assertThat(run("verify", tape).err())
        .contains("is damaged at record 31 (byte %d)".formatted(at));
    assertThat(run("stat", tape, "--json").code()).isEqualTo(ExitCode.REFUSED);
    assertThat(run("cat", tape).code()).isEqualTo(ExitCode.REFUSED);
    assertThat(run("cut", tape, "--out", temp.resolve("new")).code()).isEqualTo(ExitCode.REFUSED);
    assertThat(temp.resolve("new")).doesNotExist();
  }

  private static int indexOf(byte[] bytes, long value) {
    for (int at = 0; at + 8 <= bytes.length; at++) {
      long found = 0;
      for (int i = 7; i >= 0; i--) {
        found = found << 8 | (bytes[at + i] & 0xFF);
      }
      if (found == value) {
        return at;
      }
    }
    throw new IllegalStateException("no such time on the tape: " + value);
  }

  @Test
  void shouldSaySoWhenATapeIsTornOrHasNoEndOrIsBeingWritten() throws IOException {
    Path open = temp.resolve("open");
    TapeWriter writer = TapeWriter.create(open);
    try (writer) {
      begin(writer);
      Outcome writing = run("verify", open, "--json");
      assertThat(writing.code()).isEqualTo(ExitCode.OK);
      assertThat(writing.json().get("tapes").get(0).get("being_written").asBoolean()).isTrue();
    }
    Outcome ended = run("verify", open);
    assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(ended.err()).contains("has no end", "102 whole records");
    try (java.io.RandomAccessFile raw = new java.io.RandomAccessFile(dataFile().toFile(), "rw")) {
      raw.setLength(indexOf(Files.readAllBytes(dataFile()), START_NS + 99 * SECOND_NS + 5) + 3L);
    }
    JsonNode torn = run("verify", tape, "--json").json().get("tapes").get(0);
    assertThat(torn.get("torn").asBoolean()).isTrue();
    assertThat(torn.get("bad_record").asLong()).isEqualTo(101);
    assertThat(run("verify", tape).err()).contains("is torn at record 101");
    assertThat(run("cat", tape, "--json", "--from", "100").json().get("records")).hasSize(1);
  }

  @Test
  void shouldWriteATapeThatIsReadLikeAnyOtherWhenCut() throws JsonProcessingException {
    String before = TapeDigest.of(List.of(tape));
    Path out = temp.resolve("cut");
    Outcome outcome =
        run(
            "cut",
            tape,
            "--out",
            out,
            "--from",
            "2014-05-07T10:00:40Z",
            "--to",
            "2014-05-07T10:00:59.999999999Z",
            "--json");
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.OK);
    assertThat(outcome.json().get("records").asLong()).isEqualTo(23);
    assertThat(outcome.json().get("source_sha256").asText()).isEqualTo(before);
    assertThat(TapeDigest.of(List.of(tape))).isEqualTo(before);
    assertThat(run("verify", out).code()).isEqualTo(ExitCode.OK);
    TickColumns ticks = TickColumns.fromTape(out);
    assertThat(ticks.count()).isEqualTo(20);
    assertThat(ticks.tsNs()[0]).isEqualTo(START_NS + 40 * SECOND_NS + 5);
    assertThat(ticks.line()[0]).as("still the line of the raw file").isEqualTo(41);
    JsonNode end = run("cat", out, "--type", "DateEnd", "--json").json().get("records").get(0);
    assertThat(end.get("ticks").asLong()).isEqualTo(20);
    assertThat(end.get("seq").asLong()).isEqualTo(22);

    assertThat(run("cut", tape, "--out", out).code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("cut", tape, "--out", tape.resolve("in")).code()).isEqualTo(ExitCode.USAGE);
    Path all = temp.resolve("all");
    assertThat(run("cut", tape, "--out", all).code()).isEqualTo(ExitCode.OK);
    assertThat(TapeDigest.of(List.of(all))).isEqualTo(before);
    Path commands = temp.resolve("commands");
    assertThat(run("cut", tape, "--types", "command", "--out", commands).code()).isZero();
    assertThat(run("cat", commands).lines()).hasSize(3);
  }

  /** Every message of version 1, with references between records. */
  @Test
  void shouldMoveWhatPointsAtRecordsWhenCut() throws IOException {
    Path golden = Files.createDirectories(temp.resolve("golden"));
    byte[] packed =
        Files.readAllBytes(Path.of("src", "test", "resources", "tape-v1", "19700101F.cq4.gz"));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      Files.copy(in, golden.resolve("19700101F.cq4"));
    }
    Path out = temp.resolve("cut");
    assertThat(run("cut", golden, "--from", "4", "--out", out).code()).isZero();
    JsonNode records = run("cat", out, "--json").json().get("records");
    JsonNode tick = first(records, "Tick");
    assertThat(tick.get("tick_seq").asLong()).isZero();
    JsonNode decision = first(records, "Decision");
    JsonNode score = records.get(decision.get("score_seq").asInt());
    assertThat(score.get("type").asText()).isEqualTo("Score");
    assertThat(score.get("score").asDouble()).as("the second of two").isEqualTo(0.25);
    assertThat(score.get("tick_seq").asLong()).isZero();
    assertThat(first(records, "ExecReport").get("fill_tick_seq").asLong()).isZero();
    assertThat(first(records, "ExecReport").get("fee").decimalValue()).isEqualByComparingTo("7e-6");
    assertThat(first(records, "ParentOrder").get("y_mid").decimalValue())
        .isEqualByComparingTo("1.387025");
    try (TapeReader reader = TapeReader.open(out)) {
      assertThat(reader.records()).isEqualTo(15);
      assertThat(reader.ended()).isTrue();
    }
  }

  private static JsonNode first(JsonNode records, String type) {
    for (JsonNode found : records) {
      if (found.get("type").asText().equals(type)) {
        return found;
      }
    }
    throw new IllegalStateException("no record of type " + type);
  }
}
