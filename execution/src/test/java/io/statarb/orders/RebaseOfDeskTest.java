package io.statarb.orders;

import static io.statarb.session.Session.EUR_FXCM;
import static io.statarb.session.Session.EUR_OANDA;
import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.attribution.SessionAttribution;
import io.statarb.instruments.Rebasing;
import io.statarb.session.Session;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** ING-08: positions, orders, quotes and P&amp;L go on in the new units at once. */
class RebaseOfDeskTest {
  private static final Rebasing FOUR_FOR_ONE = new Rebasing(4, 1, 0);

  private static Desk opened() {
    Desk d = new Desk(VenueMode.SIMULATED, Session.pairs());
    d.quote(EUR_FXCM, 139_000, 139_012).quote(EUR_OANDA, 139_000, 139_012);
    assertThat(d.enter(0, 1)).isTrue();
    d.after(30).quote(EUR_FXCM, 139_000, 139_012);
    d.after(10).quote(EUR_OANDA, 139_000, 139_012);
    assertThat(d.desk.open(0)).isTrue();
    return d;
  }

  private static void closed(Desk d) {
    assertThat(d.desk.flat(0)).isTrue();
    long pnl = d.desk.pnlMicros();
    SessionAttribution a = d.end().session.attribution();
    assertThat(a.pnlMicros()).isEqualTo(pnl);
    assertThat(a.residualMicros()).isZero();
    assertThat(a.trades()).hasSize(1);
    assertThat(a.trades().getFirst().closed()).isTrue();
  }

  @Test
  void shouldHoldFourTimesTheLotsAtAQuarterOfThePriceWhenALegSplits() {
    Desk d = opened();
    long pnl = d.desk.pnlMicros();
    d.after(1_000).rebase(7, EUR_FXCM, FOUR_FOR_ONE);
    assertThat(d.desk.positionLots(0, 0)).isEqualTo(400);
    assertThat(d.desk.positionLots(0, 1)).isEqualTo(-100);
    assertThat(d.desk.quotes().bidPxTicks(EUR_FXCM)).isEqualTo(34_750);
    assertThat(d.desk.pnlMicros()).as("worth the same").isEqualTo(pnl);
    assertThat(d.desk.quotes().tradable(EUR_FXCM, d.nowNs))
        .as("no order on an old quote")
        .isFalse();
    d.after(1_000).quote(EUR_FXCM, 34_750, 34_753);
    assertThat(d.desk.quotes().tradable(EUR_FXCM, d.nowNs)).isTrue();
    assertThat(d.exit(0)).isTrue();
    d.after(30).quote(EUR_FXCM, 34_750, 34_753);
    d.after(10).quote(EUR_OANDA, 139_000, 139_012);
    closed(d);
  }

  @Test
  void shouldScaleAnOrderThatIsOutWhenItsLegSplits() {
    Desk d = opened();
    assertThat(d.exit(0)).isTrue();
    d.after(1).rebase(7, EUR_FXCM, FOUR_FOR_ONE);
    d.after(1).quote(EUR_FXCM, 34_750, 34_753);
    d.after(30).quote(EUR_FXCM, 34_750, 34_753);
    d.after(10).quote(EUR_OANDA, 139_000, 139_012);
    assertThat(d.desk.orders()).as("entry and exit, nothing unwound").isEqualTo(4);
    closed(d);
  }

  @Test
  void shouldScaleTheEntryThatIsOutWhenALegSplitsBeforeAndAfterItsArrival() {
    for (long ms : new long[] {1, 25}) {
      Desk d = new Desk(VenueMode.SIMULATED, Session.pairs());
      d.quote(EUR_FXCM, 139_000, 139_012).quote(EUR_OANDA, 139_000, 139_012);
      assertThat(d.enter(0, 1)).isTrue();
      d.after(ms).rebase(7, EUR_FXCM, FOUR_FOR_ONE);
      d.after(1).quote(EUR_FXCM, 34_750, 34_753);
      d.after(40).quote(EUR_FXCM, 34_750, 34_753).quote(EUR_OANDA, 139_000, 139_012);
      d.after(30).quote(EUR_FXCM, 34_750, 34_753).quote(EUR_OANDA, 139_000, 139_012);
      if (d.desk.open(0)) {
        assertThat(d.desk.positionLots(0, 0)).isEqualTo(400);
        assertThat(d.exit(0)).isTrue();
        d.after(30).quote(EUR_FXCM, 34_750, 34_753).quote(EUR_OANDA, 139_000, 139_012);
        d.after(30).quote(EUR_FXCM, 34_750, 34_753).quote(EUR_OANDA, 139_000, 139_012);
      }
      long pnl = d.desk.pnlMicros();
      SessionAttribution a = d.end().session.attribution();
      assertThat(a.pnlMicros()).isEqualTo(pnl);
      assertThat(a.residualMicros()).isZero();
    }
  }

