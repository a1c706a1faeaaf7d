package io.statarb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.bundle.Bundle;
import io.statarb.bundle.SigningKeys;
import io.statarb.features.FeatureField;
import io.statarb.features.FeatureService;
import io.statarb.features.MissingPolicy;
import io.statarb.scoring.Scorer;
import io.statarb.settings.Settings;
import io.statarb.tape.sbe.ChildOrderDecoder;
import io.statarb.tape.sbe.DecisionDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.ScoreDecoder;
import io.statarb.ticks.TickColumns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * FST-03: each feature of each service of pairs is lost in turn. One that blocks stops trading; one
 * that degrades does not, and each row says so.
 */
final class MissingFeatureTest {
  private static final String DATE = "2014-05-07";
  private static final long SEED = Long.getLong("seed", 7L);
  private static final List<String> SERVICES =
      List.of("fx-pair-v1", "fx-pair-v2", "bar-pair-v1", "bar-basket-v1");
  private static final String MARK = "degraded_values";
  private static final int NOTHING_LOST = -1;

  @TempDir static Path folder;
  private static final Map<String, Bundle> BUNDLES = new TreeMap<>();
  private static TickColumns quotes;
  private static TickColumns bars;

  @BeforeAll
  static void makeBundles() {
    System.out.println("seed=" + SEED);
    Path tape = folder.resolve("history");
    Settings.Effective usual = TinyBundle.settings();
    SyntheticMarket.write(
        tape,
        SyntheticMarket.session(DATE),
        Settings.universe(usual.strategy()),
        usual.sha256(),
        SEED);
    quotes = TickColumns.fromTape(tape);
    bars = BarMarket.ticks(SEED);
    Path keys = folder.resolve("keys");
    for (String service : SERVICES) {
      Path bundle =
          TinyBundle.write(
              folder.resolve(service),
              TinyBundle.settings(sets(service)),
              SigningKeys.developmentKey(keys),
              TinyRun.WEIGHT);
      BUNDLES.put(service, Bundle.open(bundle, SigningKeys.publicKey(keys)));
    }
  }

  private static boolean ofBars(String service) {
    return FeatureService.named(service).ofBars();
  }

  private static String[] sets(String service) {
    return ofBars(service)
        ? BarMarket.settings(service).toArray(String[]::new)
        : new String[] {"features.service=" + service};
  }

  private static Bundle bundle(String service) {
    Bundle bundle = BUNDLES.get(service);
    if (bundle == null) {
      throw new IllegalStateException("no bundle: service=" + service);
    }
    return bundle;
  }

  private static Stream<Arguments> features(boolean block) {
    return SERVICES.stream()
        .flatMap(service ->
            FeatureService.named(service).fields().stream()
                .filter(field -> (field.missing() instanceof MissingPolicy.Degrade) != block)
                // The mark is no input: it is counted from the others.
                .filter(field -> !field.name().equals(MARK))
                .map(field -> Arguments.of(service, field.name())));
  }

  static Stream<Arguments> blocking() {
    return features(true);
  }

  static Stream<Arguments> degrading() {
    return features(false);
  }

  private static RecordedTape trade(String service, int lost) {
    Bundle bundle = bundle(service);
    RecordedTape tape = new RecordedTape();
    try (Scorer scorer = bundle.scorer(bundle.pairs().getFirst())) {
      TradingEngine engine =
          new TradingEngine(
              bundle.strategy(),
              bundle.universe(),
              bundle.featureService(),
              bundle.pairs(),
              List.of(scorer),
              tape,
              EngineMode.LIVE,
              ofBars(service) ? BarMarket.SESSION : SyntheticMarket.session(DATE));
      if (lost != NOTHING_LOST) {
        engine.withhold(lost);
      }
      new ToEngine(engine).feed(ofBars(service) ? bars : quotes, i -> 0);
    }
    return tape;
  }

  @Test
  void shouldTradeWhenNothingIsLost() {
    for (String service : SERVICES) {
      assertThat(trade(service, NOTHING_LOST).of(ChildOrderDecoder.TEMPLATE_ID))
          .as(service)
          .isNotEmpty();
    }
    assertThat(blocking()).hasSizeGreaterThan(20);
    assertThat(degrading()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("blocking")
  void shouldSendNoOrderWhenAFeatureThatBlocksIsLost(String service, String feature) {
    int column = FeatureService.named(service).indexOf(feature);
    RecordedTape tape = trade(service, column);
    assertThat(tape.of(ChildOrderDecoder.TEMPLATE_ID)).isEmpty();
    assertThat(tape.of(DecisionDecoder.TEMPLATE_ID)).isEmpty();
    ScoreDecoder score = new ScoreDecoder();
    for (UnsafeBuffer record : tape.of(ScoreDecoder.TEMPLATE_ID)) {
      score.wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());
      assertThat(score.score()).isNaN();
      assertThat(value(score, column)).as("never 0 and never the last value").isNaN();
    }
  }

  @ParameterizedTest
  @MethodSource("degrading")
  void shouldTradeOnAndSaySoWhenAFeatureThatDegradesIsLost(String service, String feature) {
    FeatureService fields = FeatureService.named(service);
    int column = fields.indexOf(feature);
    RecordedTape tape = trade(service, column);
    assertThat(tape.of(ChildOrderDecoder.TEMPLATE_ID)).isNotEmpty();
    FeatureField field = fields.fields().get(column);
    double neutral = ((MissingPolicy.Degrade) field.missing()).neutral();
    ScoreDecoder score = new ScoreDecoder();
    for (UnsafeBuffer record : tape.of(ScoreDecoder.TEMPLATE_ID)) {
      score.wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());
      assertThat(value(score, column)).isEqualTo(neutral);
      score.wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());
      assertThat(value(score, fields.indexOf(MARK))).isGreaterThanOrEqualTo(1);
    }
  }

  private static double value(ScoreDecoder score, int column) {
    int i = 0;
    double value = Double.POSITIVE_INFINITY;
    for (ScoreDecoder.FeaturesDecoder f : score.features()) {
      value = i++ == column ? f.value() : value;
    }
    return value;
  }
}
