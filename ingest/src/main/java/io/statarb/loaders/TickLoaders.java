package io.statarb.loaders;

import io.statarb.cli.Refusal;
import java.util.List;

/** The formats that can be read. A new one is a class and a line here. */
public final class TickLoaders {
  private static final List<TickLoader> LOADERS = List.of(new LeanQuoteLoader());

  private TickLoaders() {}

  /**
   * The loader of a format.
   *
   * @throws Refusal when there is none, naming those that exist
   */
  public static TickLoader of(String format) {
    for (TickLoader loader : LOADERS) {
      if (loader.format().equals(format)) {
        return loader;
      }
    }
    throw Refusal.usage(
        "data.format names no loader: data.format=%s known=%s"
            .formatted(format, LOADERS.stream().map(TickLoader::format).toList()));
  }
}
