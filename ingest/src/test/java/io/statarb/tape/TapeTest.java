package io.statarb.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.tape.sbe.CommandDecoder;
import io.statarb.tape.sbe.CommandKind;
import io.statarb.tape.sbe.DateEndDecoder;
import io.statarb.tape.sbe.DateStartDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.TickDecoder;
import io.statarb.ticks.Conditions;
import io.statarb.ticks.TickColumns;
import io.statarb.time.TradingSession;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TapeTest {
  private static final TradingSession SESSION = new TradingSession("2014-05-05", 1_000, 900_000);
  private static final Universe UNIVERSE =
      new Universe(
          List.of(
              new Instrument(0, "EURUSD", "FXCM", "forex", 10_000, 1_000, "USD"),
              new Instrument(1, "EURUSD", "OANDA", "forex", 10_000, 1_000, "USD")));

  /** Bytes of the shortest record here: SBE header, seq, tsNs, ticks. */
  private static final int DATE_END_BYTES = 8 + 3 * 8;

  @TempDir private Path temp;

  @Test
  void shouldReadBackWhatWasWrittenInOrder() {
    Path tape = write("tape", 1_000, true);
    try (TapeReader reader = TapeReader.open(tape)) {
      assertThat(reader.records()).isEqualTo(1_002);
      assertThat(reader.ended()).isTrue();
      assertThat(reader.torn()).isFalse();
      MessageHeaderDecoder header = new MessageHeaderDecoder();

      assertThat(reader.next()).isTrue();
      assertThat(reader.templateId()).isEqualTo(DateStartDecoder.TEMPLATE_ID);
      DateStartDecoder start = new DateStartDecoder();
      start.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
      assertThat(start.sessionStartNs()).isEqualTo(1_000);
      assertThat(start.sessionEndNs()).isEqualTo(900_000);
      DateStartDecoder.InstrumentsDecoder instruments = start.instruments();
      assertThat(instruments.count()).isEqualTo(2);
      assertThat(instruments.next().name()).isEqualTo("EURUSD.FXCM");
      assertThat(instruments.microsPerTickLot()).isEqualTo(10_000);
      assertThat(instruments.next().name()).isEqualTo("EURUSD.OANDA");
      assertThat(start.tradeDate()).isEqualTo("2014-05-05");
      assertThat(start.strategy()).isEqualTo("fx");
      assertThat(start.settingsSha256()).isEqualTo("ab");

      TickDecoder tick = new TickDecoder();
      for (int i = 0; i < 1_000; i++) {
        assertThat(reader.next()).isTrue();
        tick.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
        assertThat(tick.seq()).isEqualTo(i + 1);
        assertThat(tick.tickSeq()).isEqualTo(i);
        assertThat(tick.bidPxTicks()).isEqualTo(100_000 + i);
        assertThat(tick.line()).isEqualTo(i + 1);
      }
      assertThat(reader.next()).isTrue();
      assertThat(reader.templateId()).isEqualTo(DateEndDecoder.TEMPLATE_ID);
      assertThat(reader.next()).isFalse();
      assertThat(reader.next()).isFalse();
    }
    TickColumns columns = TickColumns.fromTape(tape);
    assertThat(columns.count()).isEqualTo(1_000);
    assertThat(columns.askPxTicks()[999]).isEqualTo(100_000 + 999 + 1);
    assertThat(columns.condition()[0]).isEqualTo(Conditions.GOOD);
  }

  @Test
  void shouldKeepVariableTextWhenCommandIsWritten() {
    Path tape = temp.resolve("tape");
    try (TapeWriter writer = TapeWriter.create(tape)) {
      new TapeWriting().command(writer, 5, CommandKind.RESUME, "ann", "bob", "checked: ünïcode");
    }
    try (TapeReader reader = TapeReader.open(tape)) {
      assertThat(reader.next()).isTrue();
      CommandDecoder command = new CommandDecoder();
      command.wrapAndApplyHeader(reader.buffer(), reader.offset(), new MessageHeaderDecoder());
      assertThat(command.by()).isEqualTo("ann");
      assertThat(command.approvedBy()).isEqualTo("bob");
      assertThat(command.reason()).isEqualTo("checked: ünïcode");
    }
  }

  @Test
  void shouldBeOneFileWhateverTheDayWhenWrittenAndResumed() throws IOException {
    Path tape = write("tape", 10, false);
    try (TapeWriter writer = TapeWriter.resume(tape)) {
      assertThat(writer.nextSeq()).isEqualTo(11);
      new TapeWriting().dateEnd(writer, 900_000, 10);
    }
    try (Stream<Path> files = Files.list(tape)) {
      assertThat(files.map(f -> f.getFileName().toString()).sorted())
          .containsExactly("19700101F.cq4");
    }
    assertThat(TapeFile.survey(dataFile(tape)).records()).isEqualTo(12);
  }

  @Test
  void shouldRefuseSecondWriterWhileFirstLives() {
    Path tape = temp.resolve("tape");
    TapeWriter first = TapeWriter.create(tape);
    try (first) {
      assertThatThrownBy(() -> TapeWriter.resume(tape))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("another writer")
          .hasMessageContaining(tape.toString());
    }
    first.close();
    TapeWriter.resume(tape).close();
  }

  @Test
  void shouldRefuseToCreateOverExistingTape() {
    Path tape = write("tape", 1, true);
    assertThatThrownBy(() -> TapeWriter.create(tape))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(ExitCode.REFUSED))
        .hasMessageContaining("exists already");
  }

  @Test
  void shouldRefuseRecordWithWrongSeqOrSize() {
    try (TapeWriter writer = TapeWriter.create(temp.resolve("tape"))) {
      TapeWriting writing = new TapeWriting();
      writing.dateEnd(writer, 1, 0);
      Journal behind =
          new Journal() {
            @Override
            public long nextSeq() {
              return 0;
            }

            @Override
            public void append(DirectBuffer buffer, int offset, int length) {
              writer.append(buffer, offset, length);
            }
          };
      assertThatThrownBy(() -> writing.dateEnd(behind, 1, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("seq=0 nextSeq=1");
      assertThatThrownBy(() -> writer.append(new UnsafeBuffer(new byte[9]), 0, 9))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("length=9");
      writing.dateEnd(writer, 2, 0);
      assertThat(writer.nextSeq()).isEqualTo(2);
    }
  }

  @Test
  void shouldRefuseFolderThatIsMissingOrNoTape() throws IOException {
    Path missing = temp.resolve("missing");
    assertThatThrownBy(() -> TapeReader.open(missing))
        .isInstanceOf(Refusal.class)
        .hasMessage("tape " + missing + " is missing");
    Path other = Files.createDirectory(temp.resolve("other"));
    Files.writeString(other.resolve("notes.txt"), "not a tape");
    assertThatThrownBy(() -> TapeReader.open(other))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is no tape: it holds notes.txt");
    Path two = write("two", 1, true);
    Files.copy(dataFile(two), two.resolve("19700102F.cq4"));
    assertThatThrownBy(() -> TapeReader.open(two))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("2 data files");
    Path text = Files.createDirectory(temp.resolve("text"));
    Files.writeString(text.resolve("19700101F.cq4"), "this is text and no queue at all........");
    assertThatThrownBy(() -> TapeReader.open(text))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("19700101F.cq4");
  }

  @Test
  void shouldCountAsEmptyWhenKilledBeforeFirstRecord() throws IOException {
    Path tape = Files.createDirectory(temp.resolve("tape"));
    try (TapeReader reader = TapeReader.open(tape)) {
      assertThat(reader.next()).isFalse();
      assertThat(reader.ended()).isFalse();
    }
    Files.write(tape.resolve("19700101F.cq4"), new byte[4_096]);
    Files.write(tape.resolve(TapeWriter.QUEUE_METADATA), new byte[10]);
    try (TapeReader reader = TapeReader.open(tape)) {
      assertThat(reader.next()).isFalse();
    }
    try (TapeWriter writer = TapeWriter.resume(tape)) {
      assertThat(writer.nextSeq()).isZero();
      new TapeWriting().dateEnd(writer, 1, 0);
    }
    assertThat(TapeFile.survey(dataFile(tape)).records()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0x80000000", "1, 0x80000000", "60000, 0x80000000", "1, 0", "40, 0", "60000, 0"})
  void shouldDropTornTailWhenResumed(int bytesWritten, String header) throws IOException {
    Path tape = write("tape", 100, false);
    tear(tape, bytesWritten, Integer.parseUnsignedInt(header.replace("0x", ""), 16));
    String before;
    try (TapeReader reader = TapeReader.open(tape)) {
      assertThat(reader.torn()).isTrue();
      TapeDigest digest = new TapeDigest();
      while (reader.next()) {
        digest.update(reader.buffer(), reader.offset(), reader.length());
      }
      assertThat(reader.count()).isEqualTo(101);
      before = digest.hex();
    }
    try (TapeWriter writer = TapeWriter.resume(tape)) {
      assertThat(writer.nextSeq()).isEqualTo(101);
      new TapeWriting().dateEnd(writer, 900_000, 100);
    }
    try (TapeReader reader = TapeReader.open(tape)) {
      assertThat(reader.torn()).isFalse();
      assertThat(reader.ended()).isTrue();
      TapeDigest digest = new TapeDigest();
      for (int i = 0; i < 101; i++) {
        assertThat(reader.next()).isTrue();
        digest.update(reader.buffer(), reader.offset(), reader.length());
      }
      assertThat(digest.hex()).isEqualTo(before);
      assertThat(reader.next()).isTrue();
      assertThat(reader.templateId()).isEqualTo(DateEndDecoder.TEMPLATE_ID);
      assertThat(reader.next()).isFalse();
    }
  }

  @Test
  void shouldRefuseNamingRecordWhenAnyBitOfItIsFlipped() throws IOException {
    long seed = seed();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Path tape = write("tape" + round, 50, true);
      Path file = dataFile(tape);
      int seq = random.nextInt(52);
      long position = TapePositions.of(file)[seq];
      // Of a record: document header, SBE header, message, checksum.
      int at = random.nextInt(4 + DATE_END_BYTES + 4);
      int flip = 1 << random.nextInt(8);
      try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
        raw.seek(position + at);
        int old = raw.read();
        raw.seek(position + at);
        raw.write(old ^ flip);
      }
      String fact = "seed=%d round=%d seq=%d at=%d flip=%d".formatted(seed, round, seq, at, flip);
      assertThat(catchThrowable(() -> TapeReader.open(tape).close()))
          .as(fact)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining(file.toString());
      assertThat(catchThrowable(() -> TapeWriter.resume(tape).close()))
          .as(fact)
          .isInstanceOf(Refusal.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"700, 4", "1990, 4", "2000, 4", "1900, 4096", "10, 4096"})
  void shouldRefuseWhenBytesBeforeTheLastRecordAreWiped(int seq, int wiped) throws IOException {
    Path tape = write("tape", 2_000, true);
    Path file = dataFile(tape);
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.seek(TapePositions.of(file)[seq]);
      raw.write(new byte[wiped]);
    }
    assertThatThrownBy(() -> TapeReader.open(tape))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("record " + seq)
        .hasMessageContaining("nothing is written here");
  }

  @Test
  void shouldDigestLengthAndBytesOfEachRecord() throws Exception {
    Path tape = write("tape", 5_000, true);
    MessageDigest expected = MessageDigest.getInstance("SHA-256");
    try (TapeReader reader = TapeReader.open(tape)) {
      while (reader.next()) {
        byte[] payload = new byte[reader.length()];
        reader.buffer().getBytes(reader.offset(), payload);
        expected.update(
            ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, payload.length)
                .array());
        expected.update(payload);
      }
    }
    String hex = HexFormat.of().formatHex(expected.digest());
    assertThat(TapeDigest.of(List.of(tape))).isEqualTo(hex);
    Path again = write("again", 5_000, true);
    assertThat(TapeDigest.of(List.of(again))).isEqualTo(hex);
    assertThat(TapeDigest.of(List.of(tape, again))).isNotEqualTo(hex);
    assertThat(TapeDigest.of(List.of(write("shorter", 4_999, true)))).isNotEqualTo(hex);
  }

  @Test
  void shouldReadWhileWriterIsAtWork() {
    Path tape = temp.resolve("tape");
    try (TapeWriter writer = TapeWriter.create(tape)) {
      TapeWriting writing = new TapeWriting();
      writing.dateStart(writer, SESSION, UNIVERSE, "fx", "ab");
      try (TapeReader reader = TapeReader.open(tape)) {
        assertThat(reader.next()).isTrue();
        assertThat(reader.next()).isFalse();
        writing.dateEnd(writer, 900_000, 0);
        assertThat(reader.next()).isTrue();
        assertThat(reader.next()).isFalse();
      }
    }
  }

  @Test
  void shouldReadFolderThatCannotBeWritten() throws IOException {
    Path tape = write("tape", 10, true);
    Path file = dataFile(tape);
    byte[] before = Files.readAllBytes(file);
    assertThat(file.toFile().setWritable(false)).isTrue();
    assertThat(tape.toFile().setWritable(false)).isTrue();
    try {
      assertThat(TickColumns.fromTape(tape).count()).isEqualTo(10);
    } finally {
      assertThat(tape.toFile().setWritable(true)).isTrue();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (Stream<Path> files = Files.list(tape)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void shouldAllocateNothingPerRecordAfterWarmUp() {
    int rounds = 200_000;
    long thread = Thread.currentThread().threadId();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Path tape = temp.resolve("tape");
    try (TapeWriter writer = TapeWriter.create(tape)) {
      TapeWriting writing = new TapeWriting();
      appendTicks(writer, writing, 0, rounds);
      long before = threads.getThreadAllocatedBytes(thread);
      appendTicks(writer, writing, rounds, rounds);
      // Mapping another block allocates; that is once in tens of thousands of records.
      assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(rounds / 10);
    }
    try (TapeReader reader = TapeReader.open(tape)) {
      for (int i = 0; i < rounds; i++) {
        reader.next();
      }
      long before = threads.getThreadAllocatedBytes(thread);
      while (reader.next()) {
        if (reader.length() < 0) {
          throw new IllegalStateException("never");
        }
      }
      assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(rounds / 10);
      assertThat(reader.count()).isEqualTo(2L * rounds);
    }
  }

  private Path write(String name, int ticks, boolean end) {
    Path tape = temp.resolve(name);
    try (TapeWriter writer = TapeWriter.create(tape)) {
      TapeWriting writing = new TapeWriting();
      writing.dateStart(writer, SESSION, UNIVERSE, "fx", "ab");
      appendTicks(writer, writing, 0, ticks);
      if (end) {
        writing.dateEnd(writer, 900_000, ticks);
      }
    }
    return tape;
  }

  private static void appendTicks(TapeWriter writer, TapeWriting writing, int from, int count) {
    for (int i = from; i < from + count; i++) {
      writing.tick(
          writer, 1_000 + i, i, i & 1, 100_000 + i, 100_001 + i, Conditions.GOOD, 3, i + 1);
    }
  }

  @Test
  void shouldReadTheSameOrRefuseWhenAnyBitOfTheFileIsFlipped() throws IOException {
    long seed = seed();
    Random random = new Random(seed);
    Path tape = write("tape", 300, true);
    String whole = TapeDigest.of(List.of(tape));
    byte[] good = Files.readAllBytes(dataFile(tape));
    int used = (int) TapeFile.survey(dataFile(tape)).endPosition();
    for (int round = 0; round < 200; round++) {
      // The queue's own documents come first; they are most of a short tape.
      int at = round % 2 == 0 ? random.nextInt(0x400) : random.nextInt(used);
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(dataFile(tape), bad);
      String what = "seed=%d round=%d at=%d".formatted(seed, round, at);
      String[] digest = new String[1];
      Throwable thrown = catchThrowable(() -> digest[0] = TapeDigest.of(List.of(tape)));
      if (thrown == null) {
        assertThat(digest[0]).as(what).isEqualTo(whole);
      } else {
        assertThat(thrown).as(what).isInstanceOf(Refusal.class);
      }
    }
  }

  private static Path dataFile(Path tape) {
    return tape.resolve("19700101F.cq4");
  }

  /** Writes what a writer leaves that is killed within a record. */
  private static void tear(Path tape, int bytesWritten, int header) throws IOException {
    Path file = dataFile(tape);
    long end = TapeFile.survey(file).endPosition();
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.seek(end);
      raw.writeInt(Integer.reverseBytes(header));
      byte[] body = new byte[bytesWritten];
      Arrays.fill(body, (byte) 0x5a);
      raw.write(body);
    }
  }

  private static long seed() {
    String given = System.getProperty("seed", "");
    long seed = given.isEmpty() ? 20140505L : Long.parseLong(given);
    System.out.println("TapeTest seed=" + seed);
    return seed;
  }
}
