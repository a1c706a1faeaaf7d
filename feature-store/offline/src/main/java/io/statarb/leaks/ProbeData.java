package io.statarb.leaks;

import io.statarb.cli.Refusal;
import io.statarb.loaders.FileLoader;
import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.LoadOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Market data as it became known, and later corrections of some of it.
 *
 * @param symbols names by number
 * @param events what happened, in the order in which it became known
 * @param corrections corrections of quotes among them, in the order in which they became known
 */
public record ProbeData(
    List<String> symbols, List<MarketEvent> events, List<Correction> corrections) {
  /** One quote in so many is corrected. */
  private static final int CORRECTED_ONE_IN = 50;

  /** A correction comes after this time, at most; far enough to lie behind a cut. */
  private static final long LATEST_CORRECTION_NS = 3_600_000_000_000L;

  /** Corrected prices are so much higher: beyond any doubt, below any check of sanity. */
  private static final double CORRECTED_BY = 1.0005;

  /** Copies the lists. */
  public ProbeData {
    symbols = List.copyOf(symbols);
    events = List.copyOf(events);
    corrections = List.copyOf(corrections);
  }

  /**
   * A quote turned out to be wrong.
   *
   * @param of the quote
   * @param mid middle that it should have had
   * @param knownNs from when on that is known
   */
  record Correction(MarketEvent of, double mid, long knownNs) {}

  /**
   * Reads a file, or all files of a folder whose format can be told.
   *
   * @param limit events to take at most, the first ones over all files
   * @param seed chooses what is corrected later
   * @throws Refusal if there is none
   */
  public static ProbeData load(Path data, int limit, long seed) {
    EventRecorder recorder = new EventRecorder();
    for (Path file : files(data)) {
      FileLoader loader = FileLoaders.recognise(file);
      if (loader != null) {
        loader.load(file, LoadOptions.NONE, recorder);
      }
    }
    List<MarketEvent> events = new ArrayList<>(recorder.events());
    if (events.isEmpty()) {
      throw Refusal.data("%s holds no quote, trade or set of levels".formatted(data));
    }
    events.sort(Comparator.comparingLong(MarketEvent::knownNs));
    List<MarketEvent> taken = List.copyOf(events.subList(0, Math.min(limit, events.size())));
    return new ProbeData(recorder.symbols(), taken, corrections(taken, seed));
  }

  private static List<Path> files(Path data) {
    if (Files.isRegularFile(data)) {
      return List.of(data);
    }
    try (Stream<Path> walk = Files.walk(data)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + data, e);
    }
  }

  private static List<Correction> corrections(List<MarketEvent> events, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Correction> corrections = new ArrayList<>();
    for (MarketEvent event : events) {
      boolean corrected = random.nextInt(CORRECTED_ONE_IN) == 0;
      long laterNs = 1 + random.nextLong(LATEST_CORRECTION_NS);
      if (corrected && !Double.isNaN(event.mid())) {
        corrections.add(
            new Correction(event, event.mid() * CORRECTED_BY, event.knownNs() + laterNs));
      }
    }
    corrections.sort(Comparator.comparingLong(Correction::knownNs));
    return corrections;
  }

  /** The same data with another future after a moment. */
  ProbeData changed(FutureChange change, long cutNs) {
    List<MarketEvent> seen = new ArrayList<>();
    List<MarketEvent> future = new ArrayList<>();
    events.forEach(e -> (e.knownNs() <= cutNs ? seen : future).add(e));
    List<Correction> known = new ArrayList<>();
    corrections.stream().filter(c -> c.knownNs() <= cutNs).forEach(known::add);
    switch (change) {
      case TRUNCATED -> {}
      case LATER_BY_A_TICK -> {
        for (int i = 0; i < future.size(); i++) {
          long nextNs =
              i + 1 < future.size() ? future.get(i + 1).knownNs() : future.get(i).knownNs() + 1;
          seen.add(future.get(i).knownAt(nextNs));
        }
        known.addAll(later(cutNs, future.isEmpty() ? 1 : future.getFirst().knownNs() - cutNs));
      }
      case TRUNCATED_WITHIN_A_MOMENT, BY_DEFINITION ->
          throw new IllegalArgumentException("no change of all that is later: " + change);
      case LATER_BY_A_DAY -> {
        future.forEach(e -> seen.add(e.knownAt(e.knownNs() + FutureChange.DAY_NS)));
        known.addAll(later(cutNs, FutureChange.DAY_NS));
      }
    }
    return new ProbeData(symbols, seen, known);
  }

  /** The same data when it had come only so far: nothing after an event, whatever its time. */
  ProbeData upTo(int event) {
    long cutNs = events.get(event).knownNs();
    return new ProbeData(
        symbols,
        events.subList(0, event + 1),
        corrections.stream().filter(c -> c.knownNs() <= cutNs).toList());
  }

  private List<Correction> later(long cutNs, long byNs) {
    return corrections.stream()
        .filter(c -> c.knownNs() > cutNs)
        .map(c -> new Correction(c.of(), c.mid(), c.knownNs() + byNs))
        .toList();
  }
}
