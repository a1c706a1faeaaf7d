package io.statarb.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.evidence.Evidence.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EvidenceTest {
  private static final Path HOME = Path.of(System.getProperty("statarb.home", "."));
  private static final int LEAST_PUBLISHED = 60;

  private final EvidenceTable table = EvidenceTable.read();

  @Test
  void shouldReproduceSixtyPublishedCases() {
    assertThat(table.cases(Kind.PUBLISHED)).isGreaterThanOrEqualTo(LEAST_PUBLISHED);
  }

  /** Nobody prints numbers of these for data that are at hand. */
  @Test
  void shouldHavePublishedCasesOfAllButThese() {
    assertThat(Estimator.values())
        .filteredOn(of -> table.lines(of, Kind.PUBLISHED).isEmpty())
        .containsExactly(
            Estimator.VARIANCE_RATIO,
            Estimator.BASKET_SCREEN,
            Estimator.DISTANCE,
            Estimator.CUSUM_BREAK,
            Estimator.FARTHEST_EXCURSION,
            Estimator.LONGEST_EXCURSION);
  }

  @ParameterizedTest
  @EnumSource(Estimator.class)
  void shouldHoldEachEstimatorToASecondFormulaATruthAndOthers(Estimator of) {
    assertThat(table.lines(of, Kind.SECOND_FORMULA)).isNotEmpty();
    assertThat(table.lines(of, Kind.TRUTH)).isNotEmpty();
    for (Kind kind : new Kind[] {Kind.PUBLISHED, Kind.PEER}) {
      assertThat(table.lines(of, kind))
          .allSatisfy(line -> {
            assertThat(line.source()).isNotEmpty();
            assertThat(line.cases()).isPositive();
          });
    }
  }

  @Test
  void shouldHaveTheTableInTheDocuments() throws IOException {
    Path made = HOME.resolve("training/target/estimators.md");
    Files.writeString(made, table.markdown());
    assertThat(Files.readString(HOME.resolve("docs/estimators.md")))
        .as("cp training/target/estimators.md docs/estimators.md")
        .isEqualTo(table.markdown());
  }
}
