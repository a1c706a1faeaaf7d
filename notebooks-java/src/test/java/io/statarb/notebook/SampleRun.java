package io.statarb.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.digest.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A finished run on the small sample. */
final class SampleRun {
  static final Path PROJECT = Path.of(System.getProperty("statarb.home", "..")).normalize();
  static final Path TARGET = PROJECT.resolve("notebooks-java/target");

  private static final Path OF_THE_DAGS =
      PROJECT.resolve("dags/target/ci-run/fx-two-venue/2014-05-13");
  private static final Path OWN = TARGET.resolve("ci-run");
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private SampleRun() {}

  /** The run that the tests of the DAGs have left in this build, or one made now. */
  static Path folder() throws IOException {
    return isOfThisBuild(OF_THE_DAGS) ? OF_THE_DAGS : made();
  }

  /** The stamp has the time at which this build began. */
  private static boolean isOfThisBuild(Path run) throws IOException {
    Path report = run.resolve("run.json");
    Path stamp = PROJECT.resolve(".statarb/build.stamp");
    return Files.exists(report)
        && Files.exists(stamp)
        && Files.getLastModifiedTime(report).compareTo(Files.getLastModifiedTime(stamp)) > 0;
  }

  private static Path made() throws IOException {
    AtomicFiles.delete(OWN);
    Path log = TARGET.resolve("logs/demo.log");
    int exitCode =
        BoundedProcess.run(
            List.of(
                PROJECT.resolve("statarb").toString(),
                "demo",
                "--data",
                PROJECT.resolve("ingest/samples/ci-sample").toString(),
                "--out",
                OWN.toString()),
            // The build that runs this test has built it; a second build inside it would write
            // over the jars of the first.
            Map.of("STATARB_NO_BUILD", "1"),
            log,
            LONGEST);
    assertThat(exitCode).as("demo on the sample; its log is %s", log).isZero();
    return OWN;
  }
}
