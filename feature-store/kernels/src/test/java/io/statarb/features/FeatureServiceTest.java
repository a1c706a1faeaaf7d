package io.statarb.features;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
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
  void shouldKeepTheHashWhenOnlyWordsChange() {
    FeatureField other = new FeatureField("b", "s", "in other words");
    assertThat(hash(A, other.from("A paper").warming("after a while"))).isEqualTo(hash(A, B));
  }

  @Test
  void shouldChangeTheHashWhenWhatBecomesOfAMissingValueChanges() {
    assertThat(hash(A, B.degradingTo(0))).isNotEqualTo(hash(A, B));
    assertThat(hash(A, B.degradingTo(0))).isNotEqualTo(hash(A, B.degradingTo(1)));
  }

  @Test
  void shouldKeepTheFirstServiceAsBundlesHaveIt() throws Exception {
    FeatureService service = FeatureService.named("fx-pair-v1");
    assertThat(service.schemaHash())
        .isEqualTo("730fa7d9ed9434923c0b1317ae6cc4221b0963b814c0ff41add1c3c4cf714fd8");
    StringBuilder words = new StringBuilder();
    for (FeatureField f : service.fields()) {
      words.append(
          "%s|%s|%s|%d\n".formatted(f.name(), f.unit(), f.description(), f.formulaVersion()));
    }
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(words.toString().getBytes(UTF_8));
    assertThat(HexFormat.of().formatHex(sha256))
        .isEqualTo("d89b159361b1166d5c82c5f5ebc20b9191fc5f8a6fa723783898cb1ffb17100a");
  }

  @Test
  void shouldRefuseAServiceWhenItDegradesWithoutAMark() {
    FeatureService unmarked = new FeatureService("service", List.of(A, B.degradingTo(0)));
    assertThatThrownBy(() -> new RowRules(unmarked)).hasMessageContaining("degraded_values");
    assertThatThrownBy(() -> B.degradingTo(Double.NaN)).hasMessageContaining("neutral=NaN");
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
        .hasMessageContaining("ratio=NaN");
    assertThatThrownBy(() -> new PairDefinition(0, "A", "A", 1, 0, 0, 1, 60))
        .hasMessageContaining("legs that differ");
  }
}
