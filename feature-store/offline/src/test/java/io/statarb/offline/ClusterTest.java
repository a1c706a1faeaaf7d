package io.statarb.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same jars on a cluster of two workers give the same rows. */
@Tag("cluster")
final class ClusterTest {
  @TempDir Path folder;

  @Test
  @Timeout(value = 420, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldGiveTheSameDataVersionWhenRunOnTwoWorkers() throws IOException, InterruptedException {
    long seed = SyntheticRun.seed();
    LoopbackCluster cluster = LoopbackCluster.start(folder);
    String output;
    try (cluster) {
      Process driver =
          cluster.start(
              "driver",
              List.of(
                  "-Xmx512m",
                  "-XX:TieredStopAtLevel=1",
                  "-Dspark.executor.memory=512m",
                  "-Dspark.executor.cores=1",
                  "-Dspark.cores.max=2",
                  "-Dspark.scheduler.minRegisteredResourcesRatio=1.0"),
              ClusterDriver.class.getName(),
              List.of(folder.resolve("remote").toString(), Long.toString(seed), cluster.master()));
      boolean ended = driver.waitFor(360, TimeUnit.SECONDS);
      output = Files.readString(cluster.log("driver"));
      assertThat(ended).as(output).isTrue();
      assertThat(driver.exitValue()).as(output).isZero();
    }
    assertThat(cluster.started()).isNotEmpty().noneMatch(ProcessHandle::isAlive);

    SyntheticRun local =
        SyntheticRun.create(
            folder.resolve("local"), seed, ClusterDriver.SESSIONS, ClusterDriver.TICKS);
    String version = ClusterDriver.materialise(LocalSpark.session(), local).dataVersion();
    assertThat(output).contains("data_version=" + version, "executors=2");
  }
}
