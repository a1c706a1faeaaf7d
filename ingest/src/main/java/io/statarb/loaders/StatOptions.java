package io.statarb.loaders;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of {@code ingest --stat}. */
public final class StatOptions {
  @Option(
      names = "--stat",
      description = "Only count the records of FILE by kind, its flaws and symbols")
  boolean stat;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "File of any format that can be read; with --stat")
  @Nullable Path file;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "Format of FILE, when the file does not tell it; with --stat")
  @Nullable String format;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description =
          "Day that the times of FILE count from, when its name does not tell it; with --stat")
  @Nullable LocalDate date;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "YAML that maps columns, for the generic formats; with --stat")
  @Nullable Path mapping;

  /** For picocli. */
  public StatOptions() {}

  /**
   * Whether a file is to be counted.
   *
   * @throws Refusal when only a part of what that takes is given
   */
  public boolean asked() {
    if (!stat && file != null) {
      throw Refusal.usage(
          "%s: ingest takes a FILE only with --stat; statarb formats lists formats"
              .formatted(file));
    }
    if (!stat && (format != null || date != null || mapping != null)) {
      throw Refusal.usage("--format, --date and --mapping go with --stat FILE");
    }
    if (stat && file == null) {
      throw Refusal.usage("--stat wants a FILE");
    }
    return stat;
  }

  /**
   * Counts.
   *
   * @throws Refusal when the file cannot be read
   */
  public FileStat read(Progress progress) {
    if (file == null || !Files.isRegularFile(file)) {
      throw Refusal.data("%s is no file".formatted(file));
    }
    LoadOptions options = new LoadOptions(date, LoadOptions.NONE.utcOffset(), mapping);
    return FileStat.of(file, format, options, progress);
  }
}
