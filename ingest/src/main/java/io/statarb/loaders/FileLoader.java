package io.statarb.loaders;

import io.statarb.cli.Refusal;
import io.statarb.marketdata.MarketDataSink;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of one format, whatever they hold, into a {@link MarketDataSink}. A new format is
 * a class and a line in {@code META-INF/services/io.statarb.loaders.FileLoader}. Stateless.
 *
 * <p>A record that cannot be taken is given to {@link MarketDataSink#flaw} and the reader goes on;
 * only a file that cannot be read at all, or whose rest cannot be found after a damage, is refused.
 * No number in a file decides how much memory is taken before it is checked.
 */
public interface FileLoader {
  /** Name of the format, e.g. {@code itch} or {@code lobster}. */
  String format();

  /** Columns or fields with their units, one sentence or line each; shown by {@code --help}. */
  String columns();

  /** One line as it stands in such a file, or an outline of one where the format is binary. */
  String example();

  /**
   * Whether a file looks like one of this format.
   *
   * @param file its path; the name may decide
   * @param head its first bytes, unpacked if it is a gzip file; at most {@link FileHead#BYTES}
   */
  boolean recognises(Path file, byte[] head);

  /**
   * Reads a file from beginning to end.
   *
   * @param options what a format may need to know and a file does not say
   * @return number of records read, flawed ones included
   * @throws Refusal when the file is missing or corrupt, naming it and the fact
   */
  long load(Path file, LoadOptions options, MarketDataSink sink);

  /**
   * Writes a sound file of this format, for the benchmark and for the tests that every format goes
   * through.
   *
   * @param folder an empty folder for it
   * @param rows about how many records it should hold
   * @param seed seed of all that is drawn
   * @return the file, or null when this loader writes none
   */
  default @Nullable LoaderSample sample(Path folder, int rows, long seed) {
    return null;
  }
}
