package io.statarb.engine;

import io.statarb.bundle.TradablePair;
import io.statarb.cli.Refusal;
import io.statarb.features.FeatureService;
import io.statarb.features.PairFeatures;
import io.statarb.features.PairLegs;
import io.statarb.health.HealthGrid;
import io.statarb.instruments.Universe;
import io.statarb.orders.DeskHedge;
import io.statarb.orders.DeskPair;
import io.statarb.scoring.Scorer;
import io.statarb.settings.Strategy;
import io.statarb.time.TradingSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The pairs of a bundle as one session trades them, lowest pairId first, and by the instruments
 * that they hold. Owned by the engine's thread; a lookup allocates nothing.
 */
final class PairSlots {
  private static final int LEG_Y = 0;
  private static final int LEG_X = 1;

  private final PairSlot[] all;
  private final PairSlot[][] byInstrument;

  private PairSlots(PairSlot[] all, int instruments) {
    this.all = all;
    this.byInstrument = new PairSlot[instruments][];
    for (int id = 0; id < instruments; id++) {
      List<PairSlot> holding = new ArrayList<>();
      for (PairSlot pair : all) {
        if (pair.legs.leg(id) != PairLegs.NONE) {
          holding.add(pair);
        }
      }
      byInstrument[id] = holding.toArray(PairSlot[]::new);
    }
  }

  /** Makes what each pair of a bundle needs; scorers are in the same order as pairs. */
  static PairSlots of(
      Strategy s,
      Universe u,
      FeatureService service,
      List<TradablePair> pairs,
      List<Scorer> scorers,
      TradingSession session) {
    if (pairs.size() != scorers.size()) {
      throw new IllegalArgumentException(
          "one scorer per pair: pairs=%d scorers=%d".formatted(pairs.size(), scorers.size()));
    }
    List<PairSlot> slots = new ArrayList<>();
    HealthGrid.Clock clock = healthClock(s, service, session);
    for (int i = 0; i < pairs.size(); i++) {
      TradablePair pair = pairs.get(i);
      PairLegs legs = PairLegs.of(pair.definition(), u);
      PairFeatures features = PairFeatures.of(service, pair.definition(), legs.instruments());
      HealthGrid health = HealthGrid.of(s.health(), pair.definition(), clock);
      slots.add(new PairSlot(pair, legs, features, health, scorers.get(i)));
    }
    slots.sort(Comparator.comparingInt(slot -> slot.pairId));
    return new PairSlots(slots.toArray(PairSlot[]::new), u.count());
  }

  /** Formation sessions are as long as the one that trades. */
  private static HealthGrid.Clock healthClock(
      Strategy s, FeatureService service, TradingSession session) {
    int sessions = s.dates().formation();
    return service.ofBars()
        ? HealthGrid.Clock.ofBars((long) sessions * s.dates().sessionBars())
        : HealthGrid.Clock.ofTime(sessions * (session.endNs() - session.startNs()));
  }

  /** All pairs. */
  PairSlot[] all() {
    return all;
  }

  /** Pairs that hold an instrument. */
  PairSlot[] ofInstrument(int instrumentId) {
    return byInstrument[instrumentId];
  }

  /**
   * One pair.
   *
   * @throws Refusal when the bundle does not hold it
   */
  PairSlot get(int pairId) {
    for (PairSlot pair : all) {
      if (pair.pairId == pairId) {
        return pair;
      }
    }
    throw Refusal.data("the bundle does not hold the pair that the tape names: pairId=" + pairId);
  }

  /** The pairs as the desk knows them. */
  List<DeskPair> deskPairs() {
    List<DeskPair> deskPairs = new ArrayList<>();
    for (PairSlot pair : all) {
      List<DeskHedge> hedges = new ArrayList<>();
      for (int leg = LEG_X; leg < pair.legs.count(); leg++) {
        hedges.add(new DeskHedge(pair.legs.instrumentId(leg), pair.hedges.get(leg - 1).ratio()));
      }
      deskPairs.add(new DeskPair(pair.pairId, pair.legs.instrumentId(LEG_Y), hedges));
    }
    return deskPairs;
  }
}
