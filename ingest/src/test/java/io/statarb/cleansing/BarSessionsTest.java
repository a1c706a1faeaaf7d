package io.statarb.cleansing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BarSessionsTest {
  private static final Path DATA = Path.of("bars");

  private static Strategy strategy(int fold) {
    return Settings.load(
            null,
            Map.of(),
            List.of(
                "calendar.exchange=NYSE",
                "dates.session_bars=30",
                "dates.train=3",
                "dates.formation=2",
                "dates.trade=1",
                "dates.fold=" + fold))
        .strategy();
  }

  private static List<LocalDate> days(int count) {
    LocalDate first = LocalDate.of(2016, 1, 1);
    return first.datesUntil(first.plusDays(count)).toList();
  }

  private static List<PlannedSession> fold(int fold, int days) {
    return BarSessions.fold(strategy(fold), days(days), DATA);
  }

  @Test
  void shouldTradeEachDayInOneFoldAtMost() {
    int days = 3 * 30 + 30 + 30 + 25;
    assertThat(BarSessions.folds(strategy(0), days(days))).isEqualTo(3);
    String lastTraded = "";
    for (int fold = 0; fold < 3; fold++) {
      List<PlannedSession> sessions = fold(fold, days);
      assertThat(sessions.stream().map(PlannedSession::role))
          .containsExactly("train", "train", "train", "trade");
      assertThat(sessions.stream().map(PlannedSession::formation))
          .containsExactly(true, true, false, false);
      String traded = sessions.getLast().session().tradeDate();
      assertThat(traded).isGreaterThan(lastTraded);
      lastTraded = traded;
      for (int i = 1; i < sessions.size(); i++) {
        assertThat(sessions.get(i).session().startNs())
            .isGreaterThanOrEqualTo(sessions.get(i - 1).session().endNs());
      }
    }
  }

  @Test
  void shouldCutTheLastSessionShortButNotBelowTwentyBars() {
    PlannedSession last = fold(0, 90 + 20).getLast();
    assertThat(BarSessions.lastDay(strategy(0), last.session()))
        .isEqualTo(LocalDate.of(2016, 1, 1).plusDays(109));
    assertThat(BarSessions.folds(strategy(0), days(90 + 19))).isZero();
    assertThatThrownBy(() -> fold(0, 90 + 19))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "data folder bars holds 109 days of bars; fold 0 needs 110: 3 sessions of 30 to train from day 1 on and 20 days to trade");
  }

  @Test
  void shouldTakeTheLastFoldWhenAskedFor() {
    assertThat(fold(-1, 175)).isEqualTo(fold(2, 175));
  }
}
