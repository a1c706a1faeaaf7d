package io.statarb.venues;

import static io.statarb.session.Session.GOOD;
import static io.statarb.session.Session.LOCKED;
import static io.statarb.session.Session.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.session.Session;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.tape.sbe.OrderStatus;
import io.statarb.tape.sbe.QuoteCondition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedVenueTest {
  private record Report(
      OrderStatus status,
      long lots,
      long px2,
      long leaves,
      long arrivalSeq,
      long fillSeq,
      long nowNs) {}

  private static final class Fixture {
    final List<Report> reports = new ArrayList<>();
    final QuoteBoard board;
    final SimulatedVenue venue;
    long now;
    long seq;

    Fixture(String... sets) {
      Strategy strategy = Session.settings(sets);
      Universe universe = Settings.universe(strategy);
      board = new QuoteBoard(strategy, universe);
      venue =
          new SimulatedVenue(
              strategy,
              universe,
              board,
              2,
              (slot, id, status, lots, px2, leaves, fee, arrivalNs, arrivalSeq, fillSeq, nowNs) ->
                  reports.add(new Report(status, lots, px2, leaves, arrivalSeq, fillSeq, nowNs)));
    }

    Fixture tick(long atMs, int instrument, long bid, long ask, byte condition) {
      now = atMs * MS;
      venue.onTime(now);
      board.onTick(now, seq++, instrument, bid, ask, condition);
      if (condition == GOOD || condition == OPENING) {
        venue.onQuote(instrument, now);
      }
      return this;
    }

    Fixture quote(long atMs, long bid, long ask) {
      return tick(atMs, 0, bid, ask, GOOD);
    }

    Fixture send(int side, long qty, long limit) {
      venue.send(0, 1, 0, side, qty, limit, 0, now);
      return this;
    }
  }

  private static final byte OPENING = (byte) QuoteCondition.OPENING.value();

  @Test
  void shouldDealAtTheNextOpeningAloneWhenTheVenueFillsAtTheOpen() {
    Fixture f = new Fixture("venues.FXCM.fills_at_open=true", "venues.FXCM.stale_after_ms=90000");
    f.quote(0, 100, 102).send(1, 10, 150).quote(30_000, 98, 99);
    assertThat(f.reports).as("a close is no opening").isEmpty();
    // Better than the quote that the order met: an auction has one price.
    f.tick(60_000, 0, 95, 97, OPENING);
    assertThat(f.reports)
        .containsExactly(new Report(OrderStatus.FILLED, 10, 194, 0, 0, 2, 60_000 * MS));
  }

  @Test
  void shouldTradeOnAnOpeningLikeOnAGoodQuote() {
    Fixture f = new Fixture().quote(0, 100, 102).send(1, 10, 110).tick(21, 0, 101, 104, OPENING);
    assertThat(f.reports)
        .containsExactly(new Report(OrderStatus.FILLED, 10, 208, 0, 0, 1, 21 * MS));
    assertThat(f.board.opening(0)).isTrue();
    assertThat(f.quote(22, 101, 104).board.opening(0)).isFalse();
  }

  @Test
  void shouldFillAtNextQuoteWhenItIsWorse() {
    Fixture f = new Fixture().quote(0, 100, 102).send(1, 10, 110).quote(21, 101, 104);
    assertThat(f.reports)
        .containsExactly(new Report(OrderStatus.FILLED, 10, 208, 0, 0, 1, 21 * MS));
  }

  @Test
  void shouldFillAtArrivalQuoteWhenItIsWorse() {
    Fixture f = new Fixture().quote(0, 100, 102).send(1, 10, 110).quote(21, 99, 101);
    assertThat(f.reports.getFirst().px2()).isEqualTo(204);
    Fixture sale = new Fixture().quote(0, 100, 102).send(-1, 10, 90).quote(21, 101, 103);
    assertThat(sale.reports.getFirst().px2()).isEqualTo(200);
  }

  @Test
  void shouldTakeQuoteAtArrivalTimeAsInForceAndNotAsNext() {
    Fixture f =
        new Fixture().quote(0, 100, 102).send(1, 10, 110).quote(20, 101, 103).quote(20, 102, 104);
    assertThat(f.reports).isEmpty();
    f.quote(21, 90, 91);
    assertThat(f.reports)
        .containsExactly(new Report(OrderStatus.FILLED, 10, 208, 0, 2, 3, 21 * MS));
  }

  @Test
  void shouldNotFillOnQuotesBeforeArrivalOrOfOtherInstruments() {
    Fixture f = new Fixture().quote(0, 100, 102).send(1, 10, 110);
    f.quote(5, 100, 102).tick(30, 1, 100, 102, GOOD);
    assertThat(f.reports).isEmpty();
    f.quote(31, 100, 102);
    assertThat(f.reports).hasSize(1);
  }

  @Test
  void shouldCancelWhenPriceIsBeyondLimit() {
    Fixture at = new Fixture().quote(0, 100, 102).send(1, 10, 104).quote(21, 102, 104);
    assertThat(at.reports.getFirst().status()).isEqualTo(OrderStatus.FILLED);
    Fixture beyond = new Fixture().quote(0, 100, 102).send(1, 10, 103).quote(21, 102, 104);
    assertThat(beyond.reports)
        .containsExactly(
            new Report(OrderStatus.CANCELED, 0, Instrument.NULL_PX, 0, 0, -1, 21 * MS));
  }

  @Test
  void shouldFillSizeOfVenueAndCancelRest() {
    Fixture f =
        new Fixture("venues.FXCM.max_fill_lots=7")
            .quote(0, 100, 102)
            .send(1, 10, 110)
            .quote(21, 100, 102);
    assertThat(f.reports)
        .containsExactly(
            new Report(OrderStatus.PARTIALLY_FILLED, 7, 204, 3, 0, 1, 21 * MS),
            new Report(OrderStatus.CANCELED, 0, Instrument.NULL_PX, 0, 0, -1, 21 * MS));
  }

  @Test
  void shouldRejectWhenQuoteInForceIsNotTradable() {
    Fixture locked = new Fixture().quote(0, 100, 102).send(1, 10, 110);
    locked.tick(10, 0, 101, 101, LOCKED).quote(30, 100, 102);
    assertThat(locked.reports.getFirst().status()).isEqualTo(OrderStatus.REJECTED);

    Fixture gap = new Fixture().quote(0, 100, 102).send(1, 10, 110);
    gap.tick(10, 0, 0, 0, Session.CROSSED).quote(30, 100, 102);
    assertThat(gap.reports.getFirst().status()).isEqualTo(OrderStatus.REJECTED);

    Fixture stale =
        new Fixture("venues.FXCM.stale_after_ms=15").quote(0, 100, 102).send(1, 10, 110);
    stale.quote(30, 100, 102);
    assertThat(stale.reports.getFirst().status()).isEqualTo(OrderStatus.REJECTED);
    assertThat(stale.reports).hasSize(1);
  }

  @Test
  void shouldWaitThroughGapForNextGoodQuote() {
    Fixture f = new Fixture().quote(0, 100, 102).send(1, 10, 110);
    f.tick(21, 0, 0, 0, Session.CROSSED).tick(25, 0, 102, 102, LOCKED);
    assertThat(f.reports).isEmpty();
    f.quote(40, 103, 105);
    assertThat(f.reports.getFirst().px2()).isEqualTo(210);
  }

  @Test
  void shouldCancelAtFirstLaterTickWhenNoQuoteComesInTime() {
    Fixture f = new Fixture("venues.FXCM.stale_after_ms=1000").quote(0, 100, 102).send(1, 10, 110);
    f.tick(1_020, 1, 100, 102, GOOD);
    assertThat(f.reports).isEmpty();
    f.tick(1_021, 1, 100, 102, GOOD);
    assertThat(f.reports.getFirst().status()).isEqualTo(OrderStatus.CANCELED);
    f.quote(1_022, 100, 102);
    assertThat(f.reports).hasSize(1);
  }

  @Test
  void shouldNotFillOnQuoteThatComesTooLate() {
    Fixture f = new Fixture("venues.FXCM.stale_after_ms=1000").quote(0, 100, 102).send(1, 10, 110);
    f.quote(1_021, 100, 102);
    assertThat(f.reports.getFirst().status()).isEqualTo(OrderStatus.CANCELED);
  }

  @Test
  void shouldCancelLiveOrdersOnceWhenAsked() {
    Fixture f = new Fixture().quote(0, 100, 102).send(1, 10, 110);
    f.venue.cancelAll(f.now);
    f.venue.cancelAll(f.now);
    assertThat(f.reports).hasSize(1);
    assertThat(f.reports.getFirst().status()).isEqualTo(OrderStatus.CANCELED);
    f.quote(50, 100, 102);
    assertThat(f.reports).hasSize(1);
  }

  @Test
  void shouldHoldOneOrderPerSlot() {
    Fixture f = new Fixture().quote(0, 100, 102).send(1, 10, 110);
    assertThatThrownBy(() -> f.send(1, 10, 110)).isInstanceOf(IllegalStateException.class);
  }
}
