package io.statarb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.statarb.instruments.Universe;
import io.statarb.session.Session;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.tape.Journal;
import java.lang.management.ManagementFactory;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** The path from a tick to orders and fills allocates nothing once it is warm. */
class AllocationTest {
  /**
   * What orders cost, each window shows. On a busy machine the JVM itself makes strings below a
   * compiled call, 23 kB in one window now and then; interpreted, the same calls allocate nothing.
   */
  private static final int WINDOWS = 4;

  private static final class CountingJournal implements Journal {
    private long records;

    @Override
    public long nextSeq() {
      return records;
    }

    @Override
    public void append(DirectBuffer buffer, int offset, int length) {
      records++;
    }
  }

  private static final class Loop {
    final TradingDesk desk;
    long nowNs = Session.DATE.startNs();
    long seq;
    long noise = 88_172_645_463_325_252L;

    Loop(VenueMode mode) {
      Strategy strategy = Session.settings("risk.max_daily_loss=1000000000");
      Universe universe = Settings.universe(strategy);
      desk =
          new TradingDesk(
              strategy, universe, Session.pairs(), new CountingJournal(), mode, Session.DATE);
    }

    /** Xorshift: random enough, and it allocates nothing. */
    int next(int bound) {
      noise ^= noise << 13;
      noise ^= noise >>> 7;
      noise ^= noise << 17;
      return (int) Math.floorMod(noise, (long) bound);
    }

    void run(int ticks) {
      for (int i = 0; i < ticks; i++) {
        nowNs += next(100) * 100_000L;
        int instrument = next(4);
        long bid = (instrument < 2 ? 139_000L : 86_000L) + next(20);
        byte condition = next(50) == 0 ? Session.CROSSED : Session.GOOD;
        desk.onTick(nowNs, seq++, instrument, bid, bid + 1 + next(8), condition);
        int pair = next(3);
        if (desk.flat(pair)) {
          desk.enter(nowNs, pair, next(2) == 0 ? 1 : -1, i, 0.001);
        } else if (desk.open(pair) && next(5) == 0) {
          desk.exit(nowNs, pair, i, 0.001);
        }
      }
    }
  }

  @Test
  void shouldAllocateNothingPerTickOrOrderWhenWarm() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (VenueMode mode : VenueMode.values()) {
      Loop loop = new Loop(mode);
      loop.run(200_000);
      long least = Long.MAX_VALUE;
      for (int window = 0; window < WINDOWS; window++) {
        long fills = loop.desk.fills();
        long before = threads.getCurrentThreadAllocatedBytes();
        loop.run(200_000);
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        assertThat(loop.desk.fills() - fills).as("mode=%s", mode).isGreaterThan(1_000);
      }
      // The reading itself may cost a few bytes; one byte per order would be thousands.
      assertThat(least).as("mode=%s", mode).isLessThan(256);
    }
  }
}
