package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TradeIdsTest {
  private static List<Finding> findings(List<Long> ids) {
    TradeIds trades = new TradeIds("BTCUSDT", "capture.gz");
    for (int i = 0; i < ids.size(); i++) {
      trades.add(i, i + 1, i, ids.get(i));
    }
    return trades.findings(ids.size());
  }

  private static List<Long> contiguous() {
    return new ArrayList<>(LongStream.rangeClosed(1_001, 1_300).boxed().toList());
  }

  @Test
  void shouldTellTradesThatAreMissing() {
    List<Long> ids = contiguous();
    ids.subList(100, 110).clear();
    ids.remove(200);
    List<Finding> found = findings(ids);
    assertThat(found).hasSize(2).allMatch(f -> f.kind() == FindingKind.GAP);
    assertThat(found.getFirst().evidence())
        .containsEntry("after_trade_id", 1_100L)
        .containsEntry("missing_ids", 10L)
        .containsEntry("record", 101L);
    assertThat(found.getLast().evidence()).containsEntry("after_trade_id", 1_210L);
  }

  @Test
  void shouldTellNothingOfTradesThatComeTwiceOrLate() {
    List<Long> ids = contiguous();
    ids.add(150, ids.get(140));
    ids.add(250, ids.remove(200));
    Collections.swap(ids, 20, 21);
    assertThat(findings(ids)).isEmpty();
  }

  @Test
  void shouldTellNothingWhereNumbersSkip() {
    assertThat(findings(contiguous().stream().map(id -> id * 3 - id % 2).toList())).isEmpty();
    assertThat(findings(List.of(1L, 2L, 3L, 9L))).isEmpty();
  }
}
