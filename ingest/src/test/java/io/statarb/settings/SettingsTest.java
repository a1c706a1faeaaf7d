package io.statarb.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Refusal;
import io.statarb.settings.Settings.Effective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
  private static final String STRATEGY =
      """
      name: test
      venues:
        A: {utc_offset: "-05:00", latency_ms: 1, fee_per_million: 2, max_fill_lots: 3, stale_after_ms: 4}
        B: {utc_offset: "+00:00", latency_ms: 1, fee_per_million: 2, max_fill_lots: 3, stale_after_ms: 4}
      instruments:
        EURUSD: {security_type: forex, tick: "0.00001", lot: 1000, currency: USD, venues: [A, B]}
      pairs:
        - {y: EURUSD.A, x: EURUSD.B}
      entry: {z: 2.0}
      """;

  @TempDir Path folder;

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("strategy.yaml"), yaml);
  }

  @Test
  void shouldLetLaterSourcesWinWhenAllNameTheSameKey() throws IOException {
    Path file = write(STRATEGY);
    Map<String, String> env = Map.of("STATARB_ENTRY_Z", "2.5", "PATH", "/bin", "STATARB_HOME", "x");

    assertThat(Settings.load(file, Map.of(), List.of()).strategy().entry().z()).isEqualTo(2.0);
    assertThat(Settings.load(file, env, List.of()).strategy().entry().z()).isEqualTo(2.5);
    assertThat(Settings.load(file, env, List.of("entry.z=3.5")).strategy().entry().z())
        .isEqualTo(3.5);
  }

  @Test
  void shouldKeepDigestWhenReadBackAndChangeItWhenAValueChanges() throws IOException {
    Effective first = Settings.load(write(STRATEGY), Map.of(), List.of());

    assertThat(Settings.parse(first.canonicalJson()).sha256()).isEqualTo(first.sha256());
    assertThat(Settings.with(first, List.of("seed=7")).sha256()).isNotEqualTo(first.sha256());
  }

  @Test
  void shouldPutTheEnvironmentOverSettingsThatWereStored() throws IOException {
    Effective first = Settings.load(write(STRATEGY), Map.of(), List.of());
    Map<String, String> env = Map.of("STATARB_ENTRY_Z", "2.5");

    assertThat(Settings.with(first, env, List.of()).strategy().entry().z()).isEqualTo(2.5);
    assertThat(Settings.with(first, env, List.of("entry.z=3.5")).strategy().entry().z())
        .isEqualTo(3.5);
    assertThatThrownBy(() -> Settings.with(first, Map.of("STATARB_ENTRY_ZZ", "1"), List.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the nearest known one is STATARB_ENTRY_Z");
  }

  @Test
  void shouldRefusePairThatIsAnotherTheOtherWayRound() throws IOException {
    Path file =
        write(STRATEGY.replace("x: EURUSD.B}\n", "x: EURUSD.B}\n  - {y: EURUSD.B, x: EURUSD.A}\n"));
    assertThatThrownBy(() -> Settings.load(file, Map.of(), List.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the other way round: pairs=EURUSD.B-EURUSD.A");
  }

  @Test
  void shouldTakeABasketWithOrWithoutItsHedgeRatios() throws IOException {
    Path file = write(STRATEGY.replace("x: EURUSD.B}\n", "x: [EURUSD.B], hedge_ratios: [0.5]}\n"));
    Settings.Effective basket = Settings.load(file, Map.of(), List.of());
    Strategy.PairSettings pair = basket.strategy().pairs().getFirst();
    assertThat(pair.legs()).containsExactly("EURUSD.A", "EURUSD.B");
    assertThat(pair.hedgeRatios()).containsExactly(0.5);
    assertThat(Settings.parse(basket.canonicalJson()).sha256()).isEqualTo(basket.sha256());
    Settings.Effective plain = Settings.load(write(STRATEGY), Map.of(), List.of());
    assertThat(plain.strategy().pairs().getFirst().hedgeRatios()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x: []}                                     | must have a leg x that hedges it
          x: [EURUSD.B, EURUSD.B]}                   | must have legs that all differ
          x: [EURUSD.B], hedge_ratios: [1.0, 2.0]}   | must give a hedge ratio for each leg x, or none
          x: [EURUSD.B], hedge_ratios: [0.0]}        | finite and not 0
          x: [EURUSD.Z]}                             | instrument EURUSD.Z, which is not quoted
          """)
  void shouldRefuseABasketWhoseLegsMakeNoSense(String legs, String words) throws IOException {
    Path file = write(STRATEGY.replace("x: EURUSD.B}\n", legs + "\n"));
    assertThatThrownBy(() -> Settings.load(file, Map.of(), List.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(words);
  }

  @Test
  void shouldRefuseFractionWhenANumberIsWhole() throws IOException {
    Path file = write(STRATEGY);
    assertThatThrownBy(() -> Settings.load(file, Map.of(), List.of("dates.train=2.5")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("dates.train");
  }

  @ParameterizedTest
  @CsvSource({
    "entri: {z: 2}, entri, entry",
    "entry: {scor_quantile: 0.5}, entry.scor_quantile, entry.score_quantile",
    "dates: {trian: 4}, dates.trian, dates.train",
  })
  void shouldNameNearestKeyWhenAKeyIsUnknown(String line, String key, String nearest)
      throws IOException {
    String yaml = STRATEGY.replace("entry: {z: 2.0}", line);

    assertThatThrownBy(() -> Settings.load(write(yaml), Map.of(), List.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("strategy.yaml")
        .hasMessageContaining("unknown key " + key)
        .hasMessageContaining(nearest)
        .satisfies(e -> assertThat(((Refusal) e).exitCode()).isEqualTo(ExitCode.USAGE));
  }

  @Test
  void shouldNameNearestKeyWhenSetOrEnvironmentNamesAnUnknownOne() throws IOException {
    Path file = write(STRATEGY);

    assertThatThrownBy(() -> Settings.load(file, Map.of(), List.of("entry.zz=1")))
        .hasMessageContaining("entry.zz")
        .hasMessageContaining("entry.z");
    assertThatThrownBy(() -> Settings.load(file, Map.of("STATARB_ENTRY_ZED", "1"), List.of()))
        .hasMessageContaining("STATARB_ENTRY_ZED")
        .hasMessageContaining("STATARB_ENTRY_Z");
  }

  @ParameterizedTest
  @CsvSource({
    "entry.z=-1, entry.z",
    "entry.z=abc, entry.z",
    "entry.score_quantile=1.5, entry.score_quantile",
    "exit.z=9, exit.z",
    "dates.train=1, dates.train",
    "order.lots=0, order.lots",
    "calendar.zone=Mars, Mars",
  })
  void shouldNameKeyWhenAValueIsOutOfRange(String set, String key) throws IOException {
    Path file = write(STRATEGY);

    assertThatThrownBy(() -> Settings.load(file, Map.of(), List.of(set)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(key);
  }

  @Test
  void shouldNameLegWhenAPairIsNotQuoted() throws IOException {
    String yaml = STRATEGY.replace("x: EURUSD.B", "x: EURUSD.C");

    assertThatThrownBy(() -> Settings.load(write(yaml), Map.of(), List.of()))
        .hasMessageContaining("EURUSD.C")
        .hasMessageContaining("nearest");
  }

  @Test
  void shouldNumberInstrumentsByName() throws IOException {
    Strategy s = Settings.load(write(STRATEGY), Map.of(), List.of()).strategy();

    assertThat(Settings.universe(s).instruments())
        .extracting(i -> i.id() + i.name())
        .containsExactly("0EURUSD.A", "1EURUSD.B");
    assertThat(Settings.universe(s).instrument(0).microsPerTickLot()).isEqualTo(10_000);
  }
}
