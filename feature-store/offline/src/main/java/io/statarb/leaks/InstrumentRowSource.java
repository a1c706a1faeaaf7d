package io.statarb.leaks;

import io.statarb.features.FeatureService;
import io.statarb.features.instrument.InstrumentFeed;
import java.util.List;

/** Rows of the kernels of single instruments. */
final class InstrumentRowSource implements RowSource {
  private final FeatureService service;

  InstrumentRowSource(FeatureService service) {
    this.service = service;
  }

  @Override
  public List<String> columns() {
    return service.names();
  }

  @Override
  public void rows(ProbeData data, Rows rows) {
    InstrumentFeed feed =
        new InstrumentFeed(
            service,
            (symbol, event, tsNs, features) ->
                rows.row(data.symbols().get(symbol), (int) event, tsNs, features.values()));
    data.symbols().forEach(feed::symbol);
    for (int i = 0; i < data.events().size(); i++) {
      data.events().get(i).deliver(i, feed);
    }
  }
}
