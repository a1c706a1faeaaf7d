package io.statarb.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.control.KillSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch, looked after by hand. */
final class LatchWatchTest {
  @TempDir Path folder;

  @Test
  void shouldSayWhoKilledUntilTwoResume() {
    KillSwitch killSwitch = KillSwitch.at(folder.resolve("control/KILL.json"));
    try (LatchWatch watch = LatchWatch.start(killSwitch)) {
      watch.poll();
      assertThat(watch.kill()).isNull();
      killSwitch.kill("anna", "a reason", 1);
      watch.poll();
      assertThat(watch.kill()).isEqualTo(new Controls.Order("anna", "", "a reason"));
      assertThat(watch.resumed()).isNull();
      killSwitch.resume("anna", "ben", "back", 2);
      watch.poll();
      assertThat(watch.kill()).isNull();
      assertThat(watch.resumed()).isEqualTo(new Controls.Order("anna", "ben", "back"));
    }
    try (LatchWatch restarted = LatchWatch.start(killSwitch)) {
      assertThat(restarted.resumed()).isEqualTo(new Controls.Order("anna", "ben", "back"));
    }
  }

  @Test
  void shouldLiftNothingWhenTheLatchMerelyVanished() throws IOException {
    Path file = folder.resolve("KILL.json");
    KillSwitch killSwitch = KillSwitch.at(file);
    killSwitch.kill("anna", "first", 1);
    killSwitch.resume("anna", "ben", "back", 2);
    killSwitch.kill("anna", "second", 3);
    Files.delete(file);
    try (LatchWatch watch = LatchWatch.start(killSwitch)) {
      assertThat(watch.kill()).isNull();
      assertThat(watch.resumed()).isNull();
    }
  }

  @Test
  void shouldCountAsKilledWhenTheLatchCannotBeRead() throws IOException {
    Path file = folder.resolve("KILL.json");
    Files.writeString(file, "half a lat");
    try (LatchWatch watch = LatchWatch.start(KillSwitch.at(file))) {
      assertThat(watch.kill()).isNotNull();
    }
  }
}
