package io.statarb.gates;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.features.FeatureService;
import io.statarb.features.PairDefinition;
import io.statarb.features.PairFeatures;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.offline.PairRows;
import io.statarb.tape.sbe.QuoteCondition;
import io.statarb.ticks.TickColumns;
import io.statarb.training.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FeatureParityTest {
  private static final Instrument Y =
      new Instrument(0, "EURUSD", "FXCM", "forex", 10_000, 1000, "USD");
  private static final Instrument X =
      new Instrument(1, "NZDUSD", "FXCM", "forex", 10_000, 1000, "USD");
  private static final Universe UNIVERSE = new Universe(List.of(Y, X));
  private static final PairDefinition PAIR =
      new PairDefinition(0, Y.name(), X.name(), 0.8, 0.4, 0, 4e-4, 300);
  private static final FeatureService SERVICE = FeatureService.named("fx-pair-v1");
  private static final int TICKS = 4000;

  /** Ticks as on a history tape, one leg after the other, a gap now and then. */
  private static TickColumns ticks(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TickColumns ticks = new TickColumns(TICKS);
    long ts = 1_398_900_000_000_000_000L;
    long[] mid = {138_000, 86_000};
    for (int i = 0; i < TICKS; i++) {
      ts += random.nextLong(0, 800_000_000L);
      int leg = random.nextInt(2);
      mid[leg] += random.nextLong(-3, 4);
      boolean gap = random.nextInt(100) == 0;
      ticks.add(
          ts,
          leg,
          gap ? Instrument.NULL_PX : mid[leg],
          gap ? Instrument.NULL_PX : mid[leg] + random.nextLong(1, 9),
          (byte) (gap ? QuoteCondition.CROSSED : QuoteCondition.GOOD).value(),
          0,
          i + 1);
    }
    return ticks;
  }

  /** The table that a sound materialisation of these ticks writes. */
  private static PairRows table(TickColumns ticks) {
    PairFeatures features = PairFeatures.of(SERVICE, PAIR, List.of(Y, X));
    int k = SERVICE.size();
    long[] seq = new long[TICKS];
    long[] ts = new long[TICKS];
    double[] spread = new double[TICKS];
    double[] values = new double[TICKS * k];
    int n = 0;
    for (int i = 0; i < ticks.count(); i++) {
      if (features.onTick(
          ticks.tsNs()[i],
          ticks.instrumentId()[i],
          ticks.bidPxTicks()[i],
          ticks.askPxTicks()[i],
          ticks.condition()[i])) {
        seq[n] = i;
        ts[n] = ticks.tsNs()[i];
        spread[n] = features.spread();
        System.arraycopy(features.values(), 0, values, n * k, k);
        n++;
      }
    }
    return rows(
        Arrays.copyOf(seq, n),
        Arrays.copyOf(ts, n),
        Arrays.copyOf(spread, n),
        Arrays.copyOf(values, n * k));
  }

  private static PairRows rows(long[] seq, long[] ts, double[] spread, double[] values) {
    return new PairRows(
        0,
        List.of("2014-05-01"),
        seq.length,
        new int[seq.length],
        seq,
        ts,
        spread,
        values,
        SERVICE.size(),
        List.of());
  }

  private static FeatureParity compare(TickColumns ticks, PairRows table) {
    return FeatureParity.of(SERVICE, PAIR, UNIVERSE, "2014-05-01", ticks, List.of(), table);
  }

  @Test
  void shouldAgreeWhenTheTableWasMadeFromTheTape() {
    TickColumns ticks = ticks(Seeds.seed());
    PairRows table = table(ticks);

    FeatureParity parity = compare(ticks, table);

    assertThat(parity.difference()).isEmpty();
    assertThat(parity.compared()).isEqualTo(table.count()).isEqualTo(parity.bitEqual());
    assertThat(table.count()).isGreaterThan(3000);
  }

  @Test
  void shouldNameTheFeatureAndRowWhenOneValueIsOffByOneUlp() {
    TickColumns ticks = ticks(Seeds.seed());
    PairRows table = table(ticks);
    int column = SERVICE.indexOf("cost_to_cross_bps");
    int at = 1234 * SERVICE.size() + column;
    table.values()[at] = Math.nextUp(table.values()[at]);

    FeatureParity parity = compare(ticks, table);

    assertThat(parity.bitEqual()).isEqualTo(parity.compared() - 1);
    assertThat(parity.difference())
        .contains("cost_to_cross_bps")
        .contains("row " + table.tickSeq()[1234])
        .contains(Long.toString(table.tsNs()[1234]));
  }

  @Test
  void shouldCatchAColumnThatHoldsTheFuture() {
    TickColumns ticks = ticks(Seeds.seed());
    PairRows table = table(ticks);
    int column = SERVICE.indexOf("z_600s");
    // Each row gets the value of the next one: the smallest look ahead there is.
    for (int i = 0; i + 1 < table.count(); i++) {
      table.values()[i * SERVICE.size() + column] =
          table.values()[(i + 1) * SERVICE.size() + column];
    }

    FeatureParity parity = compare(ticks, table);

    assertThat(parity.bitEqual()).isLessThan(parity.compared() / 2);
    assertThat(parity.difference()).contains("z_600s");
  }

  @Test
  void shouldCountRowsThatAreMissingOrTooMany() {
    TickColumns ticks = ticks(Seeds.seed());
    PairRows whole = table(ticks);
    int n = whole.count();
    int k = SERVICE.size();
    PairRows shorter =
        rows(
            Arrays.copyOf(whole.tickSeq(), n - 1),
            Arrays.copyOf(whole.tsNs(), n - 1),
            Arrays.copyOf(whole.spread(), n - 1),
            Arrays.copyOf(whole.values(), (n - 1) * k));
    long[] moved = whole.tickSeq().clone();
    moved[n - 1] = TICKS + 5;

    assertThat(compare(ticks, shorter).bitEqual()).isEqualTo(n - 1);
    assertThat(compare(ticks, shorter).compared()).isEqualTo(n);
    assertThat(compare(ticks, shorter).difference()).contains("missing");
    FeatureParity surplus =
        compare(ticks, rows(moved, whole.tsNs(), whole.spread(), whole.values()));
    assertThat(surplus.compared()).isEqualTo(n + 1);
    assertThat(surplus.bitEqual()).isEqualTo(n - 1);
  }

  @Test
  void shouldNotPassWhenThereIsNothingToCompare() {
    FeatureParity parity =
        compare(new TickColumns(1), rows(new long[0], new long[0], new double[0], new double[0]));

    assertThat(parity.compared()).isZero();
    assertThat(parity.difference()).isEmpty();
  }
}
