package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.bench.BenchSetup;
import io.statarb.cli.Progress;
import io.statarb.loaders.FileLoader;
import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.LoadOptions;
import io.statarb.quality.Finding;
import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the shipped quotes of two venues, as they are and with defects planted in them. */
final class TickProbeTest {
  private static final long SEED = Long.getLong("seed", 20_140_501);
  private static final Path HOME = Path.of(System.getProperty("statarb.home"));

  private static List<Finding> findings(Path folder) throws IOException {
    TickProbe probe = new TickProbe();
    List<Finding> findings = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".zip")).sorted().toList()) {
        FileLoader loader = Objects.requireNonNull(FileLoaders.recognise(file));
        loader.load(file, LoadOptions.NONE, probe.begin(file, loader.format(), LoadOptions.NONE));
        findings.addAll(probe.end());
      }
    }
    findings.addAll(probe.finish());
    return findings;
  }

  @ParameterizedTest
  @ValueSource(strings = {"lean-fx", "ci-sample"})
  void shouldTellTheVenueOfAnotherZoneWhenNothingIsStated(String sample) throws IOException {
    List<Finding> clocks =
        findings(HOME.resolve("ingest/samples").resolve(sample)).stream()
            .filter(finding -> finding.kind() == FindingKind.CLOCK_MISALIGNMENT)
            .toList();
    assertThat(clocks)
        .extracting(Finding::symbol)
        .containsExactlyInAnyOrder("EURUSD FXCM/OANDA", "NZDUSD FXCM/OANDA");
    for (Finding clock : clocks) {
      assertThat(clock.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(
              Math.abs(Double.parseDouble(String.valueOf(clock.evidence().get("offset_seconds")))))
          .isBetween(17_999.95, 18_000.05);
      assertThat(String.valueOf(clock.evidence().get("fix")))
          .contains("utc_offset -05:00 for FXCM");
    }
  }

  @Test
  void shouldFindWhatIsPlantedAndLittleElse() {
    System.out.println("seed=" + SEED);
    SortedMap<String, Double> figures =
        new TickQualityBenchmark()
            .run(
                new BenchSetup(HOME, SEED, false, null, Map.of("planted", "9", "symbol", "EURUSD")),
                Progress.quiet());
    for (FindingKind kind : TickPlanter.kinds()) {
      if (kind != FindingKind.STALE) {
        assertThat(figures.get(kind.json() + "_found"))
            .as("%s seed=%d %s", kind, SEED, figures)
            .isGreaterThanOrEqualTo(8);
      }
    }
    // Real series are silent for a minute or two themselves.
    double longSilences =
        figures.getOrDefault("stale_planted", 0.0)
            - figures.getOrDefault("stale_under_2_minutes_planted", 0.0);
    double longFound =
        figures.getOrDefault("stale_found", 0.0)
            - figures.getOrDefault("stale_under_2_minutes_found", 0.0);
    assertThat(longFound).as("seed=%d", SEED).isGreaterThanOrEqualTo(0.8 * longSilences);
    assertThat(figures.get("clock_misalignment_found")).isGreaterThanOrEqualTo(8);
    assertThat(figures.get("false_findings")).as("seed=%d", SEED).isLessThanOrEqualTo(2);
  }
}
