package io.statarb.features;

import java.util.List;
import java.util.function.Function;

/**
 * A family of features: its columns and how its kernel is made. A service is a list of families; to
 * add one, write a {@link FeatureKernel} with its fields and name it here in a new service.
 *
 * @param fields the columns its kernel writes, in order
 * @param make makes the kernel of one pair
 */
record FeatureFamily(List<FeatureField> fields, Function<PairState, FeatureKernel> make) {
  private static final String FX_PAIR_V1 = "fx-pair-v1";

  private static final List<FeatureFamily> FX_PAIR_V1_FAMILIES =
      List.of(
          new FeatureFamily(SpreadScores.FIELDS, SpreadScores::new),
          new FeatureFamily(SpreadMotion.FIELDS, SpreadMotion::new),
          new FeatureFamily(LegMomentum.FIELDS, LegMomentum::new),
          new FeatureFamily(QuoteActivity.FIELDS, QuoteActivity::new),
          new FeatureFamily(CrossingCost.FIELDS, CrossingCost::new),
          new FeatureFamily(SessionClock.FIELDS, SessionClock::new));

  static List<FeatureFamily> families(String service) {
    if (service.equals(FX_PAIR_V1)) {
      return FX_PAIR_V1_FAMILIES;
    }
    throw new IllegalArgumentException(
        "no such feature service: name=%s known=[%s]".formatted(service, FX_PAIR_V1));
  }

  static FeatureService service(String service) {
    return new FeatureService(
        service, families(service).stream().flatMap(family -> family.fields().stream()).toList());
  }
}
