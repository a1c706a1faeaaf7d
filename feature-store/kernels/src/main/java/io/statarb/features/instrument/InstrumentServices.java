package io.statarb.features.instrument;

import io.statarb.features.FeatureService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The services of single instruments. What a service once was stays, as old bundles rest on it. */
public final class InstrumentServices {
  /** Quotes with sizes, trades and ten levels. */
  public static final String L2_INSTRUMENT_V1 = "l2-instrument-v1";

  private static final List<InstrumentFamily> L2_INSTRUMENT_V1_FAMILIES =
      List.of(
          new InstrumentFamily("microprice", Microprice.FIELDS, Microprice::new),
          new InstrumentFamily("quote imbalance", QuoteImbalance.FIELDS, QuoteImbalance::new),
          new InstrumentFamily("quote flow", QuoteFlow.FIELDS, QuoteFlow::new),
          new InstrumentFamily("book imbalance", BookImbalance.FIELDS, BookImbalance::new),
          new InstrumentFamily("book flow", BookFlow.FIELDS, BookFlow::new),
          new InstrumentFamily("book shape", BookShape.FIELDS, BookShape::new),
          new InstrumentFamily("trade flow", TradeFlow.FIELDS, TradeFlow::new),
          new InstrumentFamily("variation", Variation.FIELDS, Variation::new),
          new InstrumentFamily("spread and depth", SpreadAndDepth.FIELDS, SpreadAndDepth::new),
          new InstrumentFamily("activity", Activity.FIELDS, Activity::new),
          new InstrumentFamily("momentum", Momentum.FIELDS, Momentum::new),
          new InstrumentFamily("price impact", PriceImpact.FIELDS, PriceImpact::new),
          InstrumentFamily.MARK);

  private InstrumentServices() {}

  /** Names of the services of single instruments. */
  public static List<String> known() {
    return List.of(L2_INSTRUMENT_V1);
  }

  /**
   * The service of this name as the kernels of this version compute it.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static FeatureService named(String service) {
    return new FeatureService(
        service, families(service).stream().flatMap(family -> family.fields().stream()).toList());
  }

  /** Name of the family of each column of a service, by the column's name. */
  public static Map<String, String> familyOf(String service) {
    Map<String, String> names = new LinkedHashMap<>();
    families(service)
        .forEach(family -> family.fields().forEach(f -> names.put(f.name(), family.name())));
    return names;
  }

  static List<InstrumentFamily> families(String service) {
    if (service.equals(L2_INSTRUMENT_V1)) {
      return L2_INSTRUMENT_V1_FAMILIES;
    }
    throw new IllegalArgumentException(
        "no such feature service: name=%s known=%s".formatted(service, known()));
  }
}
