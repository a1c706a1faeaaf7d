package io.statarb.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.quality.Finding.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictMapTest {
  @Test
  void shouldColourTheWholeSpanOfAFinding() {
    VerdictMap map =
        new VerdictMap(
            List.of(
                finding("A", "2014-05-01T22:00:00Z", "2014-05-04T01:00:00Z", Verdict.WARN),
                finding("A", "2014-05-02", "2014-05-02", Verdict.FAIL),
                finding("B", "2014-05-06", "2014-05-06", Verdict.PASS)));
    assertThat(map.across())
        .containsExactly(
            "2014-05-01", "2014-05-02", "2014-05-03", "2014-05-04", "2014-05-05", "2014-05-06");
    assertThat(map.across().stream().map(day -> map.verdict("A", day)))
        .containsExactly(Verdict.WARN, Verdict.FAIL, Verdict.WARN, Verdict.WARN, null, null);
    assertThat(map.verdict("B", "2014-05-06")).isEqualTo(Verdict.PASS);
  }

  @Test
  void shouldCountMonthsWhereTheSpanIsLongAndKeepTheLatest() {
    VerdictMap map =
        new VerdictMap(
            List.of(
                finding("A", "2000-01-15", "2014-01-02", Verdict.WARN),
                finding("B", "2014-03-31", "2014-03-31", Verdict.FAIL)));
    assertThat(map.across()).hasSize(72).startsWith("2008-04").endsWith("2014-03");
    assertThat(map.verdict("A", "2008-04")).isEqualTo(Verdict.WARN);
    assertThat(map.verdict("A", "2014-02")).isNull();
  }

  @Test
  void shouldBeEmptyWithoutADate() {
    assertThat(new VerdictMap(List.of(finding("A", "", "", Verdict.FAIL))).isEmpty()).isTrue();
  }

  private static Finding finding(String symbol, String from, String to, Verdict verdict) {
    return new Finding(symbol, from, to, FindingKind.STALE, Map.of(), verdict);
  }
}
