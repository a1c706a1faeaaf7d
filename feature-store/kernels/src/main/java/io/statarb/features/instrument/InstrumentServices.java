package io.statarb.features.instrument;

import io.statarb.features.FeatureService;
import java.util.List;

/** The services of single instruments. What a service once was stays, as old bundles rest on it. */
public final class InstrumentServices {
  /** Quotes with sizes, trades and ten levels. */
  public static final String L2_INSTRUMENT_V1 = "l2-instrument-v1";

  private static final List<InstrumentFamily> L2_INSTRUMENT_V1_FAMILIES =
      List.of(
          new InstrumentFamily(Microprice.FIELDS, Microprice::new),
          new InstrumentFamily(QuoteImbalance.FIELDS, QuoteImbalance::new),
          new InstrumentFamily(QuoteFlow.FIELDS, QuoteFlow::new),
          new InstrumentFamily(BookImbalance.FIELDS, BookImbalance::new),
          new InstrumentFamily(BookFlow.FIELDS, BookFlow::new),
          new InstrumentFamily(BookShape.FIELDS, BookShape::new),
          new InstrumentFamily(TradeFlow.FIELDS, TradeFlow::new),
          new InstrumentFamily(Variation.FIELDS, Variation::new),
          new InstrumentFamily(SpreadAndDepth.FIELDS, SpreadAndDepth::new),
          new InstrumentFamily(Activity.FIELDS, Activity::new),
          new InstrumentFamily(Momentum.FIELDS, Momentum::new),
          new InstrumentFamily(PriceImpact.FIELDS, PriceImpact::new),
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

  static List<InstrumentFamily> families(String service) {
    if (service.equals(L2_INSTRUMENT_V1)) {
      return L2_INSTRUMENT_V1_FAMILIES;
    }
    throw new IllegalArgumentException(
        "no such feature service: name=%s known=%s".formatted(service, known()));
  }
}
