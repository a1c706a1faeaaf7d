package io.statarb.bookcheck;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.loaders.LoadOptions;
import java.nio.file.Path;

/**
 * Rebuilds the books of a file and judges them. A line in {@code
 * META-INF/services/io.statarb.bookcheck.BookCheck} makes one known. Stateless.
 */
public interface BookCheck {
  /** Format whose files it checks, as its loader names it. */
  String format();

  /**
   * Reads the whole file.
   *
   * @return what was counted
   * @throws Refusal when the file is missing or corrupt
   */
  BookReport check(Path file, LoadOptions options, Progress progress);
}
