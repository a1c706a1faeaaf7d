package io.statarb.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schema hash sees what changes values, and only that. */
final class FeatureServiceTest {
  private static final FeatureField A = new FeatureField("a", "bps", "first");
  private static final FeatureField B = new FeatureField("b", "s", "second");

  private static String hash(FeatureField... fields) {
    return new FeatureService("service", List.of(fields)).schemaHash();
  }

  @Test
  void shouldChangeTheHashWhenNameUnitOrderOrFormulaChange() {
    String hash = hash(A, B);
    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(hash(B, A)).isNotEqualTo(hash);
    assertThat(hash(A)).isNotEqualTo(hash);
    assertThat(hash(A, new FeatureField("c", "s", "second"))).isNotEqualTo(hash);
    assertThat(hash(A, new FeatureField("b", "ms", "second"))).isNotEqualTo(hash);
    assertThat(hash(A, new FeatureField("b", "s", "second", 2))).isNotEqualTo(hash);
    assertThat(new FeatureService("other", List.of(A, B)).schemaHash()).isNotEqualTo(hash);
  }

  @Test
  void shouldKeepTheHashWhenOnlyADescriptionChanges() {
    assertThat(hash(A, new FeatureField("b", "s", "in other words"))).isEqualTo(hash(A, B));
  }

  @Test
  void shouldHaveAtLeastTwelveColumnsAndThoseOfTheRulesWhenNamed() {
    FeatureService service = FeatureService.named("fx-pair-v1");
    assertThat(service.size()).isGreaterThanOrEqualTo(16);
    assertThat(service.names())
        .contains("z_30s", "z_120s", "z_600s", "cost_to_cross_bps")
        .doesNotHaveDuplicates();
    assertThat(service.names().get(service.indexOf("z_600s"))).isEqualTo("z_600s");
  }

  @Test
  void shouldNameWhatIsKnownWhenAServiceOrFeatureIsNot() {
    assertThatThrownBy(() -> FeatureService.named("fx-pair-v9")).hasMessageContaining("fx-pair-v1");
    assertThatThrownBy(() -> FeatureService.named("fx-pair-v1").indexOf("z_601s"))
        .hasMessageContaining("z_600s");
  }

  @Test
  void shouldRefuseAServiceWhenANameOccursTwice() {
    List<FeatureField> twice = new ArrayList<>(List.of(A, B, A));
    assertThatThrownBy(() -> new FeatureService("service", twice))
        .hasMessageContaining("feature twice");
  }

  @Test
  void shouldRefuseAPairWhenANumberIsMissing() {
    assertThatThrownBy(() -> new PairDefinition(0, "A", "B", 1, 0, 0, Double.NaN, 60))
        .hasMessageContaining("spreadSd=NaN");
    assertThatThrownBy(() -> new PairDefinition(0, "A", "B", Double.NaN, 0, 0, 1, 60))
        .hasMessageContaining("hedgeRatio=NaN");
    assertThatThrownBy(() -> new PairDefinition(0, "A", "A", 1, 0, 0, 1, 60))
        .hasMessageContaining("two legs");
  }
}
