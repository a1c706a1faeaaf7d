package io.statarb.orders;

import static io.statarb.session.Session.EUR_FXCM;
import static io.statarb.session.Session.EUR_OANDA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.attribution.Attribution;
import io.statarb.attribution.Causes;
import io.statarb.attribution.LegTrade;
import io.statarb.attribution.RoundTrip;
import io.statarb.attribution.SessionAttribution;
import io.statarb.attribution.TradingTotals;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.session.Session;
import io.statarb.tape.TapeWriter;
import io.statarb.tape.sbe.ExecReportDecoder;
import io.statarb.tape.sbe.ExecReportEncoder;
import io.statarb.tape.sbe.MarkEncoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.MessageHeaderEncoder;
import io.statarb.tape.sbe.ParentOrderEncoder;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AUD-12: the causes, each by its own formula, add up to the P&amp;L of fills and marks. */
class AttributionOfDeskTest {

  private static Desk roundTrip() {
    Desk d = new Desk(VenueMode.SIMULATED, Session.pairs());
    d.quote(EUR_FXCM, 139_000, 139_010).quote(EUR_OANDA, 139_002, 139_012);
    assertThat(d.enter(0, 1)).isTrue();
    d.after(30).quote(EUR_FXCM, 139_001, 139_011);
    d.after(10).quote(EUR_OANDA, 139_001, 139_011);
    assertThat(d.desk.open(0)).isTrue();
    d.after(1_000).quote(EUR_FXCM, 139_020, 139_030).quote(EUR_OANDA, 139_005, 139_015);
    assertThat(d.exit(0)).isTrue();
    d.after(30).quote(EUR_FXCM, 139_019, 139_029);
    d.after(10).quote(EUR_OANDA, 139_006, 139_016);
    assertThat(d.desk.flat(0)).isTrue();
    return d;
  }

  @Test
  void shouldSplitRoundTripByHandComputedCauses() {
    Desk d = roundTrip().end();
    SessionAttribution a = d.session.attribution();

    // Cash: Y 139011 -> 139019, X 139001 -> 139016, 100 lots, 10,000 micros a tick, less fees.
    long fees = 3_475_275 + 5_560_040 + 3_475_475 + 5_560_640;
    assertThat(a.pnlMicros()).isEqualTo(8_000_000 - 15_000_000 - fees);
    // H = 139,005,000,000 x 6 / 278,014 = 2,999,956.8...
    Causes expected =
        new Causes(20_000_000 - 2_999_957, -3_000_000 + 2_999_957, -20_000_000, -fees, -4_000_000);
    assertThat(a.causes()).isEqualTo(expected);
    assertThat(a.residualMicros()).isZero();
    assertThat(a.pnlMicros()).isEqualTo(d.desk.pnlMicros());
    assertThat(a.orders()).isEqualTo(4);
    assertThat(a.fills()).isEqualTo(4);
    assertThat(a.roundTrips()).isEqualTo(1);
    assertThat(a.leftovers()).isEmpty();
  }

