package io.statarb.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile {@code features.yaml} files: each is read, and can then be written to a registry and read
 * back, or is refused with one sentence that names the file. Anything else is a crash.
 */
final class RepoFileFuzzTest {
  @TempDir static Path folder;

  /** Any bytes as declarations. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyDeclarations(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("features.yaml"), bytes);
    try {
      Declarations declared = RepoFile.read(file).declarations();
      declared
          .services()
          .forEach(service -> assertThat(declared.schemaHash(service)).matches("[0-9a-f]{64}"));
    } catch (Refusal refusal) {
      assertThat(refusal.exitCode()).isIn(ExitCode.REFUSED, ExitCode.USAGE);
      String sentence = String.valueOf(refusal.getMessage());
      assertThat(sentence).contains("features.yaml");
      assertThat(sentence.lines()).as(sentence).hasSize(1);
    }
  }
}
