package io.statarb.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.statarb.features.PairDefinition;
import io.statarb.features.RatioErrors;
import io.statarb.instruments.Instrument;
import io.statarb.ticks.TickColumns;
import io.statarb.training.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PairFitTest {
  private static final PairSpec ACROSS = new PairSpec(3, TickWorld.Y, TickWorld.X);
  private static final List<Instrument> LEGS = List.of(TickWorld.Y, TickWorld.X);
  private static final PairSpec SAME = new PairSpec(0, TickWorld.Y, TickWorld.Y_ELSEWHERE);

  private static double ratio(FittedPair pair) {
    return pair.hedges().getFirst().ratio();
  }

  @Test
  void shouldRecoverTheWorldWhenThePairIsCointegrated() {
    TickColumns ticks = TickWorld.ticks(Seeds.seed(), 40_000, 0.8, 0.99, 5e-5, TickWorld.X);

    FittedPair pair = PairFit.fit(ACROSS, List.of(ticks));

    // Four standard errors: about one seed in 16,000 fails.
    assertThat(ratio(pair)).isCloseTo(0.8, within(4 * pair.hedges().getFirst().standardError()));
    assertThat(pair.hedges().getFirst().standardError()).isBetween(0.0, 0.02);
    assertThat(pair.phi()).isCloseTo(0.99, within(4 * pair.phiSe()));
    assertThat(pair.halfLifeS()).isCloseTo(68.97, within(4 * pair.halfLifeSe()));
    assertThat(pair.spreadSd()).isCloseTo(5e-5 / StrictMath.sqrt(1 - 0.99 * 0.99), within(1e-4));
    assertThat(pair.spreadMean()).isCloseTo(0, within(1e-12));
    assertThat(pair.unitRoot().stat()).isLessThan(pair.unitRoot().critical5());
    assertThat(pair.method()).isEqualTo(HedgeMethod.OLS);
    assertThat(pair.accepted()).isTrue();
    assertThat(pair.toDefinition().hedges().getFirst().ratio()).isEqualTo(ratio(pair));
    assertThat(pair.samples()).isBetween(39_990L, 40_000L);
  }

  @Test
  void shouldRecoverBothHedgeRatiosOfABasket() {
    PairSpec basket =
        new PairSpec(1, TickWorld.Y, List.of(TickWorld.X, TickWorld.X2), List.of(), false);

    FittedPair pair =
        PairFit.fit(basket, List.of(TickWorld.basket(Seeds.seed(), 40_000, 0.99, 5e-5)));

    FittedHedge first = pair.hedges().get(0);
    FittedHedge second = pair.hedges().get(1);
    // Four standard errors each: about one seed in 8,000 fails.
    assertThat(first.ratio()).isCloseTo(0.8, within(4 * first.standardError()));
    assertThat(second.ratio()).isCloseTo(-0.4, within(4 * second.standardError()));
    assertThat(pair.halfLifeS()).isCloseTo(68.97, within(4 * pair.halfLifeSe()));
    assertThat(pair.unitRoot().critical5()).isCloseTo(-3.741, within(0.001));
    assertThat(pair.accepted()).isTrue();
    PairDefinition definition = pair.toDefinition();
    assertThat(definition.name()).isEqualTo("EURUSD.FXCM-NZDUSD.FXCM-GBPUSD.FXCM");
    List<List<Double>> covariance = definition.ratioErrors().covariance();
    assertThat(StrictMath.sqrt(covariance.get(1).get(1))).isEqualTo(second.standardError());
    assertThat(definition.ratioErrors().logMeans()).hasSize(2).allMatch(Double::isFinite);
  }

  @Test
  void shouldTakeGivenHedgeRatiosAsTheyAre() {
    PairSpec basket =
        new PairSpec(1, TickWorld.Y, List.of(TickWorld.X, TickWorld.X2), List.of(0.8, -0.4), false);

    FittedPair pair =
        PairFit.fit(basket, List.of(TickWorld.basket(Seeds.seed(), 20_000, 0.9, 2e-5)));

    assertThat(pair.method()).isEqualTo(HedgeMethod.GIVEN);
    assertThat(pair.hedges()).extracting(FittedHedge::ratio).containsExactly(0.8, -0.4);
    assertThat(pair.hedges()).extracting(FittedHedge::standardError).containsOnly(0.0);
    assertThat(pair.intercept()).isCloseTo(0.3, within(1e-5));
    assertThat(pair.toDefinition().ratioErrors()).isEqualTo(RatioErrors.NONE);
  }

  @Test
  void shouldTakeRatiosThatAScreenFoundInTheSameWindowForAsUncertainAsFittedOnes() {
    TickColumns ticks = TickWorld.basket(Seeds.seed(), 20_000, 0.99, 5e-5);
    List<Instrument> legs = List.of(TickWorld.X, TickWorld.X2);

    FittedPair screened =
        PairFit.fit(new PairSpec(1, TickWorld.Y, legs, List.of(0.8, -0.4), true), List.of(ticks));

    FittedPair fitted =
        PairFit.fit(new PairSpec(1, TickWorld.Y, legs, List.of(), false), List.of(ticks));
    assertThat(screened.method()).isEqualTo(HedgeMethod.SCREENED);
    assertThat(screened.hedges()).extracting(FittedHedge::ratio).containsExactly(0.8, -0.4);
    for (int leg = 0; leg < 2; leg++) {
      double error = fitted.hedges().get(leg).standardError();
      // The reversion of the two spreads, and so the errors, differ a little.
      assertThat(screened.hedges().get(leg).standardError()).isCloseTo(error, within(0.2 * error));
    }
  }

  @Test
  void shouldNotEstimateTheHedgeRatioWhenBothLegsAreTheSameSymbol() {
    TickColumns ticks =
        TickWorld.ticks(Seeds.seed(), 20_000, 1.0, 0.9, 2e-5, TickWorld.Y_ELSEWHERE);

    FittedPair pair = PairFit.fit(SAME, List.of(ticks));

    assertThat(pair.method()).isEqualTo(HedgeMethod.IDENTITY);
    assertThat(ratio(pair)).isEqualTo(1.0);
    assertThat(pair.hedges().getFirst().standardError()).isZero();
    assertThat(pair.intercept()).isCloseTo(0.3, within(1e-5));
    assertThat(pair.accepted()).isTrue();
  }

  @Test
  void shouldNotFindCointegrationInRandomWalksMoreOftenThanTheTestAllows() {
    long seed = Seeds.seed();
    int found = 0;
    int rounds = 60;
    for (int round = 0; round < rounds; round++) {
      TickColumns ticks = TickWorld.ticks(seed + 1000 + round, 3000, 0, 1.0, 4e-5, TickWorld.X);
      FittedPair pair = PairFit.fit(ACROSS, List.of(ticks));
      found += pair.unitRoot().stat() < pair.unitRoot().critical5() ? 1 : 0;
    }

    // 5 % of 60 is 3, the sd 1.7: more than 9 has a chance of 1 in 1,000.
    assertThat(found).isLessThanOrEqualTo(9);
  }

  @Test
  void shouldNotJoinSamplesAcrossAGap() {
    TickColumns ticks = TickWorld.ticks(Seeds.seed(), 2000, 0.8, 0.9, 5e-5, TickWorld.X);
    MidGrid whole = new MidGrid(2);
    whole.add(ticks, LEGS);

    MidGrid broken = new MidGrid(2);
    broken.add(TickWorld.withGap(ticks, 1001), LEGS);

    // The quote of Y in second 500 is gone: the sample one grid step later is missing, the segment
    // ends there.
    assertThat(broken.count()).isEqualTo(whole.count() - 1);
    assertThat(broken.segment(0)).isNotEqualTo(broken.segment(broken.count() - 1));
    assertThat(whole.segment(0)).isEqualTo(whole.segment(whole.count() - 1));
  }

  @Test
  void shouldNotLookAtTicksAfterTheSampledTime() {
    TickColumns ticks = TickWorld.ticks(Seeds.seed(), 1200, 0.8, 0.9, 5e-5, TickWorld.X);
    TickColumns shorter = new TickColumns(ticks.count());
    for (int i = 0; i < 1600; i++) {
      shorter.add(
          ticks.tsNs()[i],
          ticks.instrumentId()[i],
          ticks.bidPxTicks()[i],
          ticks.askPxTicks()[i],
          ticks.condition()[i],
          0,
          i);
    }
    MidGrid whole = new MidGrid(2);
    whole.add(ticks, LEGS);
    MidGrid part = new MidGrid(2);
    part.add(shorter, LEGS);

    for (int i = 0; i < part.count(); i++) {
      assertThat(part.log(0)[i]).isEqualTo(whole.log(0)[i]);
      assertThat(part.log(1)[i]).isEqualTo(whole.log(1)[i]);
    }
  }

  @Test
  void shouldRejectWithAReasonWhenThereAreTooFewSamples() {
    TickColumns ticks = TickWorld.ticks(Seeds.seed(), 100, 0.8, 0.9, 5e-5, TickWorld.X);

    FittedPair pair = PairFit.fit(ACROSS, List.of(ticks));

    assertThat(pair.accepted()).isFalse();
    assertThat(pair.rejection()).isEqualTo(Rejection.TOO_FEW_SAMPLES);
    assertThat(pair.detail()).contains("samples=99");
  }

  @Test
  void shouldRejectWithAReasonWhenTheHedgeRatioIsNotPositive() {
    TickColumns ticks = TickWorld.ticks(Seeds.seed(), 5000, -0.7, 0.9, 1e-5, TickWorld.X);

    assertThat(PairFit.fit(ACROSS, List.of(ticks)).rejection())
        .isEqualTo(Rejection.HEDGE_RATIO_NOT_POSITIVE);
  }

  @Test
  void shouldRejectWithAReasonWhenNeighbouringSpreadsDoNotResembleEachOther() {
    TickColumns ticks = TickWorld.ticks(Seeds.seed(), 5000, 0.8, -0.5, 5e-5, TickWorld.X);

    assertThat(PairFit.fit(ACROSS, List.of(ticks)).rejection())
        .isEqualTo(Rejection.PHI_NOT_POSITIVE);
  }

  @Test
  void shouldSurviveSessionsWithoutATick() {
    FittedPair pair = PairFit.fit(ACROSS, List.of(new TickColumns(1), new TickColumns(1)));

    assertThat(pair.rejection()).isEqualTo(Rejection.TOO_FEW_SAMPLES);
  }
}
