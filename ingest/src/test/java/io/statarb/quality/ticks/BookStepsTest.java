package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.LoadOptions;
import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BookStepsTest {
  private static final int ROWS = 6_000;
  private static final long SEED = 20120621L;
  private static final int ROUNDS = 40;

  @TempDir private Path temp;

  /** The lines of an order book file and of the message file beside it. */
  private record Day(List<String> books, List<String> messages) {
    void change(BiConsumer<List<String>, Integer> how, int at) {
      how.accept(books, at);
      how.accept(messages, at);
    }
  }

  private Path orderbook = Path.of("");
  private Path message = Path.of("");

  private Day day(long seed) throws IOException {
    orderbook =
        Objects.requireNonNull(FileLoaders.of("lobster-orderbook").sample(temp, ROWS, seed)).file();
    message =
        orderbook.resolveSibling(
            orderbook.getFileName().toString().replace("_orderbook_", "_message_"));
    return new Day(
        new ArrayList<>(Files.readAllLines(orderbook)),
        new ArrayList<>(Files.readAllLines(message)));
  }

  private List<Finding> gaps(Day day) throws IOException {
    Files.write(orderbook, day.books());
    Files.write(message, day.messages());
    TickProbe probe = new TickProbe();
    FileLoaders.of("lobster-orderbook")
        .load(
            orderbook,
            LoadOptions.NONE,
            probe.begin(orderbook, "lobster-orderbook", LoadOptions.NONE));
    List<Finding> findings = new ArrayList<>(probe.end());
    findings.addAll(probe.finish());
    return findings.stream().filter(f -> f.kind() == FindingKind.GAP).toList();
  }

  @Test
  void shouldFindStretchesThatAreMissing() throws IOException {
    System.out.println("BookStepsTest seed=" + SEED);
    Random random = new Random(SEED);
    int found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Day day = day(SEED + round);
      assertThat(gaps(day)).as("clean, seed=%d", SEED + round).isEmpty();
      int from = 200 + random.nextInt(ROWS - 600);
      int length = 20 + random.nextInt(200);
      day.change((lines, at) -> lines.subList(at, at + length).clear(), from);
      List<Finding> gaps = gaps(day);
      assertThat(gaps).as("seed=%d from=%d", SEED + round, from).hasSizeLessThanOrEqualTo(1);
      if (!gaps.isEmpty()) {
        assertThat(gaps.getFirst().evidence()).containsEntry("record", (long) from + 1);
        found++;
      }
    }
    System.out.println("BookStepsTest found " + found + " of " + ROUNDS);
    assertThat(found).isGreaterThanOrEqualTo(ROUNDS * 95 / 100);
  }

  @Test
  void shouldNotTakeOtherDefectsForMissingBooks() throws IOException {
    List<BiConsumer<List<String>, Integer>> defects =
        List.of(
            (lines, at) -> Collections.swap(lines, at, at + 1),
            (lines, at) -> Collections.rotate(lines.subList(at, at + 30), 1),
            (lines, at) -> lines.add(at, lines.get(at)),
            (lines, at) -> lines.add(at + 25, lines.get(at)),
            (lines, at) -> lines.addAll(at + 10, List.copyOf(lines.subList(at, at + 10))),
            (lines, at) -> lines.set(at, "x"));
    for (int round = 0; round < ROUNDS; round++) {
      for (int d = 0; d < defects.size(); d++) {
        Day day = day(SEED + round);
        day.change(defects.get(d), 1_000 + 100 * round);
        assertThat(gaps(day)).as("seed=%d defect=%d", SEED + round, d).isEmpty();
      }
    }
  }

  @Test
  void shouldNotTakeADamagedBookForMissingOnes() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      Day day = day(SEED + round);
      int at = 1_000 + 100 * round;
      String far = day.books().get(at + 2_000 > ROWS ? at - 900 : at + 900);
      day.books().set(at, far);
      assertThat(gaps(day)).as("seed=%d", SEED + round).isEmpty();
    }
  }

  @Test
  void shouldTellNothingOfASourceThatGivesItsBookNowAndThen() throws IOException {
    Day day = day(SEED);
    List<String> books = thinned(day.books());
    List<String> messages = thinned(day.messages());
    assertThat(gaps(new Day(books, messages))).isEmpty();
  }

  private static List<String> thinned(List<String> lines) {
    return IntStream.range(0, lines.size()).filter(i -> i % 7 == 0).mapToObj(lines::get).toList();
  }
}
