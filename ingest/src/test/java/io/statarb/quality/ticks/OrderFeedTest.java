package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.marketdata.TradingState;
import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in a feed of the orders of two symbols that is one sequence. */
final class OrderFeedTest {
  private static final long OPEN_NS =
      Instant.parse("2019-12-30T14:30:00Z").getEpochSecond() * 1_000_000_000L;
  private static final long MS = 1_000_000L;
  private static final long SHARE = 100_000_000L;
  private static final long DOLLAR = 1_000_000_000L;

  private final TickProbe probe = new TickProbe();
  private final MarketDataSink sink =
      probe.begin(Path.of("12302019.NASDAQ_ITCH50"), "itch", LoadOptions.NONE);
  private int first;
  private int second;
  private long record;

  @BeforeEach
  void name() {
    first = sink.symbol("ONE");
    second = sink.symbol("TWO");
  }

  private void buy(int symbol, long ms, long id, long dollars) {
    add(symbol, ms, id, MarketDataSink.BUY, 100, dollars);
  }

  private void add(int symbol, long ms, long id, byte side, long shares, long dollars) {
    sink.addOrder(++record, symbol, OPEN_NS + ms * MS, id, side, shares * SHARE, dollars * DOLLAR);
  }

  private void execute(long ms, long id, long shares) {
    sink.executeOrder(++record, first, OPEN_NS + ms * MS, id, shares * SHARE);
  }

  private void delete(long ms, long id) {
    sink.deleteOrder(++record, first, OPEN_NS + ms * MS, id);
  }

  private void replace(long ms, long oldId, long newId) {
    sink.replaceOrder(++record, first, OPEN_NS + ms * MS, oldId, newId, 100 * SHARE, 50 * DOLLAR);
  }

  /** The file begins before the market opens. */
  private void open() {
    sink.state(++record, first, OPEN_NS - 3_600_000 * MS, TradingState.CLOSED);
    sink.state(++record, first, OPEN_NS, TradingState.TRADING);
  }

  private void trade(long ms, long tradeId) {
    sink.tradeId(++record, first, OPEN_NS + ms * MS, tradeId);
    sink.trade(
        record,
        first,
        OPEN_NS + ms * MS,
        MarketDataSink.UNKNOWN_TIME,
        50 * DOLLAR,
        100 * SHARE,
        MarketDataSink.UNKNOWN_SIDE);
  }

  private Finding only() {
    List<Finding> findings = probe.end();
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }

  @Test
  void shouldNameARecordThatComesBehindOthersOfOtherSymbolsOnly() {
    buy(first, 0, 1, 50);
    buy(second, 2, 2, 20);
    buy(first, 1, 3, 50);
    buy(second, 3, 4, 20);
    Finding late = only();
    assertThat(late.kind()).isEqualTo(FindingKind.OUT_OF_ORDER);
    assertThat(late.symbol()).isEqualTo("ONE");
    assertThat(late.evidence()).containsEntry("record", 3L);
  }

  @Test
  void shouldNameTheOneRecordThatIsDatedAheadAndNotThoseBehindIt() {
    for (int i = 0; i < 40; i++) {
      buy(i % 2 == 0 ? first : second, i == 20 ? 3_600_000 : i, i, 50);
    }
    Finding ahead = only();
    assertThat(ahead.kind()).isEqualTo(FindingKind.OUT_OF_ORDER);
    assertThat(ahead.evidence()).containsEntry("record", 21L).containsEntry("rows", 1L);
  }

  @Test
  void shouldMissAnOrderOnlyInAFileThatBeginsBeforeItsMarketOpens() {
    buy(first, 0, 1, 50);
    execute(1, 7, 100);
    assertThat(probe.end()).isEmpty();
  }

  @Test
  void shouldMissAnOrderThatNothingBrought() {
    sink.state(++record, first, OPEN_NS - 3_600_000 * MS, TradingState.CLOSED);
    sink.state(++record, first, OPEN_NS, TradingState.TRADING);
    buy(first, 0, 1, 50);
    execute(1, 7, 100);
    execute(2, 1, 100);
    execute(3, 1, 100);
    Finding missing = only();
    assertThat(missing.kind()).isEqualTo(FindingKind.GAP);
    assertThat(missing.evidence()).containsEntry("rows", 2L).containsEntry("order_id", 7L);
  }

