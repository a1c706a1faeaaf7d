package io.statarb.architecture;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which module owns which packages, and which modules it may use, as ARCHITECTURE.md draws it. */
// The sets are unmodifiable; the checker knows only its own types.
@SuppressWarnings("ImmutableEnumChecker")
enum ModuleMap {
  INGEST(
      Set.of(
          "bench",
          "binance",
          "bookcheck",
          "depthbook",
          "feeds",
          "instruments",
          "itch",
          "lobster",
          "mapping",
          "marketdata",
          "moldudp",
          "orderbook",
          "quality",
          "reference",
          "ticks",
          "loaders",
          "cleansing",
          "tape",
          "tapetools",
          "time",
          "settings",
          "websocket",
          "cli",
          "digest")),
  KERNELS(Set.of("features", "health", "snapshot"), INGEST),
  OFFLINE(Set.of("columns", "leaks", "offline", "pit", "parquet", "store"), KERNELS),
  BUNDLE(Set.of("bundle", "registry", "scoring", "ledger"), KERNELS),
  SMILE(Set.of("export"), BUNDLE),
  EXECUTION(Set.of("orders", "risk", "venues", "positions", "attribution", "control"), INGEST),
  LIVE(Set.of("engine", "replay", "report", "explain", "live"), BUNDLE, EXECUTION),
  TRAINING(
      Set.of(
          "baskets",
          "basketscreen",
          "research",
          "table",
          "cointegration",
          "copulas",
          "featurestore",
          "gates",
          "healthcheck",
          "hedging",
          "linear",
          "pairs",
          "pipeline",
          "reversion",
          "screen",
          "selection",
          "statistics",
          "training",
          "unitroot",
          "validation",
          "walkforward"),
      LIVE,
      OFFLINE,
      SMILE);

  private final Set<String> words;
  private final Set<ModuleMap> uses;

  ModuleMap(Set<String> words, ModuleMap... uses) {
    this.words = Set.copyOf(words);
    Set<ModuleMap> reachable = new LinkedHashSet<>();
    for (ModuleMap used : uses) {
      reachable.add(used);
      reachable.addAll(used.uses);
    }
    this.uses = Set.copyOf(reachable);
  }

  /** The packages that this module owns, as ArchUnit patterns. */
  String[] packages() {
    return words.stream().sorted().map(word -> "io.statarb." + word + "..").toArray(String[]::new);
  }

  /** The packages of all modules that this one must not use. */
  String[] foreignPackages() {
    return Arrays.stream(values())
        .filter(module -> module != this && !uses.contains(module))
        .flatMap(module -> Arrays.stream(module.packages()))
        .toArray(String[]::new);
  }
}
