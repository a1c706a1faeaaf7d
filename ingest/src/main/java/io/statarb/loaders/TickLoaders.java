package io.statarb.loaders;

import io.statarb.cli.Refusal;
import io.statarb.settings.Strategy;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The formats that can be read. A new one is a class and a line here. */
public final class TickLoaders {
  private static final Map<String, Function<Strategy, TickLoader>> LOADERS =
      new TreeMap<>(
          Map.of(
              LeanQuoteLoader.FORMAT,
              strategy -> new LeanQuoteLoader(),
              DailyBarQuotes.FORMAT,
              DailyBarQuotes::new));

  private TickLoaders() {}

  /**
   * A loader of the format that a strategy names.
   *
   * @throws Refusal when there is none, naming those that exist
   */
  public static TickLoader of(Strategy strategy) {
    String format = strategy.data().format();
    Function<Strategy, TickLoader> loader = LOADERS.get(format);
    if (loader == null) {
      throw Refusal.usage(
          "data.format names no loader: data.format=%s known=%s"
              .formatted(format, LOADERS.keySet()));
    }
    return loader.apply(strategy);
  }
}
