package io.statarb.cleansing;

import io.statarb.cli.Refusal;
import io.statarb.digest.Sha256;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.loaders.TickLoader;
import io.statarb.loaders.TickLoaders;
import io.statarb.settings.Strategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Makes an {@link IngestPlan} over daily bars: all days on which some instrument has a bar, cut
 * into sessions of equally many. Walking forward, fold k leaves out the sessions that the folds
 * before it traded. Confined to one thread.
 */
final class BarPlanning {
  private final Strategy strategy;
  private final Universe universe;
  private final Path dataDir;
  private final TickLoader loader;
  private final Map<Path, String> digests = new HashMap<>();

  BarPlanning(Strategy strategy, Universe universe, Path dataDir) {
    this.strategy = strategy;
    this.universe = universe;
    this.dataDir = dataDir;
    this.loader = TickLoaders.of(strategy);
  }

  IngestPlan plan() {
    if (!Files.isDirectory(dataDir)) {
      throw Refusal.data("data folder %s is missing".formatted(dataDir));
    }
    TreeSet<LocalDate> days = new TreeSet<>();
    List<RawFile> files = new ArrayList<>();
    for (Instrument instrument : universe.instruments()) {
      List<LocalDate> fileDates = loader.fileDates(dataDir, instrument);
      if (fileDates.isEmpty()) {
        throw Refusal.data("%s holds no bar of %s".formatted(dataDir, instrument.symbol()));
      }
      for (LocalDate fileDate : fileDates) {
        Path file = loader.file(dataDir, instrument, fileDate);
        List<LocalDate> ofFile = loader.days(file, instrument, fileDate);
        days.addAll(ofFile);
        files.add(rawFile(files.size(), file, instrument, ofFile.getFirst(), ofFile.getLast()));
      }
    }
    List<PlannedSession> sessions = BarSessions.fold(strategy, List.copyOf(days), dataDir);
    return new IngestPlan(sessions, needed(files, sessions), List.of());
  }

  /** The files that some session needs, numbered anew. */
  private static List<RawFile> needed(List<RawFile> files, List<PlannedSession> sessions) {
    List<RawFile> needed = new ArrayList<>();
    for (RawFile file : files) {
      if (sessions.stream().anyMatch(planned -> file.overlaps(planned.session()))) {
        needed.add(file.numbered(needed.size()));
      }
    }
    return needed;
  }

  private RawFile rawFile(
      int fileId, Path file, Instrument instrument, LocalDate first, LocalDate last) {
    try {
      return new RawFile(
          fileId,
          dataDir.relativize(file).toString().replace('\\', '/'),
          instrument.name(),
          first.toString(),
          BarSessions.midnightNs(strategy, first),
          BarSessions.midnightNs(strategy, last.plusDays(1)),
          Files.size(file),
          digests.computeIfAbsent(file, Sha256::ofFile));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
