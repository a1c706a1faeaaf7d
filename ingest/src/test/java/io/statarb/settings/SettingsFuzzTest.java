package io.statarb.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.statarb.hostile.HostileInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Hostile settings; see {@link HostileInput}. */
final class SettingsFuzzTest {
  /** The defaults are parsed, checked and written each time. */
  private static final int DEFAULTS_BYTES = 4_096;

  @TempDir static Path folder;

  /** Any bytes as a strategy file: it is refused, or what is in force reads back the same. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyStrategy(byte[] yaml) {
    Path file = folder.resolve("strategy.yaml");
    HostileInput.write(file, yaml);
    HostileInput.parse(
        file, yaml.length + DEFAULTS_BYTES, () -> used(Settings.load(file, Map.of(), List.of())));
  }

  /** Any text as the file's own key and value, from the command line. */
  @FuzzTest(maxDuration = "60s")
  void shouldTakeOrRefuseAnySet(byte[] bytes) {
    String set = new String(bytes, StandardCharsets.UTF_8);
    HostileInput.parse(
        Path.of(""),
        bytes.length + DEFAULTS_BYTES,
        () -> used(Settings.load(null, Map.of(), List.of(set))));
  }

  /** Any bytes as the canonical settings of a run. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyCanonicalSettings(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    HostileInput.parse(
        Path.of("settings"), json.length + DEFAULTS_BYTES, () -> used(Settings.parse(text)));
  }

  private static long used(Settings.Effective effective) {
    assertThat(Settings.parse(effective.canonicalJson()).sha256()).isEqualTo(effective.sha256());
    return Settings.universe(effective.strategy()).count();
  }
}
