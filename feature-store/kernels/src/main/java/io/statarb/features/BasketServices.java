package io.statarb.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The services of pairs and baskets. What a service once was stays, as old bundles rest on it. */
final class BasketServices {
  static final String FX_PAIR_V1 = "fx-pair-v1";
  static final String FX_PAIR_V2 = "fx-pair-v2";
  static final String BASKET_V1 = "basket-v1";
  static final String BAR_PAIR_V1 = "bar-pair-v1";
  static final String BAR_BASKET_V1 = "bar-basket-v1";
  static final List<String> NAMES =
      List.of(FX_PAIR_V1, FX_PAIR_V2, BASKET_V1, BAR_PAIR_V1, BAR_BASKET_V1);

  private static final Set<String> OF_PAIRS = Set.of(FX_PAIR_V1, FX_PAIR_V2, BAR_PAIR_V1);

  private static final List<FeatureFamily> FX_PAIR_V1_FAMILIES =
      List.of(
          new FeatureFamily("spread scores", SpreadScores.FIELDS, SpreadScores::ofTicks),
          new FeatureFamily("spread motion", SpreadMotion.FIELDS, SpreadMotion::new),
          new FeatureFamily("leg momentum", LegMomentum.FIELDS, LegMomentum::new),
          new FeatureFamily("quote activity", QuoteActivity.FIELDS, QuoteActivity::new),
          new FeatureFamily("crossing cost", CrossingCost.FIELDS, CrossingCost::new),
          new FeatureFamily("session clock", SessionClock.FIELDS, SessionClock::new));

  private static final List<FeatureFamily> FX_PAIR_V2_FAMILIES =
      Stream.concat(
              FX_PAIR_V1_FAMILIES.stream(),
              Stream.of(
                  new FeatureFamily("kalman hedge", KalmanHedge.FIELDS, KalmanHedge::new),
                  new FeatureFamily("mean reversion", MeanReversion.FIELDS, MeanReversion::new),
                  new FeatureFamily("spread speed", SpreadSpeed.FIELDS, SpreadSpeed::new),
                  new FeatureFamily("leg dependence", LegDependence.FIELDS, LegDependence::new),
                  FeatureFamily.MARK))
          .toList();

  private static final List<FeatureFamily> BASKET_V1_FAMILIES =
      List.of(
          new FeatureFamily("spread scores", SpreadScores.FIELDS, SpreadScores::ofTicks),
          new FeatureFamily("spread motion", SpreadMotion.FIELDS, SpreadMotion::new),
          new FeatureFamily("spread speed", SpreadSpeed.FIELDS, SpreadSpeed::new),
          new FeatureFamily("mean reversion", MeanReversion.FIELDS, MeanReversion::new),
          new FeatureFamily("factor residuals", FactorResiduals.FIELDS, FactorResiduals::new),
          new FeatureFamily("all legs", AllLegs.FIELDS, AllLegs::new),
          new FeatureFamily("session clock", SessionClock.FIELDS, SessionClock::new),
          FeatureFamily.MARK);

  private static final List<FeatureFamily> BAR_PAIR_V1_FAMILIES =
      List.of(
          new FeatureFamily("spread scores", SpreadScores.BAR_FIELDS, SpreadScores::ofBars),
          new FeatureFamily("bar motion", BarMotion.FIELDS, BarMotion::ofPair),
          new FeatureFamily("crossing cost", CrossingCost.FIELDS, CrossingCost::new),
          FeatureFamily.MARK);

  private static final List<FeatureFamily> BAR_BASKET_V1_FAMILIES =
      List.of(
          new FeatureFamily("spread scores", SpreadScores.BAR_FIELDS, SpreadScores::ofBars),
          new FeatureFamily("bar motion", BarMotion.BASKET_FIELDS, BarMotion::ofBasket),
          new FeatureFamily("basket cost", BasketCost.FIELDS, BasketCost::new),
          FeatureFamily.MARK);

  private BasketServices() {}

  static List<FeatureFamily> families(String service) {
    return switch (service) {
      case FX_PAIR_V1 -> FX_PAIR_V1_FAMILIES;
      case FX_PAIR_V2 -> FX_PAIR_V2_FAMILIES;
      case BASKET_V1 -> BASKET_V1_FAMILIES;
      case BAR_PAIR_V1 -> BAR_PAIR_V1_FAMILIES;
      case BAR_BASKET_V1 -> BAR_BASKET_V1_FAMILIES;
      default ->
          throw new IllegalArgumentException(
              "no such feature service: name=%s known=%s".formatted(service, NAMES));
    };
  }

  /** Whether the service has features of a leg Y and a leg X. */
  static boolean needsPair(String service) {
    return OF_PAIRS.contains(service);
  }

  /** Whether the service looks at the closes of bars and counts time in bars. */
  static boolean ofBars(String service) {
    return service.equals(BAR_PAIR_V1) || service.equals(BAR_BASKET_V1);
  }

  static FeatureService service(String service) {
    return new FeatureService(
        service, families(service).stream().flatMap(family -> family.fields().stream()).toList());
  }

  /** Name of the family of each column, by the column's name. */
  static Map<String, String> familyOf(String service) {
    Map<String, String> names = new LinkedHashMap<>();
    families(service)
        .forEach(family -> family.fields().forEach(f -> names.put(f.name(), family.name())));
    return names;
  }
}
