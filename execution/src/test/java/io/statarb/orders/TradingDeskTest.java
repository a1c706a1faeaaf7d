package io.statarb.orders;

import static io.statarb.session.Session.EUR_FXCM;
import static io.statarb.session.Session.EUR_OANDA;
import static io.statarb.session.Session.NZD_FXCM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.session.Session;
import io.statarb.tape.sbe.ChildOrderDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.OrderStatus;
import io.statarb.tape.sbe.ParentOrderDecoder;
import io.statarb.tape.sbe.Purpose;
import io.statarb.tape.sbe.RefusalCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The desk as an engine sees it, on the simulated venue. */
class TradingDeskTest {
  private static Desk quoted(String... sets) {
    Desk d = new Desk(VenueMode.SIMULATED, Session.pairs(), sets);
    return d.quote(EUR_FXCM, 139_000, 139_010)
        .quote(EUR_OANDA, 139_002, 139_012)
        .quote(NZD_FXCM, 86_000, 86_010);
  }

  private static Desk opened(String... sets) {
    Desk d = quoted(sets);
    assertThat(d.enter(0, 1)).isTrue();
    d.after(30).quote(EUR_FXCM, 139_000, 139_010).quote(EUR_OANDA, 139_002, 139_012);
    assertThat(d.desk.open(0)).isTrue();
    return d;
  }

  @Test
  void shouldJournalParentThenBothChildrenWhenEntering() {
    Desk d = quoted();
    int before = d.tape().records().size();
    assertThat(d.enter(0, 1)).isTrue();

    List<Integer> templates =
        d.tape().records().subList(before + 1, before + 4).stream()
            .map(r -> new MessageHeaderDecoder().wrap(r, 0).templateId())
            .toList();
    assertThat(templates)
        .containsExactly(
            ParentOrderDecoder.TEMPLATE_ID,
            ChildOrderDecoder.TEMPLATE_ID,
            ChildOrderDecoder.TEMPLATE_ID);
    ParentOrderDecoder parent = d.tape().parents().getFirst();
    assertThat(parent.purpose()).isEqualTo(Purpose.ENTRY);
    assertThat(parent.yQtyLots()).isEqualTo(100);
    assertThat(parent.xQtyLots()).isEqualTo(-100);
    assertThat(parent.yMid2Ticks()).isEqualTo(278_010);
    ChildOrderDecoder y = d.tape().children().get(0);
    ChildOrderDecoder x = d.tape().children().get(1);
    // 1 bp of 139,010 is 13.9 ticks, outward to 14.
    assertThat(y.side()).isEqualTo((byte) 1);
    assertThat(y.limitPxTicks()).isEqualTo(139_024);
    assertThat(x.side()).isEqualTo((byte) -1);
    assertThat(x.limitPxTicks()).isEqualTo(138_988);
    assertThat(y.clientOrderId()).isEqualTo(1);
    assertThat(x.clientOrderId()).isEqualTo(2);
    assertThat(d.desk.flat(0)).isFalse();
    assertThat(d.desk.direction(0)).isEqualTo(1);
  }

  @Test
  void shouldSendNeitherLegWhenOneIsRefused() {
    Desk d = quoted();
    d.gap(EUR_OANDA);
    assertThat(d.enter(0, 1)).isFalse();
    assertThat(d.tape().children()).isEmpty();
    assertThat(d.tape().parents()).isEmpty();
    assertThat(d.tape().refusals()).hasSize(1);
    assertThat(d.tape().refusals().getFirst().code()).isEqualTo(RefusalCode.NOT_TRADABLE);
    assertThat(d.tape().refusals().getFirst().instrumentId()).isEqualTo(EUR_OANDA);
    assertThat(d.desk.flat(0)).isTrue();
    assertThat(d.desk.direction(0)).isZero();

    d.after(1).quote(EUR_OANDA, 139_002, 139_012);
    assertThat(d.enter(0, 1)).isTrue();
  }

  @Test
  void shouldRefuseWithoutQuotesOrOutOfTurn() {
    Desk d = new Desk(VenueMode.SIMULATED, Session.pairs());
    assertThat(d.enter(0, 1)).isFalse();
    assertThat(d.tape().refusals()).extracting(r -> r.code()).contains(RefusalCode.NOT_TRADABLE);

    Desk open = opened();
    assertThat(open.enter(0, 1)).isFalse();
    assertThat(open.exit(1)).isFalse();
    assertThat(open.tape().refusals())
        .extracting(r -> r.code())
        .containsExactly(RefusalCode.INVALID_ORDER, RefusalCode.INVALID_ORDER);
    assertThat(open.enter(2, 0)).isFalse();
    open.nowNs = Session.DATE.endNs();
    assertThat(open.enter(2, 1)).isFalse();
  }

  @Test
  void shouldOpenThenCloseWithTimes() {
    Desk d = opened();
    long openedNs = d.nowNs;
    assertThat(d.desk.openedNs(0)).isEqualTo(openedNs);
    assertThat(d.desk.positionLots(0, 0)).isEqualTo(100);
    assertThat(d.desk.positionLots(0, 1)).isEqualTo(-100);
    d.after(100).quote(EUR_FXCM, 139_000, 139_010);
    assertThat(d.exit(0)).isTrue();
    d.after(30).quote(EUR_FXCM, 139_000, 139_010).quote(EUR_OANDA, 139_002, 139_012);
    assertThat(d.desk.flat(0)).isTrue();
    assertThat(d.desk.closedNs(0)).isEqualTo(d.nowNs);
    assertThat(d.desk.direction(0)).isZero();
    assertThat(d.desk.orders()).isEqualTo(4);
    assertThat(d.desk.fills()).isEqualTo(4);
  }

