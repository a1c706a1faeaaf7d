package io.statarb.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.time.NanoClock;
import org.junit.jupiter.api.Test;

class MachineSpeedTest {
  /** Six cycles take longer even at 10 GHz: otherwise work was left out. */
  @Test
  void theWorkIsDone() {
    MachineSpeed speed = MachineSpeed.measure(NanoClock.monotonic());
    assertThat(speed.stepNs()).isGreaterThan(0.6);
    assertThat(speed.memoryReadNs()).isGreaterThan(2);
  }

  /** Each step follows the clock that it is given, so a clock that stands measures nothing. */
  @Test
  void theClockIsTheOneGiven() {
    MachineSpeed speed = MachineSpeed.measure(() -> 7);
    assertThat(speed.stepNs()).isZero();
    assertThat(speed.memoryReadNs()).isZero();
  }
}
