package io.statarb.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that applies, again and again on the same store; {@code -Dkills=N} for more. */
final class RegistryKillTest {
  @TempDir private Path folder;

  @Test
  void shouldHoldTheOldOrTheNewRegistryWhenTheWriterIsKilled() throws Exception {
    long seed = Long.getLong("seed", 20140507);
    System.out.println("RegistryKillTest: seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Path store = folder.resolve("store");
    Path one = Files.writeString(folder.resolve("one.yaml"), QuotesStore.REPO);
    Path two =
        Files.writeString(
            folder.resolve("two.yaml"), QuotesStore.REPO.replace("ttl: 10s", "ttl: 20s"));
    List<StoreRegistry> either =
        Stream.of(one, two)
            .map(file -> StoreRegistry.of(RepoFile.read(file), store.toString(), List.of()))
            .toList();
    for (int kill = 0; kill < Integer.getInteger("kills", 5); kill++) {
      Process writer = start(store, one, two);
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
        for (int line = random.nextInt(1, 200); line > 0; line--) {
          assertThat(lines.readLine()).as("seed=%d kill=%d", seed, kill).isNotNull();
        }
        writer.destroyForcibly().waitFor();
      }
      assertThat(StoreRegistry.read(new StoreFolder(store)))
          .as("seed=%d kill=%d", seed, kill)
          .isIn(either);
    }
    ApplyPlan.apply(new StoreFolder(store), either.getFirst(), List.of(), true);
    try (Stream<Path> files = Files.list(store)) {
      assertThat(files.map(f -> String.valueOf(f.getFileName())))
          .as("what killed writers left is cleared by the next")
          .containsExactlyInAnyOrder(".lock", "registry.json");
    }
  }

  private static Process start(Path store, Path one, Path two) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            RegistryWriter.class.getName(),
            store.toString(),
            one.toString(),
            two.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
