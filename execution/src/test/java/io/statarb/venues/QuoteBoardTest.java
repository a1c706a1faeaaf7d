package io.statarb.venues;

import static io.statarb.session.Session.GOOD;
import static io.statarb.session.Session.LOCKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.instruments.Instrument;
import io.statarb.session.Session;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import org.junit.jupiter.api.Test;

class QuoteBoardTest {
  private final Strategy strategy = Session.settings("venues.FXCM.stale_after_ms=1000");
  private final QuoteBoard board = new QuoteBoard(strategy, Settings.universe(strategy));

  @Test
  void shouldHaveNoPriceBeforeFirstQuote() {
    assertThat(board.quoted(0)).isFalse();
    assertThat(board.tradable(0, 0)).isFalse();
    assertThat(board.mid2Ticks(0)).isEqualTo(Instrument.NULL_PX);
    assertThat(board.bidPxTicks(0)).isEqualTo(Instrument.NULL_PX);
    assertThat(board.tickSeq(0)).isEqualTo(-1);
  }

  @Test
  void shouldNotBeTradableAfterGapUntilNextGoodQuote() {
    board.onTick(10, 0, 0, 100, 102, GOOD);
    assertThat(board.tradable(0, 10)).isTrue();
    board.onTick(20, 1, 0, Instrument.NULL_PX, Instrument.NULL_PX, Session.CROSSED);
    assertThat(board.tradable(0, 20)).isFalse();
    assertThat(board.mid2Ticks(0)).isEqualTo(202);
    assertThat(board.tickSeq(0)).isZero();
    board.onTick(30, 2, 0, 101, 101, LOCKED);
    assertThat(board.tradable(0, 30)).isFalse();
    assertThat(board.mid2Ticks(0)).isEqualTo(202);
    assertThat(board.tickSeq(0)).isEqualTo(2);
    board.onTick(40, 3, 0, 101, 102, GOOD);
    assertThat(board.tradable(0, 40)).isTrue();
  }

  @Test
  void shouldTakeGoodTickWithImpossiblePricesAsGap() {
    board.onTick(10, 0, 0, 100, 102, GOOD);
    board.onTick(20, 1, 0, 103, 102, GOOD);
    assertThat(board.good(0)).isFalse();
    assertThat(board.bidPxTicks(0)).isEqualTo(100);
    board.onTick(30, 2, 0, 0, 102, GOOD);
    assertThat(board.good(0)).isFalse();
  }

  @Test
  void shouldBeTradableUpToStaleAge() {
    board.onTick(0, 0, 0, 100, 102, GOOD);
    assertThat(board.tradable(0, 1_000_000_000L)).isTrue();
    assertThat(board.tradable(0, 1_000_000_001L)).isFalse();
  }
}