  @Test
  void shouldBlockThenCancelAndKeepPositionsWhenKilled() {
    Desk d = opened();
    assertThat(d.enter(2, 1)).isTrue();
    d.desk.kill(d.nowNs);
    assertThat(d.desk.killed()).isTrue();
    assertThat(d.tape().reports().subList(2, 4))
        .allMatch(
            r -> r.status() == OrderStatus.CANCELED && r.lastPx2Ticks() == Instrument.NULL_PX);
    assertThat(d.desk.flat(2)).isTrue();
    d.after(1);
    assertThat(d.enter(2, 1)).isFalse();
    assertThat(d.exit(0)).isFalse();
    assertThat(d.tape().refusals()).allMatch(r -> r.code() == RefusalCode.KILL_SWITCH);
    d.desk.kill(d.nowNs);
    assertThat(d.tape().reports()).hasSize(4);

    d.desk.resume(d.nowNs);
    assertThat(d.exit(0)).isTrue();
    d.after(30).quote(EUR_FXCM, 139_000, 139_010).quote(EUR_OANDA, 139_002, 139_012);
    assertThat(d.desk.flat(0)).isTrue();
  }

  @Test
  void shouldUnwindNakedLegOnlyAfterResumeWhenKilledBetweenFills() {
    Desk d = quoted();
    d.enter(0, 1);
    d.after(30).quote(EUR_FXCM, 139_000, 139_010);
    d.desk.kill(d.nowNs);
    assertThat(d.desk.positionLots(0, 0)).isEqualTo(100);
    d.after(100).quote(EUR_FXCM, 139_000, 139_010);
    assertThat(d.tape().parents()).hasSize(1);
    d.desk.resume(d.nowNs);
    d.after(1).quote(EUR_FXCM, 139_000, 139_010);
    assertThat(d.tape().parents().getLast().purpose()).isEqualTo(Purpose.UNWIND);
    d.after(30).quote(EUR_FXCM, 139_000, 139_010);
    assertThat(d.desk.flat(0)).isTrue();
  }

  @Test
  void shouldCancelAndTradeOnWhenStopped() {
    Desk d = quoted();
    d.enter(0, 1);
    d.desk.stop(d.nowNs);
    assertThat(d.desk.flat(0)).isTrue();
    assertThat(d.enter(0, -1)).isTrue();
  }

  @Test
  void shouldBeStuckAndMarkedWhenEveryUnwindFails() {
    Desk d = quoted("order.unwind_slack_bps=1.0");
    d.enter(0, 1);
    d.after(30).quote(EUR_FXCM, 139_000, 139_010);
    d.after(5).quote(EUR_OANDA, 138_900, 138_910);
    long bid = 139_000;
    for (int i = 0; i < 4; i++) {
      bid -= 100;
      d.after(50).quote(EUR_FXCM, bid, bid + 10);
    }
    assertThat(d.desk.stuck(0)).isTrue();
    assertThat(d.tape().parents().stream().filter(p -> p.purpose() == Purpose.UNWIND)).hasSize(3);
    assertThat(d.exit(0)).isFalse();
    d.end();
    assertThat(d.tape().marks()).hasSize(1);
    assertThat(d.tape().marks().getFirst().positionLots()).isEqualTo(100);
    assertThat(d.tape().marks().getFirst().px2Ticks()).isEqualTo(2 * bid);
    assertThat(d.session.attribution().residualMicros()).isZero();
  }

  @Test
  void shouldSendRestAgainWhenExitIsPartial() {
    Desk d = opened("venues.OANDA.max_fill_lots=100");
    d.exit(0);
    // X runs away beyond 5 bp of slack; Y fills.
    d.after(30).quote(EUR_FXCM, 139_000, 139_010).quote(EUR_OANDA, 139_302, 139_312);
    assertThat(d.desk.positionLots(0, 0)).isZero();
    assertThat(d.desk.positionLots(0, 1)).isEqualTo(-100);
    d.after(30).quote(EUR_OANDA, 139_302, 139_312);
    assertThat(d.desk.flat(0)).isTrue();
    assertThat(d.end().session.attribution().residualMicros()).isZero();
  }

  /** EXE-41: a gross limit that is used up cannot trap a naked leg. */
  @Test
  void shouldUnwindWhenGrossLimitIsUsedUp() {
    Desk d = quoted("risk.max_gross_notional=279000");
    d.enter(0, 1);
    d.after(30).quote(EUR_FXCM, 139_000, 139_010);
    d.after(5).quote(EUR_OANDA, 138_900, 138_910);
    assertThat(d.enter(2, 1)).isFalse();
    assertThat(d.tape().refusals().getFirst().code()).isEqualTo(RefusalCode.GROSS_EXPOSURE);
    d.after(50).quote(EUR_FXCM, 139_000, 139_010);
    assertThat(d.desk.flat(0)).isTrue();
  }

  @Test
  void shouldRefuseSettingsThatCouldNeverTrade() {
    assertThatThrownBy(
            () -> new Desk(VenueMode.SIMULATED, Session.pairs(), "order.unwind_slack_bps=20"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("price_collar_bps");
    assertThatThrownBy(() -> new DeskPair(0, 1, 1, 1.0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DeskPair(0, 1, 2, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldEndOnceOnly() {
    Desk d = opened().end();
    assertThat(d.enter(2, 1)).isFalse();
    assertThatThrownBy(() -> d.desk.endOfDate(d.nowNs)).isInstanceOf(IllegalStateException.class);
  }
}
