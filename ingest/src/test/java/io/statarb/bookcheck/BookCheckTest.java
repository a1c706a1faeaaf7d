package io.statarb.bookcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.LoadOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BookCheckTest {
  private static final Pattern FORMAT = Pattern.compile("--format ([a-z-]+)");

  @TempDir private Path temp;

  @Test
  void shouldListTheGapAndTheFlawWhenACaptureHasThem() throws IOException {
    BookReport report =
        capture(
            snapshot(10),
            depth(11, 12, "[[\"99\",\"1\"]]"),
            "hello",
            depth(20, 21, "[[\"98\",\"1\"]]"));

    assertThat(report.sound()).isFalse();
    assertThat(report.faults())
        .extracting(BookFault::record, BookFault::kind)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, "flaw"),
            org.assertj.core.groups.Tuple.tuple(4L, "gap"));
    assertThat(report.faults().getFirst().cause()).startsWith("MALFORMED: ");
    assertThat(report.faults().getLast())
        .isEqualTo(
            new BookFault(
                4, "BTCUSDT", "gap", "the book is at update 12, the change begins with 20"));
  }

  @Test
  void shouldListTheSetThatCrossesABook() throws IOException {
    BookReport report = capture(snapshot(10), depth(11, 12, "[[\"102\",\"1\"]]"));

    assertThat(report.sound()).isFalse();
    assertThat(report.faults())
        .containsExactly(
            new BookFault(2, "BTCUSDT", "crossed_book", "best bid 102 above best ask 101"));
  }

  @Test
  void shouldListASizeBelowZero() throws IOException {
    BookReport report = capture(snapshot(10), depth(11, 12, "[[\"99\",\"-1\"],[\"98\",\"-2\"]]"));

    assertThat(report.sound()).isFalse();
    assertThat(report.negativeSizes()).isEqualTo(2);
    assertThat(report.faults())
        .containsExactly(new BookFault(2, "BTCUSDT", "negative_size", "levels=2"));
  }

  @Test
  void shouldTellWhenAnOrderOfItchIsEarlierThanTheOneBefore() throws IOException {
    BookReport report = itch(add(1, 2_000), add(2, 1_000), add(3, 1_500));

    assertThat(report.sound()).isFalse();
    assertThat(report.details()).containsEntry("time_reversal", 1L);
    assertThat(report.faults())
        .containsExactly(
            new BookFault(
                2,
                "AAPL",
                BookFaults.TIME_REVERSAL,
                "the message is earlier than the one before it: id=2"));
    assertThat(itch(add(1, 1_000), add(2, 1_000), add(3, 1_500)).sound()).isTrue();
  }

  /** The format has no sign, but no order is of 2^31 shares. */
  @Test
  void shouldCountASizeOfItchBelowZero() throws IOException {
    byte[] negative = add(2, 2_000);
    ByteBuffer.wrap(negative).putInt(2 + 20, -100);
    BookReport report = itch(add(1, 1_000), negative, add(3, 3_000));

    assertThat(report.negativeSizes()).isEqualTo(1);
    assertThat(report.sound()).isFalse();
    assertThat(report.faults().getFirst().record()).isEqualTo(2);
  }

  @Test
  void shouldSayThatAFileIsEmpty() throws IOException {
    Path file = Files.createFile(temp.resolve("empty.gz"));

    assertThatThrownBy(() -> FileLoaders.of(file, null))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + " is empty");
  }

  @Test
  void shouldNameOnlyKnownFormatsInTheExamples() {
    Matcher named = FORMAT.matcher(new CommandLine(new BookCheckCommand()).getUsageMessage());

    assertThat(named.results().map(found -> found.group(1)).toList())
        .isNotEmpty()
        .allSatisfy(format -> assertThat(FileLoaders.of(format).format()).isEqualTo(format));
  }

  private BookReport capture(String... messages) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < messages.length; i++) {
      boolean json = messages[i].startsWith("{");
      text.append(json ? 1_723_161_255_088_169_167L + i + " " : "")
          .append(messages[i])
          .append('\n');
    }
    Path file = temp.resolve("capture");
    Files.writeString(file, text);
    return new DepthBookCheck().check(file, LoadOptions.NONE, Progress.quiet());
  }

  private static String snapshot(long id) {
    return "{\"stream\":\"btcusdt@depth\",\"symbol\":\"BTCUSDT\",\"lastUpdateId\":%d,\"bids\":[[\"100\",\"1\"]],\"asks\":[[\"101\",\"1\"]]}"
        .formatted(id);
  }

  private static String depth(long first, long last, String bids) {
    return "{\"e\":\"depthUpdate\",\"E\":1723161255088,\"s\":\"BTCUSDT\",\"U\":%d,\"u\":%d,\"b\":%s,\"a\":[]}"
        .formatted(first, last, bids);
  }

  private BookReport itch(byte[]... messages) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(messages).forEach(all::writeBytes);
    Path file = temp.resolve("12302019.NASDAQ_ITCH50");
    Files.write(file, all.toByteArray());
    return new OrderBookCheck().check(file, LoadOptions.NONE, Progress.quiet());
  }

  /** An order to buy 100 AAPL at 10 dollars, with its length before it. */
  private static byte[] add(long orderId, int timeNs) {
    return ByteBuffer.allocate(38)
        .putShort((short) 36)
        .put((byte) 'A')
        .putShort((short) 1)
        .putShort((short) 0)
        .putShort((short) 0)
        .putInt(timeNs)
        .putLong(orderId)
        .put((byte) 'B')
        .putInt(100)
        .put("AAPL    ".getBytes(StandardCharsets.US_ASCII))
        .putInt(100_000)
        .array();
  }
}
