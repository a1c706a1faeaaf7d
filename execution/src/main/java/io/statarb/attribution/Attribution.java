package io.statarb.attribution;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Universe;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.tape.TapeReader;
import java.nio.file.Path;

/** Attribution of trading tapes. */
public final class Attribution {
  private Attribution() {}

  /** Folds a whole trading tape; the instruments are those of the strategy. */
  public static SessionAttribution of(Path tape, Strategy strategy) {
    return of(tape, strategy, Settings.universe(strategy));
  }

  /**
   * Folds a whole trading tape.
   *
   * @param tape folder of the tape
   * @param strategy pairs and fees that it was traded with
   * @param universe instruments
   * @throws Refusal naming the tape when it is damaged, not whole, or its records do not fit
   *     together
   */
  public static SessionAttribution of(Path tape, Strategy strategy, Universe universe) {
    AttributionFold fold = new AttributionFold(strategy, universe);
    try (TapeReader reader = TapeReader.open(tape)) {
      while (reader.next()) {
        fold.accept(reader.buffer(), reader.offset());
      }
      return fold.result();
    } catch (Refusal e) {
      throw Refusal.data("tape %s: %s".formatted(tape, e.getMessage()));
    } catch (ArithmeticException e) {
      throw Refusal.data(
          "tape %s: an amount on it leaves 64 bits: %s".formatted(tape, e.getMessage()));
    }
  }
}
