package io.statarb.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** ING-04: staleness of symbols. {@code -Dseed=N} replays a run. */
final class SymbolFreshnessTest {
  private static final long SEED = Long.getLong("seed", 7);
  private static final long THRESHOLD_NS = 100;

  @Test
  void shouldTellASymbolOnceWhenItFallsSilentWhileAnotherTicks() {
    List<Integer> told = new ArrayList<>();
    SymbolFreshness freshness = new SymbolFreshness(THRESHOLD_NS, told::add);
    freshness.heard(0, 0);
    freshness.heard(1, 0);
    for (long nowNs = 10; nowNs <= 300; nowNs += 10) {
      freshness.heard(1, nowNs);
      freshness.advance(nowNs);
      assertThat(freshness.isStale(0, nowNs)).isEqualTo(nowNs > THRESHOLD_NS);
      assertThat(freshness.isStale(1, nowNs)).isFalse();
    }
    assertThat(told).containsExactly(0);
    freshness.heard(0, 310);
    assertThat(freshness.isStale(0, 310)).isFalse();
    assertThat(freshness.silencesEnded()).isEqualTo(1);
  }

  @Test
  void shouldCountASymbolThatWasNeverHeardAsStale() {
    SymbolFreshness freshness = new SymbolFreshness(THRESHOLD_NS, symbol -> {});
    assertThat(freshness.isStale(5, 0)).isTrue();
    freshness.heard(9, 0);
    assertThat(freshness.isStale(5, 0)).isTrue();
    assertThat(freshness.isStale(9, 0)).isFalse();
  }

  @Test
  void shouldAgreeWithLookingAtEachSymbolWhateverIsHeard() {
    System.out.println("seed=" + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    TreeMap<Integer, Long> lastNs = new TreeMap<>();
    Set<Integer> stale = new TreeSet<>();
    SymbolFreshness freshness = new SymbolFreshness(THRESHOLD_NS, stale::add);
    long nowNs = 0;
    for (int i = 0; i < 20_000; i++) {
      nowNs += random.nextInt(4);
      if (random.nextInt(5) > 0) {
        int symbol = random.nextInt(random.nextBoolean() ? 200 : 5);
        lastNs.put(symbol, nowNs);
        freshness.heard(symbol, nowNs);
        stale.remove(symbol);
      }
      freshness.advance(nowNs);
      Set<Integer> naive = new TreeSet<>();
      long now = nowNs;
      lastNs.forEach((symbol, last) -> {
        if (now - last > THRESHOLD_NS) {
          naive.add(symbol);
        }
      });
      assertThat(stale).isEqualTo(naive);
      Set<Integer> visited = new TreeSet<>();
      freshness.forEachStale(now, visited::add);
      assertThat(visited).isEqualTo(naive);
    }
  }
}
