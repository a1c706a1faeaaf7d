package io.statarb.leaks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of a source with columns beside them that see the future: the price of the next tick, the
 * time until it, and a price as it is corrected later. A probe that does not find them is blind.
 */
final class PlantedRowSource implements RowSource {
  static final List<String> PLANTED =
      List.of("planted_next_mid", "planted_next_tick_ns", "planted_corrected_mid");

  private final RowSource source;

  PlantedRowSource(RowSource source) {
    this.source = source;
  }

  @Override
  public List<String> columns() {
    List<String> columns = new ArrayList<>(source.columns());
    columns.addAll(PLANTED);
    return columns;
  }

  @Override
  public void rows(ProbeData data, Rows rows) {
    Map<MarketEvent, Double> corrected = new HashMap<>();
    data.corrections().forEach(c -> corrected.put(c.of(), c.mid()));
    double[] nextMid = nextMids(data);
    int first = source.columns().size();
    double[] all = new double[first + PLANTED.size()];
    source.rows(
        data,
        (entity, event, tsNs, values) -> {
          System.arraycopy(values, 0, all, 0, first);
          MarketEvent now = data.events().get(event);
          boolean last = event + 1 == data.events().size();
          all[first] = nextMid[event];
          all[first + 1] = last ? Double.NaN : data.events().get(event + 1).knownNs() - tsNs;
          all[first + 2] = corrected.getOrDefault(now, now.mid());
          rows.row(entity, event, tsNs, all);
        });
  }

  /** Middle of the next quote of the same instrument, by event. */
  private static double[] nextMids(ProbeData data) {
    double[] next = new double[data.events().size()];
    double[] ahead = new double[data.symbols().size()];
    Arrays.fill(ahead, Double.NaN);
    for (int i = next.length - 1; i >= 0; i--) {
      MarketEvent event = data.events().get(i);
      next[i] = ahead[event.symbol()];
      if (!Double.isNaN(event.mid())) {
        ahead[event.symbol()] = event.mid();
      }
    }
    return next;
  }
}
