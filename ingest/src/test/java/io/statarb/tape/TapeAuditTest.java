package io.statarb.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.ticks.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a record is found, and the place is exact. */
final class TapeAuditTest {
  private static final int ROUNDS = 150;

  @TempDir private Path temp;

  private long seed;
  private Random random = new Random(0);
  private byte[] good = new byte[0];
  private int[] positions = new int[0];

  /** Byte behind the last record. */
  private int end;

  @BeforeEach
  void write() throws IOException {
    String given = System.getProperty("seed", "");
    seed = given.isEmpty() ? 20260701L : Long.parseLong(given);
    System.out.println("TapeAuditTest seed=" + seed);
    random = new Random(seed);
    Path tape = temp.resolve("good");
    try (TapeWriter writer = TapeWriter.create(tape)) {
      TapeWriting writing = new TapeWriting();
      writing.dateStart(writer, EveryMessage.SESSION, EveryMessage.UNIVERSE, "fx", "ab");
      for (int i = 0; i < 200; i++) {
        writing.tick(
            writer, i, i, i & 1, random.nextInt(1 << 20), 1 << 20, Conditions.GOOD, 0, i + 1);
      }
      writing.command(writer, 1, io.statarb.tape.sbe.CommandKind.KILL, "ann", "", "x".repeat(300));
    }
    Path file = tape.resolve("19700101F.cq4");
    good = Files.readAllBytes(file);
    positions = Arrays.stream(TapePositions.of(file)).mapToInt(Math::toIntExact).toArray();
    assertThat(positions).hasSize(202);
    end = positions[last()] + lengthOf(last());
  }

  private Path tape(byte[] bytes) throws IOException {
    Path tape = temp.resolve("bad");
    Files.createDirectories(tape);
    Files.write(tape.resolve("19700101F.cq4"), bytes);
    return tape;
  }

  private int last() {
    return positions.length - 1;
  }

  /** Bytes of a record with its header; up to three more align the next. */
  private int lengthOf(int record) {
    int at = positions[record];
    return 4 + ((good[at] & 0xFF) | ((good[at + 1] & 0xFF) << 8));
  }

  private int endOf(int record) {
    return record == last() ? (end + 3) & ~3 : positions[record + 1];
  }

  private void assertDamaged(byte[] bytes, int record, String what) throws IOException {
    Path tape = tape(bytes);
    TapeDamage damage = TapeInspection.of(tape, Progress.quiet()).damage();
    String fact = "seed=%d %s".formatted(seed, what);
    assertThat(damage).as(fact).isNotNull();
    if (damage != null) {
      assertThat(damage.record()).as(fact).isEqualTo(record);
      assertThat(damage.position()).as(fact).isEqualTo(positions[record]);
    }
    assertThatThrownBy(() -> TapeWriter.resume(tape))
        .as(fact)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(
            "is damaged at record %d (byte %d)".formatted(record, positions[record]));
  }

  @Test
  void shouldReportTheTornTailWhenZerosBeginAtAnyByteOfTheLastRecord() throws IOException {
    for (int at = positions[last()]; at < end; at++) {
      byte[] cut = good.clone();
      Arrays.fill(cut, at, cut.length, (byte) 0);
      assertTorn(cut, at);
    }
  }

  @Test
  void shouldReportTheTornTailWhenTheFileEndsAtAnyByteOfTheLastRecord() throws IOException {
    for (int at = positions[last()]; at < end; at++) {
      assertTorn(Arrays.copyOf(good, at), at);
    }
  }

