package io.statarb.feeds.moldudp64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import io.statarb.feeds.FeedOutcome;
import io.statarb.feeds.FeedRun;
import io.statarb.feeds.PublishOptions;
import io.statarb.time.NanoClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** ING-01 to ING-04, ING-09 and ING-12 over real sockets. {@code -Dseed=N} replays the faults. */
final class MoldUdp64Test {
  private static final long SEED = Long.getLong("seed", 20_191_230);
  private static final int CUTS = 40;

  /** A busy machine may leave the publisher's thread without a turn for long. */
  private static final List<String> PATIENT = List.of("--give-up-after", "20");

  @TempDir Path temp;

  @BeforeEach
  void tellSeed() {
    System.out.println("seed=" + SEED);
  }

  private static List<String> faults(String drop) {
    return List.of(
        "--drop",
        drop,
        "--reorder",
        "0.05",
        "--duplicate",
        "0.05",
        "--delay",
        "0.05",
        "--per-packet",
        "2",
        "--rate",
        "20000",
        "--seed",
        Long.toString(SEED));
  }

  private FeedTrial.Result journalled(Path journal, String drop) {
    return FeedTrial.run(
        FeedTrial.file(temp, "nasdaq-20191230-0930.itch"),
        2,
        true,
        List.of("--journal", journal.toString(), "--give-up-after", "20"),
        faults(drop));
  }

  private static long number(FeedOutcome outcome, String key) {
    return number(outcome.report(), key);
  }

  private static long number(Map<?, ?> object, String key) {
    return ((Number) Objects.requireNonNull(object.get(key), key)).longValue();
  }

