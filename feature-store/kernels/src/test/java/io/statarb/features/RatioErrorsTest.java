package io.statarb.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RatioErrorsTest {
  private static final RatioErrors TWO =
      new RatioErrors(List.of(4.1, 3.9), List.of(List.of(0.04, -0.01), List.of(-0.01, 0.09)));

  @Test
  void shouldBeTheSameAfterJson() throws Exception {
    assertThat(Json.mapper().readValue(Json.text(TWO), RatioErrors.class)).isEqualTo(TWO);
    assertThat(TWO.estimated()).isEqualTo(2);
    assertThat(RatioErrors.NONE.estimated()).isZero();
  }

  @Test
  void shouldRefuseWhatIsNoCovariance() {
    List<List<Double>> rows = TWO.covariance();
    assertThatThrownBy(() -> new RatioErrors(List.of(4.1), rows))
        .hasMessageContaining("a mean and a row of a covariance for each leg");
    for (List<List<Double>> none :
        List.of(
            List.of(List.of(0.04, -0.01), List.of(-0.01)),
            List.of(List.of(0.04, -0.01), List.of(0.01, 0.09)),
            List.of(List.of(0.04, 0.07), List.of(0.07, 0.09)),
            List.of(List.of(0.0, 0.0), List.of(0.0, 0.09)),
            List.of(List.of(0.04, Double.NaN), List.of(Double.NaN, 0.09)))) {
      assertThatThrownBy(() -> new RatioErrors(List.of(4.1, 3.9), none))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new RatioErrors(List.of(4.1, Double.NaN), rows))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseAPairOfAnEarlierBuildByTheKeyItLacks() {
    PairDefinition pair =
        new PairDefinition(
            0,
            "A.US",
            List.of(new Hedge("B.US", 0.7), new Hedge("C.US", 0.5)),
            0.1,
            0.0,
            0.05,
            12,
            TWO);
    String json = Json.text(pair);
    assertThat(json).contains("\"ratio_errors\"");
    String lacking = json.replaceFirst("\"ratio_errors\":\\{[^}]*\\},", "");
    assertThat(lacking).doesNotContain("ratio_errors");
    assertThatThrownBy(() -> Json.mapper().readValue(lacking, PairDefinition.class))
        .hasMessageContaining("key ratio_errors is missing: pair=[A.US, B.US, C.US]");
    assertThatThrownBy(() ->
            new PairDefinition(0, "A.US", List.of(new Hedge("B.US", 0.7)), 0.1, 0.0, 0.05, 12, TWO))
        .hasMessageContaining("errors of all hedge ratios or of none");
  }
}