  @Test
  void shouldNameAnExecutionOfMoreThanIsLeft() {
    buy(first, 0, 1, 50);
    execute(1, 1, 60);
    execute(2, 1, 50);
    assertThat(only().kind()).isEqualTo(FindingKind.NON_POSITIVE);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -100, 4_294_967_196L})
  void shouldNameASizeOfNothingOrBelow(long shares) {
    add(first, 0, 1, MarketDataSink.BUY, shares, 50);
    Finding finding = only();
    assertThat(finding.kind()).isEqualTo(FindingKind.NON_POSITIVE);
    assertThat(finding.evidence()).containsEntry("size", (double) shares);
  }

  @Test
  void shouldNameAnIdThatRestsAlready() {
    buy(first, 0, 1, 50);
    buy(second, 1, 1, 20);
    Finding finding = only();
    assertThat(finding.kind()).isEqualTo(FindingKind.DUPLICATE);
    assertThat(finding.symbol()).isEqualTo("TWO");
  }

  @Test
  void shouldNameTheOrderThatCrossesABookOnceAndNotInAnAuction() {
    buy(first, 0, 1, 50);
    sink.state(++record, first, OPEN_NS, TradingState.HALTED);
    add(first, 1, 2, MarketDataSink.SELL, 100, 49);
    execute(2, 2, 100);
    sink.state(++record, first, OPEN_NS + 3 * MS, TradingState.TRADING);
    add(first, 4, 3, MarketDataSink.SELL, 100, 48);
    buy(first, 5, 4, 47);
    Finding finding = only();
    assertThat(finding.kind()).isEqualTo(FindingKind.CROSSED);
    assertThat(finding.evidence()).containsEntry("bid", 50.0).containsEntry("ask", 48.0);
  }

  @Test
  void shouldNameAnOrderThatCrossesManyOthersOnce() {
    buy(first, 0, 1, 65);
    for (int i = 0; i < 20; i++) {
      add(first, 10 + i, 100 + i, MarketDataSink.SELL, 100, 60 + i % 3);
      execute(10 + i, 100 + i, 100);
    }
    execute(40, 1, 100);
    assertThat(only().kind()).isEqualTo(FindingKind.CROSSED);
  }

  @Test
  void shouldNotLetAnOrderRestWhoseEndWasToldBeforeIt() {
    sink.deleteOrder(++record, first, OPEN_NS + MS, 1);
    buy(first, 1, 1, 90);
    add(first, 2, 2, MarketDataSink.SELL, 100, 60);
    assertThat(probe.end()).isEmpty();
  }

  @Test
  void shouldNameAnIdThatIsUsedAgainWhenItsOrderHasGone() {
    buy(first, 0, 1, 50);
    delete(1, 1);
    buy(second, 2, 1, 20);
    Finding finding = only();
    assertThat(finding.kind()).isEqualTo(FindingKind.DUPLICATE);
    assertThat(finding.symbol()).isEqualTo("TWO");
    assertThat(finding.evidence()).containsEntry("order_id", 1L);
  }

  @Test
  void shouldNotMissTheOrderThatCameUnderTheIdOfAnother() {
    open();
    buy(first, 1, 10, 50);
    buy(first, 2, 20, 50);
    buy(first, 3, 10, 50);
    buy(first, 4, 40, 50);
    delete(5, 30);
    assertThat(only().kind()).isEqualTo(FindingKind.DUPLICATE);
  }

  @Test
  void shouldMissAnOrderThatHasEndedInAFileFromMidDay() {
    buy(first, 0, 1, 50);
    delete(1, 1);
    execute(2, 1, 100);
    delete(3, 7);
    execute(4, 7, 100);
    Finding missing = only();
    assertThat(missing.kind()).isEqualTo(FindingKind.GAP);
    assertThat(missing.evidence()).containsEntry("rows", 2L).containsEntry("record", 3L);
  }

  @Test
  void shouldMissAnOrderAboveTheFirstOfAFileFromMidDay() {
    for (int i = 0; i < 120; i++) {
      buy(first, i, 1_000 + 10 * i, 50);
    }
    delete(200, 995);
    delete(201, 2_005);
    delete(202, 1_000_000);
    Finding missing = only();
    assertThat(missing.kind()).isEqualTo(FindingKind.GAP);
    assertThat(missing.evidence()).containsEntry("rows", 2L).containsEntry("order_id", 2_005L);
  }

  @Test
  void shouldMissNoOrderOfAFileFromMidDayWhoseIdsDoNotAscend() {
    for (int i = 0; i < 120; i++) {
      buy(first, i, 5_000 - 10 * i, 50);
    }
    delete(200, 6_000);
    assertThat(probe.end()).isEmpty();
  }

  @Test
  void shouldFindAnOrderOfNoSizeOnceWhateverIsSaidOfItLater() {
    open();
    add(first, 1, 10, MarketDataSink.BUY, 0, 50);
    execute(2, 10, 40);
    replace(3, 10, 20);
    delete(4, 20);
    Finding finding = only();
    assertThat(finding.kind()).isEqualTo(FindingKind.NON_POSITIVE);
    assertThat(finding.evidence()).containsEntry("rows", 1L);
  }

  @Test
  void shouldMissAnOrderOnceThatIsReplaced() {
    open();
    buy(first, 1, 10, 50);
    replace(2, 15, 20);
    delete(3, 20);
    Finding missing = only();
    assertThat(missing.kind()).isEqualTo(FindingKind.GAP);
    assertThat(missing.evidence()).containsEntry("rows", 1L).containsEntry("order_id", 15L);
  }

  @Test
  void shouldNameAnOrderThatLocksABook() {
    buy(first, 0, 1, 50);
    add(first, 1, 2, MarketDataSink.SELL, 100, 50);
    delete(2, 2);
    assertThat(only().kind()).isEqualTo(FindingKind.LOCKED);
  }

  @Test
  void shouldNameEachOrderThatCrossesAnotherThatLives() {
    buy(first, 0, 1, 50);
    add(first, 1, 2, MarketDataSink.SELL, 100, 49);
    add(first, 4_000_000, 3, MarketDataSink.SELL, 100, 49);
    execute(4_000_001, 1, 100);
    assertThat(probe.end())
        .extracting(Finding::kind)
        .filteredOn(FindingKind.CROSSED::equals)
        .hasSize(2);
  }

  @Test
  void shouldNotBlameOrdersThatMeetOneWhoseEndIsMissing() {
    open();
    buy(first, 1, 10, 50);
    delete(2, 15);
    for (int i = 0; i < 5; i++) {
      add(first, 10 + i, 100 + i, MarketDataSink.SELL, 100, 49);
    }
    assertThat(only().kind()).isEqualTo(FindingKind.GAP);
  }

  @Test
  void shouldFollowAnOrderThatMeetsAnotherToItsEnd() {
    buy(first, 0, 1, 50);
    add(first, 1, 2, MarketDataSink.SELL, 100, 49);
    execute(2, 2, 101);
    assertThat(probe.end())
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder(FindingKind.CROSSED, FindingKind.NON_POSITIVE);
  }

  @Test
  void shouldNameThePriceOfAnOrderFarBeyondTheOtherSide() {
    buy(first, 0, 1, 50);
    add(first, 1, 2, MarketDataSink.SELL, 100, 40);
    assertThat(probe.end())
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder(FindingKind.CROSSED, FindingKind.ABSURD_JUMP);
  }

  @Test
  void shouldTellARepeatedTradeByItsIdAndNotByWhatItSays() {
    trade(0, 11);
    trade(0, 12);
    trade(1, 13);
    trade(0, 11);
    Finding finding = only();
    assertThat(finding.kind()).isEqualTo(FindingKind.DUPLICATE);
    assertThat(finding.evidence()).containsEntry("record", 4L);
  }
}
