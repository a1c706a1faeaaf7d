package io.statarb.orders;

import static io.statarb.session.Session.EUR_FXCM;
import static io.statarb.session.Session.EUR_OANDA;
import static io.statarb.session.Session.NZD_FXCM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.attribution.LegTrade;
import io.statarb.attribution.RoundTrip;
import io.statarb.attribution.SessionAttribution;
import io.statarb.cli.Refusal;
import io.statarb.orders.ScriptedVenue.Answer;
import io.statarb.tape.sbe.ExecReportDecoder;
import io.statarb.tape.sbe.ParentLegDecoder;
import io.statarb.tape.sbe.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A basket: Y against two hedge legs, as one object from the order to the P&amp;L. */
class BasketOfThreeTest {
  private static final int LEGS = 3;
  private static final List<DeskPair> BASKET =
      List.of(
          new DeskPair(
              0, EUR_FXCM, List.of(new DeskHedge(EUR_OANDA, 0.7), new DeskHedge(NZD_FXCM, 0.5))));
  private static final String SETTINGS =
      "pairs=[{y: EURUSD.FXCM, x: [EURUSD.OANDA, NZDUSD.FXCM], hedge_ratios: [0.7, 0.5]}]";
  private static final int[][] ORDERS = {{0, 1, 2}, {2, 0, 1}, {1, 2, 0}};

  private static Desk quoted(Desk d) {
    return d.quote(EUR_FXCM, 139_000, 139_011)
        .quote(EUR_OANDA, 139_002, 139_012)
        .quote(NZD_FXCM, 86_000, 86_010);
  }

  @Test
  void shouldSendAllLegsTogetherAndNameThemOnTheTape() {
    Desk d = quoted(new Desk(VenueMode.SIMULATED, BASKET, SETTINGS));
    assertThat(d.enter(0, 1)).isTrue();

    assertThat(d.tape().children()).extracting(c -> (int) c.leg()).containsExactly(0, 1, 2);
    assertThat(d.tape().children()).extracting(c -> (int) c.side()).containsExactly(1, -1, -1);
    // 0.7 x 100 x 278011 / 278014 = 70.0 and 0.5 x 100 x 278011 / 172010 = 80.8
    assertThat(d.tape().children()).extracting(c -> c.qtyLots()).containsExactly(100L, 70L, 81L);
    ParentLegDecoder leg = d.tape().parentLegs().getFirst();
    assertThat(d.tape().parentLegs()).hasSize(1);
    assertThat(leg.leg()).isEqualTo((short) 2);
    assertThat(leg.instrumentId()).isEqualTo(NZD_FXCM);
    assertThat(leg.hedgeRatio()).isEqualTo(0.5);
    assertThat(leg.qtyLots()).isEqualTo(-81);
    assertThat(leg.mid2Ticks()).isEqualTo(172_010);
    assertThat(leg.seq()).isEqualTo(d.tape().parents().getFirst().seq() + 1);
  }

  @Test
  void shouldSendNothingWhenOneLegIsRefused() {
    Desk d = quoted(new Desk(VenueMode.SIMULATED, BASKET, SETTINGS, "risk.max_order_lots=99"));
    assertThat(d.enter(0, 1)).isFalse();
    assertThat(d.tape().children()).isEmpty();
    assertThat(d.tape().refusals()).extracting(r -> r.code()).containsExactly(RefusalCode.MAX_QTY);
    assertThat(d.desk.flat(0)).isTrue();
  }

  @Test
  void shouldCountTheWholeBasketAgainstTheGrossLimit() {
    // 139,006 + 97,303 + 69,664 USD; each leg alone is far below.
    Desk below = quoted(new Desk(VenueMode.SIMULATED, BASKET, SETTINGS, gross(306_000)));
    assertThat(below.enter(0, 1)).isTrue();
    Desk above = quoted(new Desk(VenueMode.SIMULATED, BASKET, SETTINGS, gross(305_900)));
    assertThat(above.enter(0, 1)).isFalse();
    assertThat(above.tape().refusals())
        .extracting(r -> r.code())
        .containsExactly(RefusalCode.GROSS_EXPOSURE);
  }

  private static String gross(long notional) {
    return "risk.max_gross_notional=" + notional;
  }