  private static Map<?, ?> object(FeedOutcome outcome, String key) {
    return (Map<?, ?>) Objects.requireNonNull(outcome.report().get(key), key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nasdaq-20191230-0930.itch", "synthetic-5000.itch.gz"})
  void shouldBuildTheBooksOfTheFileWhenBothLinesHaveFaults(String name) {
    Path file = FeedTrial.file(temp, name);
    FeedTrial.Result result = FeedTrial.run(file, 2, true, PATIENT, faults("0.01"));
    FeedOutcome heard = result.listened();
    assertThat(heard.sound()).as("%s", result.said()).isTrue();
    assertThat(heard.report())
        .containsEntry("book_digest", FeedTrial.digestOf(file))
        .containsEntry("state", "ENDED")
        .containsEntry("complete", true)
        .containsEntry("blind", false);
    assertThat(number(heard, "messages")).isEqualTo(number(result.published(), "messages"));
    assertThat(number(heard, "duplicates")).isPositive();
    assertThat(number(heard, "out_of_order")).isPositive();
    Map<?, ?> struck = object(result.published(), "faults");
    for (String fault : List.of("dropped", "duplicated", "reordered", "delayed")) {
      assertThat(number(struck, fault)).as(fault).isPositive();
    }
  }

  @Test
  void shouldRecoverFromTheServerWhenTheOnlyLineLosesPackets() {
    Path file = FeedTrial.file(temp, "nasdaq-20191230-0930.itch");
    FeedTrial.Result result = FeedTrial.run(file, 1, true, PATIENT, faults("0.2"));
    assertThat(result.listened().sound()).as("%s", result.said()).isTrue();
    assertThat(result.listened().report()).containsEntry("book_digest", FeedTrial.digestOf(file));
    assertThat(number(result.listened(), "recovered")).isPositive();
    assertThat(number(result.listened(), "gaps_filled"))
        .isEqualTo(number(result.listened(), "gaps_opened"));
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldLeaveAfterItHasLingeredWhenItsEndsWaitAsWell() {
    String file = FeedTrial.file(temp, "nasdaq-20191230-0930.itch").toString();
    String to = "127.0.0.1:" + FeedTrial.freePort();
    FeedOutcome published =
        new MoldUdp64()
            .publish(
                CommandLine.populateCommand(
                    new PublishOptions(),
                    "--from=" + file,
                    "--to=" + to,
                    "--reorder=1",
                    "--delay=1",
                    "--delay-ms=200",
                    "--linger=0.1"),
                new FeedRun(NanoClock.monotonic(), NanoClock.system(), () -> false, line -> {}));
    assertThat(published.report()).containsEntry("ended", true).containsEntry("messages", 1_000L);
    Map<?, ?> struck = object(published, "faults");
    // Only repetitions of the end may still have waited.
    assertThat(number(published, "packets_per_line") - number(published, "packets_sent"))
        .isBetween(0L, 6L);
    assertThat(number(struck, "reordered")).isPositive();
  }

  @Test
  void shouldBeBlindAndSaySoWhenNobodyCanBeAskedForWhatIsLost() {
    Path file = FeedTrial.file(temp, "nasdaq-20191230-0930.itch");
    Path journal = temp.resolve("blind.journal");
    FeedTrial.Result result =
        FeedTrial.run(file, 1, false, List.of("--journal", journal.toString()), faults("0.05"));
    FeedOutcome heard = result.listened();
    assertThat(heard.sound()).isFalse();
    assertThat(heard.report())
        .containsEntry("blind", true)
        .containsEntry("complete", false)
        .containsEntry("blind_symbols", heard.report().get("symbols"));
    assertThat(number(heard, "lost")).isPositive();
    assertThat(number(heard, "gaps_lost")).isPositive();
    assertThat(number(heard, "messages") + number(heard, "lost"))
        .isEqualTo(number(result.published(), "messages"));
    assertThat(result.said()).anyMatch(line -> line.startsWith("blind: messages "));
    assertThat(FeedTrial.common(FeedTrial.replay(journal))).isEqualTo(FeedTrial.common(heard));
  }

  @Test
  void shouldRebuildBooksAndCountsWhenItsJournalIsReplayedTwice() {
    Path journal = temp.resolve("raw.journal");
    FeedTrial.Result result = journalled(journal, "0.2");
    FeedOutcome first = FeedTrial.replay(journal);
    FeedOutcome second = FeedTrial.replay(journal);
    assertThat(first.sound()).isTrue();
    assertThat(FeedTrial.common(first)).isEqualTo(FeedTrial.common(result.listened()));
    assertThat(second.report()).isEqualTo(first.report());
    assertThat(object(first, "journal"))
        .extracting("tail", "lost_bytes")
        .containsExactly("WHOLE", 0L);
  }

  @Test
  void shouldFindTheTornTailWhereverAJournalIsCut() throws IOException {
    Path journal = temp.resolve("raw.journal");
    journalled(journal, "0.01");
    byte[] whole = Files.readAllBytes(journal);
    SplittableRandom random = new SplittableRandom(SEED);
    int torn = 0;
    for (int i = 0; i < CUTS; i++) {
      int bytes = random.nextInt(1_000, whole.length);
      Path cut = temp.resolve("cut-" + i);
      Files.write(cut, Arrays.copyOf(whole, bytes));
      FeedOutcome outcome = FeedTrial.replay(cut);
      assertThat(outcome.sound()).isFalse();
      Map<?, ?> told = object(outcome, "journal");
      boolean between = "UNCLOSED".equals(told.get("tail"));
      assertThat(told.get("tail")).isEqualTo(between ? "UNCLOSED" : "TORN");
      assertThat(number(told, "lost_bytes") > 0).as("bytes=%d", bytes).isEqualTo(!between);
      torn += between ? 0 : 1;
    }
    assertThat(torn).isGreaterThan(CUTS / 2);
  }

  @Test
  void shouldReadNothingBehindADamagedRecord() throws IOException {
    Path journal = temp.resolve("raw.journal");
    FeedTrial.Result result = journalled(journal, "0.01");
    byte[] whole = Files.readAllBytes(journal);
    SplittableRandom random = new SplittableRandom(SEED);
    long most = number(result.listened(), "messages");
    for (int i = 0; i < CUTS; i++) {
      byte[] bytes = whole.clone();
      int at = random.nextInt(1_000, whole.length);
      bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      Files.write(journal, bytes);
      FeedOutcome outcome = FeedTrial.replay(journal);
      assertThat(outcome.sound()).as("at=%d", at).isFalse();
      assertThat(object(outcome, "journal").get("tail")).as("at=%d", at).isNotEqualTo("WHOLE");
      assertThat(number(outcome, "messages")).isLessThanOrEqualTo(most);
    }
  }

  @Test
  void shouldRefuseWhatIsNoJournal() throws IOException {
    Path empty = Files.createFile(temp.resolve("empty"));
    Path other = Files.writeString(temp.resolve("other"), "not a journal at all");
    assertThatThrownBy(() -> FeedTrial.replay(empty))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is empty");
    assertThatThrownBy(() -> FeedTrial.replay(other))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is no journal");
  }
}
