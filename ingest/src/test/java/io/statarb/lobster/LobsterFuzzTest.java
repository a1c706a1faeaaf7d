package io.statarb.lobster;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.statarb.hostile.HostileInput;
import io.statarb.loaders.LoadOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Hostile files of LOBSTER; see {@link HostileInput}. */
final class LobsterFuzzTest {
  private static final String DAY = "AAPL_2012-06-21_34200000_57600000_";

  @TempDir static Path folder;

  /** Any bytes as messages. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyMessages(byte[] bytes) {
    Path file = folder.resolve("alone").resolve(DAY + "message_10.csv");
    HostileInput.load(new LobsterLoader(), file, bytes, LoadOptions.NONE);
  }

  /** Any bytes as rows of a book, without the messages. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyOrderBook(byte[] bytes) {
    Path file = folder.resolve("rows").resolve(DAY + "orderbook_2.csv");
    HostileInput.load(new LobsterBookLoader(), file, bytes, LoadOptions.NONE);
  }

  /**
   * Any bytes as both files of a day: the book must stand the messages that it takes times from.
   */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyOrderBookBesideMessages(byte[] bytes) {
    Path day = folder.resolve("both");
    HostileInput.write(day.resolve(DAY + "message_1.csv"), bytes);
    HostileInput.load(
        new LobsterBookLoader(), day.resolve(DAY + "orderbook_1.csv"), bytes, LoadOptions.NONE);
  }
}
