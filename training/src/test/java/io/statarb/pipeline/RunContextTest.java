package io.statarb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunContextTest {
  private static final String BASKET = "pairs=[{y: EURUSD.FXCM, x: [EURUSD.OANDA, NZDUSD.OANDA]}]";

  @TempDir Path folder;

  private RunOptions options(String... sets) {
    RunOptions options = new RunOptions();
    options.strategy =
        Launcher.HOME.resolve("dags").resolve("strategies").resolve("fx-two-venue.yaml").toString();
    options.data = folder;
    options.out = folder.resolve("run");
    options.sets = List.of(sets);
    return options;
  }

  @Test
  void shouldRefuseABasketBeforeAnyWorkWhenItsFeaturesAreOfPairs() {
    assertThatThrownBy(() -> RunContext.open(options(BASKET)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("fx-pair-v1 is for pairs of two legs")
        .hasMessageContaining("[basket-v1, bar-basket-v1]");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void shouldTakeABasketWhenItsFeaturesAreOfBaskets() {
    RunContext context = RunContext.open(options(BASKET, "features.service=basket-v1"));
    assertThat(context.settings().strategy().pairs().getFirst().x()).hasSize(2);
  }
}