  private void assertTorn(byte[] bytes, int at) throws IOException {
    Path tape = tape(bytes);
    TapeInspection found = TapeInspection.of(tape, Progress.quiet());
    String what = "cut at byte %d of %d to %d".formatted(at, positions[last()], end);
    if (bytes.length == good.length && Arrays.equals(bytes, good)) {
      assertThat(found.records()).as(what).isEqualTo(last() + 1);
      return;
    }
    boolean trace = Arrays.mismatch(bytes, Arrays.copyOf(good, positions[last()])) >= 0;
    assertThat(found.damage()).as(what).isNull();
    assertThat(found.records()).as(what).isEqualTo(last());
    assertThat(found.endPosition()).as(what).isEqualTo(positions[last()]);
    assertThat(found.problem())
        .as(what)
        .contains(" %d".formatted(last()), "byte %d".formatted(positions[last()]));
    if (found.torn()) {
      assertThat(trace).as(what).isTrue();
    } else {
      assertThat(at).as(what).isLessThan(positions[last()] + 3);
    }
    try (TapeReader reader = TapeReader.open(tape)) {
      while (reader.next()) {
        assertThat(reader.length()).as(what).isPositive();
      }
      assertThat(reader.count()).as(what).isEqualTo(last());
    }
    if (at % 7 != 0 && at > positions[last()] + 12 && at < end - 8) {
      return; // Opening the queue to write takes its time.
    }
    try (TapeWriter writer = TapeWriter.resume(tape)) {
      assertThat(writer.nextSeq()).as(what).isEqualTo(last());
      new TapeWriting().dateEnd(writer, 1, 200);
    }
    TapeInspection after = TapeInspection.of(tape, Progress.quiet());
    assertThat(after.problem()).as(what).isNull();
    assertThat(after.records()).as(what).isEqualTo(last() + 1);
    try (TapeReader reader = TapeReader.open(tape)) {
      while (reader.next()) {
        assertThat(reader.length()).as(what).isPositive();
      }
      assertThat(reader.count()).as(what).isEqualTo(last() + 1);
    }
  }

  @Test
  void shouldNameTheFirstRecordThatIsMissingWhenTheFileEndsAnywhere() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      int record = random.nextInt(positions.length);
      int at = positions[record] + random.nextInt(lengthOf(record));
      TapeInspection found = TapeInspection.of(tape(Arrays.copyOf(good, at)), Progress.quiet());
      String what = "seed=%d record=%d byte=%d".formatted(seed, record, at);
      assertThat(found.damage()).as(what).isNull();
      assertThat(found.records()).as(what).isEqualTo(record);
      assertThat(found.problem()).as(what).contains("byte %d".formatted(positions[record]));
    }
  }

  @Test
  void shouldNameTheRecordWhenAnyOfItsBytesIsChanged() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      int record = random.nextInt(positions.length);
      int at = positions[record] + random.nextInt(lengthOf(record));
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 + random.nextInt(255));
      assertDamaged(bad, record, "record=%d byte=%d".formatted(record, at));
    }
  }

  @Test
  void shouldNameTheRecordWhenOneIsDeletedSwappedOrPutIn() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      int record = random.nextInt(last() - 1);
      int other = record + 1 + random.nextInt(last() - record);
      assertDamaged(
          joined(0, positions[record], endOf(record), good.length), record, "deleted " + record);
      assertDamaged(
          joined(
              0,
              positions[record],
              positions[other],
              endOf(other),
              endOf(record),
              positions[other],
              positions[record],
              endOf(record),
              endOf(other),
              good.length),
          record,
          "swapped %d and %d".formatted(record, other));
      assertDamaged(
          joined(
              0, positions[record], positions[other], endOf(other), positions[record], good.length),
          record,
          "put %d in at %d".formatted(other, record));
    }
  }

  /** These parts of the tape, from and to each, one behind the other. */
  private byte[] joined(int... bounds) {
    byte[] bytes = new byte[good.length + 4096];
    int length = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      System.arraycopy(good, bounds[i], bytes, length, bounds[i + 1] - bounds[i]);
      length += bounds[i + 1] - bounds[i];
    }
    return bytes;
  }

  @Test
  void shouldNameTheFirstRecordWhenAPageInTheMiddleIsZero() throws IOException {
    int page = 4_096;
    int pages = 0;
    for (int at = (positions[0] / page + 1) * page; at + page < positions[last()]; at += page) {
      byte[] bad = good.clone();
      Arrays.fill(bad, at, at + page, (byte) 0);
      int record = 0;
      // The first record of which a byte changed.
      int changed = Arrays.mismatch(bad, good);
      while (endOf(record) <= changed) {
        record++;
      }
      assertDamaged(bad, record, "page at " + at);
      pages++;
    }
    assertThat(pages).isPositive();
  }
}
