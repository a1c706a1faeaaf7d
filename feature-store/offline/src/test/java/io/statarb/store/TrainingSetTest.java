package io.statarb.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests that somebody else wrote. */
final class TrainingSetTest {
  @TempDir private Path folder;

  @Test
  void shouldNameWhatAManifestLacks() throws IOException {
    Path file = folder.resolve(TrainingSet.MANIFEST);
    Files.writeString(file, "{\"format\": 1, \"service\": \"quotes-v1\"}");

    assertThatThrownBy(() -> TrainingSet.read(file))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + " is no manifest of a training set: it has no declarations");

    Files.writeString(file, "[]");
    assertThatThrownBy(() -> TrainingSet.read(file)).isInstanceOf(Refusal.class);
  }
}