  @Test
  void shouldSplitTheRoundTripByHandComputedCauses() {
    Desk d = quoted(new Desk(VenueMode.FRICTIONLESS, BASKET, SETTINGS));
    assertThat(d.enter(0, -1)).isTrue();
    assertThat(d.desk.open(0)).isTrue();
    d.after(500).quote(EUR_FXCM, 139_020, 139_031).quote(NZD_FXCM, 86_010, 86_020);
    assertThat(d.exit(0)).isTrue();
    assertThat(d.desk.flat(0)).isTrue();
    SessionAttribution a = d.end().session.attribution();

    // Short 100 lots of Y while its mid rises by 20 ticks, long 81 of NZD while it rises by 10; a
    // tick of a lot is 0.01 USD.
    assertThat(a.pnlMicros()).isEqualTo(-20_000_000 + 8_100_000);
    // The exact hedge would have earned 0.5 x 139,005.5 USD x 10 / 86,005.
    assertThat((double) a.causes().spreadConvergence())
        .isCloseTo(-20_000_000 + 0.5 * 139_005.5e6 * 10 / 86_005, within(2.0));
    assertThat(a.causes().legging()).isZero();
    assertThat(a.residualMicros()).isZero();
    RoundTrip trip = a.trades().getFirst();
    assertThat(trip.pair()).isEqualTo("EURUSD.FXCM/EURUSD.OANDA/NZDUSD.FXCM");
    assertThat(trip.legs())
        .extracting(LegTrade::instrument)
        .containsExactly("EURUSD.FXCM", "EURUSD.OANDA", "NZDUSD.FXCM");
    assertThat(trip.legs()).extracting(LegTrade::lots).containsExactly(-100L, 70L, 81L);
    assertThat(trip.legs().get(2).exitPrice()).isCloseTo(0.86015, within(1e-9));
    assertThat(a.executions()).extracting("leg").startsWith("Y", "X", "X2");
  }

  /**
   * Every way in which three legs can end, in three orders: whatever happens the basket ends flat,
   * or held and marked, lots are conserved, and causes add up to the P&amp;L.
   */
  @Test
  void shouldEndFlatOrMarkedWhateverTheLegsDo() {
    int runs = 0;
    for (Answer y : Answer.values()) {
      for (Answer x : Answer.values()) {
        for (Answer x2 : Answer.values()) {
          for (Answer rest : Answer.values()) {
            for (int[] order : ORDERS) {
              play(new Answer[] {y, x, x2}, rest, order);
              runs++;
            }
          }
        }
      }
    }
    assertThat(runs).isEqualTo(4 * 4 * 4 * 4 * ORDERS.length);
  }

  private static void play(Answer[] entry, Answer rest, int[] order) {
    String what = List.of(entry) + " then " + rest + " from leg " + order[0];
    List<ScriptedVenue> venues = new ArrayList<>();
    Desk d =
        new Desk(
            (quotes, slots, listener) -> {
              venues.add(new ScriptedVenue(listener));
              return venues.getFirst();
            },
            BASKET,
            SETTINGS);
    ScriptedVenue venue = venues.getFirst();
    assertThat(quoted(d).enter(0, 1)).isTrue();
    for (int leg : order) {
      venue.answer(leg, entry[leg], d.nowNs);
    }
    boolean whole = List.of(entry).equals(List.of(Answer.FILL, Answer.FILL, Answer.FILL));
    assertThat(d.desk.open(0)).as(what).isEqualTo(whole);
    if (whole) {
      assertThat(d.exit(0)).as(what).isTrue();
    }
    for (int step = 0; step < 8; step++) {
      for (int leg : order) {
        venue.answer(leg, rest, d.nowNs);
      }
      quoted(d.after(10));
    }
    assertThat(d.desk.flat(0) || d.desk.stuck(0)).as(what).isTrue();
    if (rest == Answer.FILL) {
      assertThat(d.desk.flat(0)).as(what).isTrue();
    }
    d.end();
    long[] held = new long[LEGS];
    for (ExecReportDecoder r : d.tape().reports()) {
      held[r.leg()] += r.side() * r.lastQtyLots();
    }
    long[] marked = new long[LEGS];
    d.tape().marks().forEach(m -> marked[m.leg()] = m.positionLots());
    for (int leg = 0; leg < LEGS; leg++) {
      assertThat(d.desk.positionLots(0, leg)).as(what).isEqualTo(held[leg]).isEqualTo(marked[leg]);
    }
  }

  @Test
  void shouldUnwindEveryLegThatWasFilledWhenOneIsNot() {
    List<ScriptedVenue> venues = new ArrayList<>();
    Desk d =
        new Desk(
            (quotes, slots, listener) -> {
              venues.add(new ScriptedVenue(listener));
              return venues.getFirst();
            },
            BASKET,
            SETTINGS);
    ScriptedVenue venue = venues.getFirst();
    quoted(d).enter(0, 1);
    venue.answer(0, Answer.FILL, d.nowNs);
    venue.answer(1, Answer.FILL, d.nowNs);
    assertThat(venue.sent).hasSize(LEGS);
    venue.answer(2, Answer.REJECT, d.nowNs);
    quoted(d.after(10));
    assertThat(venue.sent).hasSize(LEGS + 2);
    assertThat(venue.sent.subList(LEGS, LEGS + 2))
        .extracting(ScriptedVenue.Sent::instrumentId)
        .containsExactly(EUR_FXCM, EUR_OANDA);
    assertThat(venue.sent.subList(LEGS, LEGS + 2))
        .extracting(o -> o.side() * o.qtyLots())
        .containsExactly(-100L, 70L);
  }

  @Test
  void shouldRefuseATapeWhoseParentOrderLacksALeg() {
    Desk d = quoted(new Desk(VenueMode.FRICTIONLESS, BASKET, SETTINGS));
    d.enter(0, 1);
    d.end();
    d.tape().remove(ParentLegDecoder.TEMPLATE_ID);
    assertThatThrownBy(d.session::attribution)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("a parent order lacks legs");
  }
}
