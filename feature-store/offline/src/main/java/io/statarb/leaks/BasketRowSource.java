package io.statarb.leaks;

import io.statarb.features.BasketDefinition;
import io.statarb.features.BasketFeatures;
import io.statarb.features.BasketLeg;
import io.statarb.features.FeatureService;
import io.statarb.instruments.Instrument;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.tape.sbe.QuoteCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rows of the kernels of pairs or baskets, over the pairs of all instruments that have quotes, or
 * the one basket of them. The definitions are constants: what a spread is called 0 does not matter
 * here, and nothing may be fitted on the data that is probed.
 */
final class BasketRowSource implements RowSource {
  /** Instruments to make pairs of; more make no other kernels. */
  private static final int MOST_INSTRUMENTS = 4;

  private static final double HALF = 0.5;
  private static final byte GOOD = (byte) QuoteCondition.GOOD.value();

  private final FeatureService service;
  private final boolean pairs;

  BasketRowSource(FeatureService service, boolean pairs) {
    this.service = service;
    this.pairs = pairs;
  }

  @Override
  public List<String> columns() {
    return service.names();
  }

  /** One basket at work; {@code legOf} has the legs by symbol. */
  private record Running(String name, BasketFeatures features, Map<Integer, Integer> legOf) {}

  @Override
  public void rows(ProbeData data, Rows rows) {
    List<Running> all = running(data);
    for (int i = 0; i < data.events().size(); i++) {
      MarketEvent event = data.events().get(i);
      if (event.kind() != MarketEvent.Kind.QUOTE) {
        continue;
      }
      for (Running one : all) {
        Integer leg = one.legOf().get(event.symbol());
        if (leg != null
            && one.features().onTick(event.knownNs(), leg, px(event, 0), px(event, 2), GOOD)) {
          rows.row(one.name(), i, event.knownNs(), one.features().values());
        }
      }
    }
  }

  /** Half a quote is a gap, which the kernels know by a price of 0. */
  private static long px(MarketEvent event, int at) {
    return event.numbers()[at] == MarketDataSink.NULL_PX ? 0 : event.numbers()[at];
  }

  private List<Running> running(ProbeData data) {
    int count = Math.min(MOST_INSTRUMENTS, data.symbols().size());
    List<Running> all = new ArrayList<>();
    if (!pairs) {
      if (count > 1) {
        all.add(running(data, 0, IntStream.range(0, count).toArray()));
      }
      return all;
    }
    for (int y = 0; y < count; y++) {
      for (int x = y + 1; x < count; x++) {
        all.add(running(data, all.size(), new int[] {y, x}));
      }
    }
    return all;
  }

  private Running running(ProbeData data, int id, int[] symbols) {
    Map<Integer, Integer> legOf = new HashMap<>();
    List<BasketLeg> legs = new ArrayList<>();
    List<Instrument> instruments = new ArrayList<>();
    for (int leg = 0; leg < symbols.length; leg++) {
      Instrument instrument = instrument(symbols[leg], data.symbols().get(symbols[leg]));
      legOf.put(symbols[leg], leg);
      instruments.add(instrument);
      double weight = leg == 0 ? 1.0 : -1.0 / (symbols.length - 1);
      legs.add(new BasketLeg(instrument.name(), weight, leg == 0 ? 0 : HALF, leg == 0 ? 0 : HALF));
    }
    String name = String.join("-", legs.stream().map(BasketLeg::instrument).toList());
    BasketDefinition basket = new BasketDefinition(id, legs, 0, 0, 1);
    return new Running(name, BasketFeatures.of(service, basket, instruments), legOf);
  }

  /** A tick of 1e-9, so that prices stay as they are. */
  private static Instrument instrument(int id, String name) {
    int dot = name.lastIndexOf('.');
    return new Instrument(
        id,
        dot > 0 ? name.substring(0, dot) : name,
        dot > 0 ? name.substring(dot + 1) : "PROBE",
        "forex",
        1,
        2_000,
        "USD");
  }
}
