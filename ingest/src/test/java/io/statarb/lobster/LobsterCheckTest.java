package io.statarb.lobster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.bookcheck.BookReport;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.loaders.LoadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LobsterCheckTest {
  private static final int LEVELS = 5;

  @TempDir private Path temp;

  /** The lines of both files. */
  private record Drawn(List<String> messages, List<String> rows) {
    Drawn copy() {
      return new Drawn(new ArrayList<>(messages), new ArrayList<>(rows));
    }

    String[] message(int line) {
      return messages.get(line).split(",");
    }

    void drop(int line) {
      messages.remove(line);
      rows.remove(line);
    }

    void change(int line, int field, String value) {
      String[] fields = message(line);
      fields[field] = value;
      messages.set(line, String.join(",", fields));
    }
  }

  private static long seed() {
    String given = System.getProperty("seed", "");
    long seed = given.isEmpty() ? 20120621 : Long.parseLong(given);
    System.out.println("LobsterCheckTest seed=" + seed);
    return seed;
  }

  private static Drawn draw(int levels, int depth, int rows, long seed) {
    Drawn drawn = new Drawn(new ArrayList<>(), new ArrayList<>());
    new LobsterSample(
            levels,
            depth,
            seed,
            (message, row) -> {
              drawn.messages().add(message);
              drawn.rows().add(row);
            })
        .run(rows);
    return drawn;
  }

  private BookReport check(int levels, Drawn drawn) throws IOException {
    String name = "XYZ_2012-06-21_34200000_57600000_%s_" + levels + ".csv";
    Path messages = temp.resolve(name.formatted("message"));
    Files.write(messages, drawn.messages());
    Files.write(temp.resolve(name.formatted("orderbook")), drawn.rows());
    return new LobsterCheck().check(messages, LoadOptions.NONE, Progress.quiet());
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "1, 40", "2, 8", "3, 1", "5, 20", "10, 8", "10, 60", "30, 200", "50, 10"})
  void shouldFindNothingInSoundFile(int levels, int depth) throws IOException {
    long seed = seed();
    long initial = 0;
    for (int i = 0; i < 4; i++) {
      BookReport report = check(levels, draw(levels, depth, 3_000, seed + i));
      assertThat(report.faults()).as("seed=%d", seed + i).isEmpty();
      assertThat(report.sound()).isTrue();
      assertThat(report.messages()).isGreaterThanOrEqualTo(3_000);
      assertThat(report.quotesCompared()).isEqualTo(report.messages() - 1);
      initial += report.details().getOrDefault("references_to_initial_levels", 0L);
      assertThat(report.details().get("hidden_executions")).isPositive();
    }
    assertThat(initial).as("references to orders from before the start").isPositive();
  }

  @Test
  void shouldFindNothingWhenMessagesOutOfSightAreWrittenAsWell() throws IOException {
    Drawn drawn = draw(2, 40, 2_000, seed());
    for (int line = 1_000; line > 10; line -= 100) {
      assertThat(drawn.rows().get(line - 1)).doesNotContain("-9999999999");
      drawn.messages().add(line, drawn.message(line - 1)[0] + ",1,9" + line + ",10,100,1");
      drawn.rows().add(line, drawn.rows().get(line - 1));
    }
    BookReport report = check(2, drawn);
    assertThat(report.faults()).isEmpty();
  }

  @Test
  void shouldFindEachDroppedMessage() throws IOException {
    Drawn sound = draw(LEVELS, 10, 1_000, seed());
    int dropped = 0;
    int found = 0;
    for (int line = 1; line < sound.messages().size() - 1; line += 13) {
      int type = Integer.parseInt(sound.message(line)[1]);
      if (type >= LobsterMessages.EXECUTE_HIDDEN) {
        continue;
      }
      Drawn both = sound.copy();
      both.drop(line);
      BookReport report = check(LEVELS, both);
      dropped++;
      if (!report.sound()) {
        found++;
        assertThat(report.faults().getFirst().record()).isGreaterThan(line);
      }
      Drawn one = sound.copy();
      one.messages().remove(line);
      assertThat(check(LEVELS, one).quoteMismatches()).as("line=%d", line).isPositive();
    }
    // Where the next message pushes out of sight what the lost one was about, nothing can tell.
    assertThat(found).isGreaterThan(dropped * 9 / 10);
  }

  @Test
  void shouldFindReferenceToOrderWhoseSubmissionIsMissing() throws IOException {
    Drawn sound = draw(LEVELS, 10, 2_000, seed());
    int found = 0;
    int mismatched = 0;
    int dropped = 0;
    for (int line = 1; line < 1_500 && dropped < 30; line++) {
      String[] message = sound.message(line);
      int end = endOf(sound, line);
      if (!message[1].equals("1") || end < 0) {
        continue;
      }
      dropped++;
      Drawn damaged = sound.copy();
      damaged.drop(line);
      BookReport report = check(LEVELS, damaged);
      mismatched += report.sound() ? 0 : 1;
      found += report.unresolvedReferences() > 0 ? 1 : 0;
    }
    assertThat(mismatched).isGreaterThan(dropped * 9 / 10);
    // An order's level may hold as much from before; then only the row tells.
    assertThat(found).isGreaterThan(dropped / 2);
  }

  /** Line on which the order that a line submits is deleted within 20 lines, or -1. */
  private static int endOf(Drawn drawn, int line) {
    String id = drawn.message(line)[2];
    for (int i = line + 1; i < Math.min(line + 20, drawn.messages().size()); i++) {
      if (drawn.message(i)[2].equals(id)) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void shouldFindSwappedMessages() throws IOException {
    Drawn sound = draw(LEVELS, 10, 1_000, seed());
    for (int line = 1; line < 990; line += 17) {
      Drawn damaged = sound.copy();
      String first = damaged.messages().get(line);
      if (withoutId(first).equals(withoutId(damaged.messages().get(line + 1)))) {
        // Two executions of one sweep: alike in all that a book can tell.
        continue;
      }
      damaged.messages().set(line, damaged.messages().get(line + 1));
      damaged.messages().set(line + 1, first);
      assertThat(check(LEVELS, damaged).sound()).as("line=%d", line).isFalse();
    }
  }

  private static String withoutId(String message) {
    return message.replaceFirst("^([^,]*,[^,]*,)[^,]*", "$1");
  }

  @Test
  void shouldFindAlteredSizesAndPrices() throws IOException {
    Drawn sound = draw(LEVELS, 10, 1_000, seed());
    Random random = new Random(seed());
    for (int line = 1; line < 1_000; line += 7) {
      int type = Integer.parseInt(sound.message(line)[1]);
      if (type >= LobsterMessages.EXECUTE_HIDDEN) {
        continue;
      }
      long size = Long.parseLong(sound.message(line)[3]);
      Drawn damaged = sound.copy();
      damaged.change(line, 3, Long.toString(size + 1 + random.nextInt(50)));
      BookReport report = check(LEVELS, damaged);
      assertThat(report.quoteMismatches() + report.negativeSizes())
          .as("line=%d", line)
          .isPositive();
      if (type != LobsterMessages.EXECUTE) {
        Drawn moved = sound.copy();
        moved.change(
            line, 4, Long.toString(Long.parseLong(sound.message(line)[4]) + (type == 1 ? 1 : 37)));
        assertThat(check(LEVELS, moved).sound()).as("line=%d", line).isFalse();
      }
    }
  }

  @Test
  void shouldCountNegativeSizeWhenMessageOrRowHasOne() throws IOException {
    Drawn sound = draw(LEVELS, 10, 500, seed());
    Drawn damaged = sound.copy();
    int line = 100;
    while (sound.message(line)[1].equals("7")) {
      line++;
    }
    damaged.change(line, 3, "-5");
    assertThat(check(LEVELS, damaged).negativeSizes()).isEqualTo(1);
    Drawn row = sound.copy();
    int full = 200;
    while (row.rows().get(full).startsWith("9999999999")) {
      full++;
    }
    row.rows().set(full, row.rows().get(full).replaceFirst("^([0-9]+),", "$1,-"));
    BookReport report = check(LEVELS, row);
    assertThat(report.negativeSizes()).isEqualTo(1);
    assertThat(report.flaws()).isEqualTo(1);
  }

  @Test
  void shouldCountCrossedBookWhenRowIsCrossedAndNotHalted() throws IOException {
    List<String> rows =
        List.of("1000100,5,1000000,5", "1000100,5,1000200,7", "1000100,5,1000200,7");
    List<String> trading =
        List.of("34200.1,1,1,5,1000000,1", "34200.2,1,2,7,1000200,1", "34200.3,5,0,7,1000200,1");
    assertThat(check(1, new Drawn(trading, rows)).crossedBooks()).isEqualTo(2);
    List<String> halted = new ArrayList<>(trading);
    halted.add(1, "34200.15,7,0,0,-1,-1");
    List<String> more = new ArrayList<>(rows);
    more.add(1, rows.getFirst());
    assertThat(check(1, new Drawn(halted, more)).crossedBooks()).isZero();
  }

  @Test
  void shouldSayThatNothingWasComparedWhenOrderbookIsMissing() throws IOException {
    Drawn sound = draw(LEVELS, 10, 1_000, seed());
    Path messages = temp.resolve("LONE_2012-06-21_34200000_57600000_message_5.csv");
    Files.write(messages, sound.messages());
    BookReport report = new LobsterCheck().check(messages, LoadOptions.NONE, Progress.quiet());
    assertThat(report.faults()).isEmpty();
    assertThat(report.quotesCompared()).isZero();
    assertThat(report.notes().getFirst()).contains("no order book file");
    assertThat(report.details().get("references_before_start")).isPositive();

    sound.messages().add("57599.0,3,424242,1,5850000,1");
    sound.messages().add("57599.1,3,424242,1,5850000,1");
    Files.write(messages, sound.messages());
    report = new LobsterCheck().check(messages, LoadOptions.NONE, Progress.quiet());
    assertThat(report.unresolvedReferences()).isEqualTo(1);
    assertThat(report.sound()).isFalse();
  }

  @Test
  void shouldNameLineOfFlawAndGoOn() throws IOException {
    Drawn damaged = draw(LEVELS, 10, 500, seed());
    damaged.messages().set(50, "nonsense");
    BookReport report = check(LEVELS, damaged);
    assertThat(report.flaws()).isEqualTo(1);
    assertThat(report.faults().getFirst().record()).isEqualTo(51);
    assertThat(report.faults().getFirst().cause()).contains("6 fields");
  }

  @Test
  void shouldRefuseFileOfAnotherName() {
    assertThatThrownBy(() ->
            new LobsterCheck()
                .check(temp.resolve("messages.csv"), LoadOptions.NONE, Progress.quiet()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is not named TICKER_");
  }
}
