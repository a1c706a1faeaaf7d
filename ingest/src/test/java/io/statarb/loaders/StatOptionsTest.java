package io.statarb.loaders;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class StatOptionsTest {
  @Test
  void shouldNameWhatIsTakenForAFileAndWhereFormatsAreListed() {
    StatOptions options = new StatOptions();
    options.file = Path.of("formats");
    assertThatThrownBy(options::asked)
        .hasMessageContaining("formats: ingest takes a FILE only with --stat")
        .hasMessageContaining("statarb formats");
  }
}
