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

  private static final long NONE = Long.MIN_VALUE;

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
    Ahead ahead = Ahead.of(data);
    int first = source.columns().size();
    double[] all = new double[first + PLANTED.size()];
    source.rows(
        data,
        (entity, event, tsNs, values) -> {
          System.arraycopy(values, 0, all, 0, first);
          MarketEvent now = data.events().get(event);
          all[first] = ahead.mids()[event];
          long laterNs = ahead.timesNs()[event];
          all[first + 1] = laterNs == NONE ? Double.NaN : laterNs - tsNs;
          all[first + 2] = corrected.getOrDefault(now, now.mid());
          rows.row(entity, event, tsNs, all);
        });
  }

  /** What comes next after each event, at a later time; NaN and NONE where nothing does. */
  @SuppressWarnings("ArrayRecordComponent") // As long as the data; nobody changes them.
  private record Ahead(double[] mids, long[] timesNs) {

    static Ahead of(ProbeData data) {
      int count = data.events().size();
      double[] mids = new double[count];
      long[] timesNs = new long[count];
      double[] midOf = new double[data.symbols().size()];
      Arrays.fill(midOf, Double.NaN);
      long laterNs = NONE;
      for (int end = count; end > 0; ) {
        long nowNs = data.events().get(end - 1).knownNs();
        int start = end;
        while (start > 0 && data.events().get(start - 1).knownNs() == nowNs) {
          start--;
          mids[start] = midOf[data.events().get(start).symbol()];
          timesNs[start] = laterNs;
        }
        data.events().subList(start, end).reversed().stream()
            .filter(event -> !Double.isNaN(event.mid()))
            .forEach(event -> midOf[event.symbol()] = event.mid());
        laterNs = nowNs;
        end = start;
      }
      return new Ahead(mids, timesNs);
    }
  }
}
