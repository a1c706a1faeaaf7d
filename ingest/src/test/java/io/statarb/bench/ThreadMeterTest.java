package io.statarb.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.time.NanoClock;
import org.junit.jupiter.api.Test;

final class ThreadMeterTest {
  private static final int BYTES = 1 << 20;

  @Test
  void shouldCountWhatWasAllocatedAndNothingOfItsOwn() {
    ThreadMeter meter = new ThreadMeter(NanoClock.monotonic());
    meter.start();
    meter.stop();
    assertThat(meter.allocatedBytes()).isZero();
    meter.start();
    byte[] made = new byte[BYTES];
    meter.stop();
    assertThat(made).hasSize(BYTES);
    // Behind the array stands at least its header, and nothing else was made.
    assertThat(meter.allocatedBytes()).isBetween((long) BYTES, BYTES + 64L);
  }

  @Test
  void shouldAddUpWindowsAndLeaveOutWhatIsBetweenThem() {
    long[] nowNs = {0};
    ThreadMeter meter = new ThreadMeter(() -> nowNs[0]);
    for (int i = 0; i < 3; i++) {
      meter.start();
      nowNs[0] += 5;
      assertThat(meter.stop()).isEqualTo(5);
      nowNs[0] += 100;
    }
    assertThat(meter.wallNs()).isEqualTo(15);
  }
}
