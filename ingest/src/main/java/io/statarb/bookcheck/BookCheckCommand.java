package io.statarb.bookcheck;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.LoadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rebuilds the books of one file. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Rebuild the books of a file and print what was found.",
      "",
      "unresolved_references  references to an order that cannot be in the book. A LOBSTER file begins in",
      "                       mid-day: a reference to an order that was never submitted in it is resolved",
      "                       when its level still has that much quantity from before.",
      "crossed_books          times that a book was crossed while its symbol was trading",
      "quote_mismatches       comparisons with what the venue says that failed: best bid and offer, or all",
      "                       visible levels where the file has them",
      "negative_sizes         sizes below 0, given or reached",
      "details                further counts, such as time_reversal: messages about orders that are earlier",
      "                       than the one before; gaps: changes that do not follow the book of a capture",
      "faults                 the first 50 of all of these, each with its record and cause"
    },
    footer = {
      "",
      "Exit code 0 when nothing was found, 1 when anything was (or the file cannot be read).",
      "",
      "Examples:",
      "  statarb book check --data AAPL_2012-06-21_34200000_57600000_message_10.csv --json",
      "  statarb book check --data capture.gz --format binance-capture"
    })
final class BookCheckCommand implements Callable<Integer> {
  @Option(names = "--data", required = true, paramLabel = "FILE", description = "File to read")
  Path data = Path.of("");

  @Option(names = "--format", description = "Its format, when the file does not tell it")
  @Nullable String format;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  @Override
  public Integer call() {
    if (!Files.isRegularFile(data)) {
      throw Refusal.data("%s is no file".formatted(data));
    }
    String named = FileLoaders.of(data, format).format();
    BookReport report = checkOf(named).check(data, LoadOptions.NONE, Progress.standard());
    System.out.print(json ? Json.text(report) + "\n" : Json.pretty(report));
    return report.sound() ? ExitCode.OK : ExitCode.REFUSED;
  }

  private static BookCheck checkOf(String format) {
    List<BookCheck> known =
        StreamSupport.stream(ServiceLoader.load(BookCheck.class).spliterator(), false).toList();
    for (BookCheck check : known) {
      if (check.format().equals(format)) {
        return check;
      }
    }
    throw Refusal.usage(
        "no book can be rebuilt from format %s; from these it can: %s"
            .formatted(format, known.stream().map(BookCheck::format).sorted().toList()));
  }
}
