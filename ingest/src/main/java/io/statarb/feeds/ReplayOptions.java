package io.statarb.feeds;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code statarb feed replay} is asked for. */
public final class ReplayOptions {
  @Option(
      names = "--journal",
      required = true,
      paramLabel = "FILE",
      description = "Journal that feed listen wrote")
  private Path journal = Path.of("");

  @Option(
      names = "--out-state",
      paramLabel = "FILE",
      description =
          "Write the final books, one resting order or level a line; the digest is its SHA-256")
  private @Nullable Path outState;

  /** For picocli. */
  public ReplayOptions() {}

  void check() {
    BookState.checkFolder(outState);
  }

  /** File of the journal. */
  public Path journal() {
    return journal;
  }

  /** File of the final books, or null. */
  public @Nullable Path outState() {
    return outState;
  }
}