  @Test
  void shouldDescribeTradeAndFillsWhenRoundTripIsDone() {
    SessionAttribution a = roundTrip().end().session.attribution();

    RoundTrip trip = a.trades().getFirst();
    assertThat(trip.pair()).isEqualTo("EURUSD.FXCM/EURUSD.OANDA");
    assertThat(trip.closed()).isTrue();
    assertThat(trip.exitReason()).isEqualTo("EXIT");
    assertThat(trip.entryDecisionId()).isEqualTo(1);
    assertThat(trip.exitDecisionId()).isEqualTo(2);
    assertThat(trip.entryZ()).isEqualTo(-2.5);
    assertThat(trip.entryZThreshold()).isEqualTo(2.0);
    LegTrade y = trip.legs().get(0);
    LegTrade x = trip.legs().get(1);
    assertThat(y.lots()).isEqualTo(100);
    assertThat(x.lots()).isEqualTo(-100);
    assertThat(y.entryPrice()).isCloseTo(1.39011, within());
    assertThat(x.exitPrice()).isCloseTo(1.39016, within());
    assertThat(trip.netMicros()).isEqualTo(a.pnlMicros());
    assertThat(trip.grossMicros() + trip.costMicros()).isEqualTo(trip.netMicros());
    assertThat(trip.residualMicros()).isZero();

    assertThat(a.executions()).extracting("fillId").first().isEqualTo("2014-05-06/1");
    assertThat(a.executions()).extracting("decisionId").containsExactly(1L, 1L, 2L, 2L);
    assertThat(a.executions()).allMatch(e -> e.px2Ticks() == e.rulePx2Ticks());
    assertThat(Json.text(a)).contains("\"pnl_micros\":-25071430", "\"spread_convergence\"");
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  @Test
  void shouldEarnOnlyConvergenceAndMismatchWhenFrictionless() {
    Desk d = new Desk(VenueMode.FRICTIONLESS, Session.pairs());
    d.quote(EUR_FXCM, 139_000, 139_011).quote(EUR_OANDA, 139_002, 139_012);
    assertThat(d.enter(0, -1)).isTrue();
    assertThat(d.desk.open(0)).isTrue();
    d.after(500).quote(EUR_FXCM, 139_020, 139_031);
    assertThat(d.exit(0)).isTrue();
    assertThat(d.desk.flat(0)).isTrue();
    SessionAttribution a = d.end().session.attribution();

    // Short 100 lots of Y while its mid rises by 20 ticks.
    assertThat(a.pnlMicros()).isEqualTo(-20_000_000);
    assertThat(a.causes()).isEqualTo(new Causes(-20_000_000, 0, 0, 0, 0));
    assertThat(a.residualMicros()).isZero();
    assertThat(a.executions().getFirst().px2Ticks()).isEqualTo(278_011);
  }

  @Test
  void shouldMarkLeftoverAtExitSideWhenDateEndsWithPosition() {
    Desk d = new Desk(VenueMode.SIMULATED, Session.pairs());
    d.quote(EUR_FXCM, 139_000, 139_010).quote(EUR_OANDA, 139_002, 139_012);
    d.enter(0, 1);
    d.after(30).quote(EUR_FXCM, 139_001, 139_011).quote(EUR_OANDA, 139_001, 139_011);
    d.after(100).quote(EUR_FXCM, 139_005, 139_017).end();
    SessionAttribution a = d.session.attribution();

    assertThat(a.leftovers()).hasSize(2);
    assertThat(a.leftovers()).extracting("px2Ticks").containsExactly(278_010L, 278_022L);
    assertThat(a.pnlMicros()).isEqualTo(d.desk.pnlMicros());
    assertThat(a.residualMicros()).isZero();
    assertThat(a.roundTrips()).isZero();
    assertThat(a.trades().getFirst().exitReason()).isEqualTo("LEFTOVER");
    assertThat(a.trades().getFirst().closed()).isFalse();
    assertThat(a.equity().getLast().pnlMicros()).isEqualTo(a.pnlMicros());
  }

  @Test
  void shouldBookLeggingWhenOneLegIsMissing() {
    Desk d = new Desk(VenueMode.SIMULATED, Session.pairs());
    d.quote(EUR_FXCM, 139_000, 139_010).quote(EUR_OANDA, 139_002, 139_012);
    d.enter(0, 1);
    d.after(30).quote(EUR_FXCM, 139_000, 139_010);
    // The sale of X would have to go 100 ticks below its limit: canceled.
    d.after(5).quote(EUR_OANDA, 138_900, 138_910);
    assertThat(d.desk.positionLots(0, 0)).isEqualTo(100);
    // Y was quoted after the entry, so the unwind is already out; its next quote fills it.
    d.after(50).quote(EUR_FXCM, 138_990, 139_000);
    assertThat(d.desk.flat(0)).isTrue();
    SessionAttribution a = d.end().session.attribution();

    // Bought at 139010, sold at 138990: 10 ticks of crossing, 10 ticks while one leg was held.
    assertThat(a.causes().crossing()).isEqualTo(-10_000_000);
    assertThat(a.causes().legging()).isEqualTo(-10_000_000);
    assertThat(a.causes().spreadConvergence()).isZero();
    assertThat(a.residualMicros()).isZero();
    assertThat(a.trades().getFirst().exitReason()).isEqualTo("UNWIND");
    assertThat(a.roundTrips()).isEqualTo(1);
  }

  private static void alterFill(
      Desk d, int fill, java.util.function.Consumer<ExecReportEncoder> how) {
    List<UnsafeBuffer> fills =
        d.tape().records(ExecReportDecoder.TEMPLATE_ID).stream()
            .filter(r ->
                new ExecReportDecoder()
                        .wrapAndApplyHeader(r, 0, new MessageHeaderDecoder())
                        .lastQtyLots()
                    > 0)
            .toList();
    how.accept(new ExecReportEncoder().wrap(fills.get(fill), MessageHeaderEncoder.ENCODED_LENGTH));
  }

  @Test
  void shouldLeaveResidualWhenOneFillIsAltered() {
    for (int fill = 0; fill < 4; fill++) {
      Desk price = roundTrip().end();
      alterFill(price, fill, e -> e.lastPx2Ticks(278_022 + 1));
      assertThat(price.session.attribution().residualMicros()).as("price").isNotZero();

      Desk lots = roundTrip().end();
      alterFill(lots, fill, e -> e.lastQtyLots(99));
      assertThat(lots.session.attribution().residualMicros()).as("lots").isNotZero();

      Desk fee = roundTrip().end();
      alterFill(fee, fill, e -> e.feeMicros(5_560_041));
      assertThat(fee.session.attribution().residualMicros()).as("fee").isNotZero();

      Desk cum = roundTrip().end();
      alterFill(cum, fill, e -> e.cumQtyLots(101));
      assertThat(cum.session.attribution().residualMicros()).as("cumulative lots").isNotZero();
    }
  }

  @Test
  void shouldLeaveValueOfMissingLotAsResidualWhenLotsAreAltered() {
    Desk d = roundTrip().end();
    alterFill(d, 0, e -> e.lastQtyLots(99));
    // One lot of Y at 139,011 was not paid for; the causes do not move.
    assertThat(d.session.attribution().residualMicros()).isEqualTo(139_011L * 10_000);
    assertThat(d.session.attribution().causes())
        .isEqualTo(roundTrip().end().session.attribution().causes());
  }

  @Test
  void shouldLeaveResidualWhenMarkIsAlteredOrForged() {
    Desk d = new Desk(VenueMode.SIMULATED, Session.pairs());
    d.quote(EUR_FXCM, 139_000, 139_010).quote(EUR_OANDA, 139_002, 139_012);
    d.enter(0, 1);
    d.after(30).quote(EUR_FXCM, 139_001, 139_011).quote(EUR_OANDA, 139_001, 139_011).end();
    UnsafeBuffer mark = d.tape().records(MarkEncoder.TEMPLATE_ID).getFirst();
    new MarkEncoder().wrap(mark, MessageHeaderEncoder.ENCODED_LENGTH).px2Ticks(278_003);
    assertThat(d.session.attribution().residualMicros()).isEqualTo(500_000);
  }

  @Test
  void shouldRefuseTapeWhenItIsNotWholeOrDoesNotFit() {
    Desk whole = roundTrip();
    assertThatThrownBy(whole.session::attribution)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("DateEnd");

    Desk other = roundTrip().end();
    UnsafeBuffer parent = other.tape().records(ParentOrderEncoder.TEMPLATE_ID).getFirst();
    new ParentOrderEncoder().wrap(parent, MessageHeaderEncoder.ENCODED_LENGTH).pairId(7);
    assertThatThrownBy(other.session::attribution)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("pairId=7");

    Desk report = roundTrip().end();
    alterFill(report, 0, e -> e.fillTickSeq(0));
    assertThatThrownBy(report.session::attribution)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("fillTickSeq=0");
  }

  @Test
  void shouldReadTapeFromItsFolder(@TempDir Path folder) {
    Desk d = roundTrip().end();
    Path tape = folder.resolve("2014-05-06");
    try (TapeWriter writer = TapeWriter.create(tape)) {
      d.tape().records().forEach(r -> writer.append(r, 0, r.capacity()));
    }
    assertThat(Attribution.of(tape, d.session.strategy())).isEqualTo(d.session.attribution());

    Path torn = folder.resolve("2014-05-07");
    try (TapeWriter writer = TapeWriter.create(torn)) {
      d.tape().records().stream().limit(20).forEach(r -> writer.append(r, 0, r.capacity()));
    }
    assertThatThrownBy(() -> Attribution.of(torn, d.session.strategy()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("2014-05-07")
        .hasMessageContaining("DateEnd");
  }

  @Test
  void shouldSumSessionsPairByPair() {
    SessionAttribution one = roundTrip().end().session.attribution();
    TradingTotals totals = TradingTotals.of(List.of(one, one));
    assertThat(totals.pnlMicros()).isEqualTo(2 * one.pnlMicros());
    assertThat(totals.causes()).isEqualTo(one.causes().plus(one.causes()));
    assertThat(totals.pairs()).hasSize(3);
    assertThat(totals.roundTrips()).isEqualTo(2);
  }
}
