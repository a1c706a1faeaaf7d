package io.statarb.tape;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.statarb.cli.Progress;
import io.statarb.hostile.HostileInput;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Hostile files under a tape, as {@code tape verify} sees them; see {@link HostileInput}. */
final class TapeFuzzTest {
  @TempDir static Path folder;

  /** Any bytes as the queue's file: what was found lies within it. */
  @FuzzTest(maxDuration = "60s")
  void shouldSurveyAnyFile(byte[] bytes) throws IOException {
    Path tape = folder.resolve("tape");
    Path file = tape.resolve("19700101F.cq4");
    HostileInput.write(file, bytes);
    HostileInput.parse(
        file,
        bytes.length,
        () -> {
          TapeInspection found = TapeInspection.of(tape, Progress.quiet());
          assertThat(found.endPosition()).isBetween(0L, (long) bytes.length + 3);
          assertThat(found.records()).isLessThanOrEqualTo(bytes.length / TapeFile.MIN_RECORD_BYTES);
          TapeDamage damage = found.damage();
          assertThat(damage == null || damage.record() == found.records()).isTrue();
          return found.records();
        });
  }
}
