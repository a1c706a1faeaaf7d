package io.statarb.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.cli.Progress;
import io.statarb.loaders.FileLoader;
import io.statarb.loaders.FileLoaders;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FST-02 on a recorded session of a crypto venue, shipped with the project. */
final class CaptureParityTest {
  private static final Path CAPTURE =
      Path.of("..", "..", "ingest", "samples", "binance-l2", "cm", "btcusd_perp_20240808.gz");

  @TempDir Path work;

  private CaptureParity.Result run(boolean plant) {
    FileLoader loader = FileLoaders.of(CAPTURE, null);
    return CaptureParity.run(
        LocalSpark.session(), CAPTURE, loader, work, plant ? 7L : null, Progress.quiet());
  }

  @Test
  void shouldGiveTheSameBitsLiveAndInSpark() {
    CaptureParity.Result result = run(false);
    assertThat(result.equal()).isTrue();
    assertThat(result.first()).isNull();
    assertThat(result.rows()).isGreaterThan(1000);
    assertThat(result.values()).isGreaterThan(40 * result.rows());
  }

  @Test
  void shouldNameTheOneValueThatWasRaisedByAUnitInTheLastPlace() {
    CaptureParity.Result result = run(true);
    assertThat(result.planted()).isTrue();
    assertThat(result.valuesDifferent()).isEqualTo(1);
    CaptureParity.Difference first = Objects.requireNonNull(result.first());
    assertThat(first.instrument()).isEqualToIgnoringCase("btcusd_perp");
    assertThat(first.live()).isNotEqualTo(first.spark());
  }
}