  @Test
  void shouldPayOutWhatIsLessThanALotWhenTheSplitIsReverse() {
    Desk d = opened();
    long pnl = d.desk.pnlMicros();
    // 100 lots become 14 2/7, of which 2/7 are paid out at the mid.
    d.rebase(7, EUR_OANDA, new Rebasing(1, 7, 0));
    assertThat(d.desk.positionLots(0, 1)).isEqualTo(-14);
    // The touch was rounded outwards to a tick, on 14 lots of 10,000 micros a tick.
    assertThat(Math.abs(d.desk.pnlMicros() - pnl)).isLessThan(14 * 10_000 + 60_000_000);
    d.after(1_000).quote(EUR_OANDA, 973_000, 973_084).quote(EUR_FXCM, 139_000, 139_012);
    assertThat(d.exit(0)).isTrue();
    d.after(30).quote(EUR_FXCM, 139_000, 139_012);
    d.after(10).quote(EUR_OANDA, 973_000, 973_084);
    closed(d);
  }

  @Test
  void shouldCloseTheOtherLegWhenOneBecomesLessThanALot() {
    Desk d = opened();
    d.rebase(7, EUR_OANDA, new Rebasing(1, 1_000, 0));
    assertThat(d.desk.positionLots(0, 1)).isZero();
    assertThat(d.desk.open(0)).isFalse();
    d.after(1_000).quote(EUR_FXCM, 139_000, 139_012);
    d.after(30).quote(EUR_FXCM, 139_000, 139_012);
    d.after(30).quote(EUR_FXCM, 139_000, 139_012);
    closed(d);
  }

  @Test
  void shouldPayADividendToTheLongAndTakeItFromTheShort() {
    Desk d = opened();
    long pnl = d.desk.pnlMicros();
    // 0.01 a unit: 1,000 ticks.
    d.rebase(7, EUR_FXCM, new Rebasing(1, 1, 10_000_000));
    assertThat(d.desk.quotes().bidPxTicks(EUR_FXCM)).isEqualTo(138_000);
    assertThat(d.desk.pnlMicros()).isEqualTo(pnl);
    d.rebase(8, EUR_OANDA, new Rebasing(1, 1, 10_000_000));
    assertThat(d.desk.pnlMicros()).isEqualTo(pnl);
  }

  @Test
  void shouldKeepTheBooksWholeWhenActionsComeAtRandom() {
    long seed = Long.getLong("seed", 11L);
    System.out.println("seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int actions = 0;
    for (int round = 0; round < 300; round++) {
      Desk d = new Desk(VenueMode.SIMULATED, Session.pairs());
      double[] px = {139_000, 139_000};
      int[] ids = {EUR_FXCM, EUR_OANDA};
      for (int step = 0; step < 120; step++) {
        d.after(1 + random.nextInt(60));
        int leg = random.nextInt(2);
        int what = random.nextInt(20);
        if (what == 0) {
          Rebasing r =
              new Rebasing(
                  1 + random.nextInt(3), 1 + random.nextInt(3), random.nextInt(2) * 1_000_000L);
          d.rebase(actions++, ids[leg], r);
          px[leg] = (px[leg] - r.cashE9() / 10_000.0) * r.oldUnits() / r.newUnits();
        } else if (what == 1 && d.desk.flat(0)) {
          d.enter(0, random.nextBoolean() ? 1 : -1);
        } else if (what == 2 && d.desk.open(0)) {
          d.exit(0);
        } else {
          px[leg] *= 1 + 1e-5 * (random.nextDouble() - 0.5);
          d.quote(ids[leg], (long) px[leg], (long) px[leg] + 8);
        }
      }
      d.desk.endOfDate(d.nowNs);
      long pnl = d.desk.pnlMicros();
      d.session.end(d.nowNs);
      SessionAttribution a = d.session.attribution();
      assertThat(a.pnlMicros()).as("seed=%d round=%d", seed, round).isEqualTo(pnl);
      assertThat(a.residualMicros()).as("seed=%d round=%d", seed, round).isZero();
    }
    assertThat(actions).isGreaterThan(1000);
  }
}
