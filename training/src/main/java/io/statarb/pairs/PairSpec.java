package io.statarb.pairs;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.settings.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pair as the strategy names it, before anything is known about it.
 *
 * @param pairId position in {@code strategy.pairs}, from 0
 * @param y leg Y
 * @param hedges the hedge legs
 * @param ratios their hedge ratios where they are given; empty: they are fitted
 * @param screened whether the screen of the run chose the pair, and so gave the ratios
 */
public record PairSpec(
    int pairId, Instrument y, List<Instrument> hedges, List<Double> ratios, boolean screened) {
  /** Checks that the legs differ. */
  public PairSpec {
    hedges = List.copyOf(hedges);
    ratios = List.copyOf(ratios);
    long distinct =
        Stream.concat(Stream.of(y), hedges.stream()).map(Instrument::id).distinct().count();
    if (pairId < 0 || hedges.isEmpty() || distinct != 1 + hedges.size()) {
      throw new IllegalArgumentException(
          "a pair has an id from 0 and legs that differ: pairId=%d y=%s hedges=%s"
              .formatted(pairId, y.name(), hedges));
    }
    if (!ratios.isEmpty() && ratios.size() != hedges.size()) {
      throw new IllegalArgumentException(
          "a hedge ratio for each leg or none: pairId=%d hedges=%d ratios=%d"
              .formatted(pairId, hedges.size(), ratios.size()));
    }
  }

  /** A pair of two legs whose hedge ratio is fitted. */
  public PairSpec(int pairId, Instrument y, Instrument x) {
    this(pairId, y, List.of(x), List.of(), false);
  }

  /** The pairs of a strategy in its order. */
  public static List<PairSpec> of(Strategy strategy, Universe universe) {
    List<PairSpec> specs = new ArrayList<>();
    for (Strategy.PairSettings pair : strategy.pairs()) {
      specs.add(
          new PairSpec(
              specs.size(),
              universe.instrument(pair.y()),
              pair.x().stream().map(universe::instrument).toList(),
              pair.hedgeRatios(),
              strategy.screen().pairs() > 0));
    }
    return List.copyOf(specs);
  }

  /** The instruments of all legs, Y first. */
  public List<Instrument> legs() {
    return Stream.concat(Stream.of(y), hedges.stream()).toList();
  }

  /** Its legs, Y first, e.g. {@code EURUSD.FXCM-EURUSD.OANDA}. */
  public String name() {
    return String.join("-", legs().stream().map(Instrument::name).toList());
  }

  /** How its hedge ratios are found: 1 by identity where both legs are the same symbol. */
  HedgeMethod method() {
    if (!ratios.isEmpty()) {
      return screened ? HedgeMethod.SCREENED : HedgeMethod.GIVEN;
    }
    boolean same = hedges.size() == 1 && y.symbol().equals(hedges.getFirst().symbol());
    return same ? HedgeMethod.IDENTITY : HedgeMethod.OLS;
  }
}
