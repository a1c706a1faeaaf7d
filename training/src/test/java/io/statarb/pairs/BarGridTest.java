package io.statarb.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.instruments.Instrument;
import io.statarb.tape.sbe.QuoteCondition;
import io.statarb.ticks.TickColumns;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BarGridTest {
  private static final Instrument Y = new Instrument(0, "A", "US", "equity", 10_000_000, 1, "USD");
  private static final Instrument X = new Instrument(1, "B", "US", "equity", 10_000_000, 1, "USD");
  private final TickColumns ticks = new TickColumns(0);

  private void tick(long tsNs, Instrument leg, long mid, QuoteCondition condition) {
    ticks.add(tsNs, leg.id(), mid - 1, mid + 1, (byte) condition.value(), 0, ticks.count() + 1);
  }

  @Test
  void shouldSampleOnlyClosesThatBothLegsHave() {
    tick(1, Y, 9000, QuoteCondition.OPENING);
    tick(1, X, 9000, QuoteCondition.OPENING);
    tick(2, Y, 5000, QuoteCondition.GOOD);
    tick(2, X, 3000, QuoteCondition.LOCKED);
    tick(4, Y, 5100, QuoteCondition.GOOD);
    tick(6, X, 3200, QuoteCondition.GOOD);
    tick(8, X, 3300, QuoteCondition.GOOD);
    tick(8, Y, 5300, QuoteCondition.GOOD);
    BarGrid grid = new BarGrid(2);
    grid.add(ticks, List.of(Y, X));
    grid.add(ticks, List.of(Y, X));
    assertThat(grid.count()).isEqualTo(4);
    assertThat(grid.log(0)).startsWith(StrictMath.log(50), StrictMath.log(53), StrictMath.log(50));
    assertThat(grid.log(1)).startsWith(StrictMath.log(30), StrictMath.log(33), StrictMath.log(30));
    assertThat(grid.segment(0)).isEqualTo(grid.segment(1)).isNotEqualTo(grid.segment(2));
  }
}
