package io.statarb.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrialLedgerTest {
  @TempDir private Path temp;

  @Test
  void shouldCountTrialsByDataSettingsAndSeed() {
    TrialLedger ledger = TrialLedger.open(file());
    assertThat(ledger.distinctTrials()).isZero();
    ledger.append(trial("fit", "data-1", "lambda=1", 1, 0.1));
    ledger.append(trial("fit", "data-1", "lambda=1", 1, 0.2));
    ledger.append(trial("fit", "data-1", "lambda=2", 1, 0.1));
    ledger.append(trial("fit", "data-2", "lambda=1", 1, 0.1));
    ledger.append(trial("fit", "data-1", "lambda=1", 2, 0.1));
    assertThat(ledger.trials()).hasSize(5);
    assertThat(ledger.distinctTrials()).isEqualTo(4);
    assertThat(TrialLedger.open(file()).trials()).isEqualTo(ledger.trials());
  }

  @Test
  void shouldNotCountLooksByTheBundleThatIsJudged() {
    TrialLedger ledger = TrialLedger.open(file());
    ledger.append(trial("fit", "d", "{\"lambda\":1}", 1, 0.1));
    ledger.append(trial("fit", "d", "no json", 1, 0.1));
    ledger.append(trial("backtest", "d", "{\"bundle_sha256\":\"aa\"}", 1, 0.1));
    ledger.append(trial("backtest", "d", "{\"bundle_sha256\":\"bb\"}", 1, 0.1));
    assertThat(TrialLedger.distinct(ledger.trialsBehind("aa"))).isEqualTo(3);
    assertThat(TrialLedger.distinct(ledger.trialsBehind("cc"))).isEqualTo(4);
    assertThat(ledger.distinctTrials()).isEqualTo(4);
  }

  @Test
  void shouldLeaveEqualFileWhenStageIsRepeated() throws IOException {
    TrialLedger.open(file()).append(trial("fit", "d", "s", 1, Double.NaN));
    byte[] once = Files.readAllBytes(file());
    TrialLedger.open(file()).append(trial("fit", "d", "s", 1, Double.NaN));
    assertThat(Files.readAllBytes(file())).isEqualTo(once);
  }

  @Test
  void shouldDropTornLastLineWhenWriterDied() throws IOException {
    TrialLedger ledger = TrialLedger.open(file());
    ledger.append(trial("fit", "d", "first", 1, 0.5));
    int kept = (int) Files.size(file());
    ledger.append(trial("fit", "d", "second", 1, 0.5));
    byte[] whole = Files.readAllBytes(file());
    for (int length = kept; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      TrialLedger torn = TrialLedger.open(file());
      assertThat(torn.trials()).hasSize(1);
      torn.append(trial("fit", "d", "second", 1, 0.5));
      assertThat(Files.readAllBytes(file())).isEqualTo(whole);
    }
  }

  @Test
  void shouldRefuseNamingLineWhenMiddleIsDamaged() throws IOException {
    TrialLedger ledger = TrialLedger.open(file());
    for (int i = 0; i < 3; i++) {
      ledger.append(trial("fit", "d", "s" + i, 1, 0.5));
    }
    String text = Files.readString(file());
    Files.writeString(file(), text.replace("\"s1\"", "s1\""));
    assertThatThrownBy(() -> TrialLedger.open(file()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("trials.jsonl line 2 is not a trial");
  }

  @Test
  void shouldSeeEachOtherWhenTwoAppendInTurn() {
    TrialLedger one = TrialLedger.open(file());
    TrialLedger two = TrialLedger.open(file());
    for (int i = 0; i < 10; i++) {
      one.append(trial("fit", "d", "one-" + i, 1, 0.5));
      two.append(trial("holdout", "d", "two-" + i, 1, 0.5));
    }
    assertThat(two.trials()).hasSize(20);
    assertThat(TrialLedger.open(file()).distinctTrials()).isEqualTo(20);
  }

  @Test
  void shouldRefuseWhenFileBecameShorter() throws IOException {
    TrialLedger ledger = TrialLedger.open(file());
    ledger.append(trial("fit", "d", "s", 1, 0.5));
    Files.write(file(), new byte[0]);
    assertThatThrownBy(() -> ledger.append(trial("fit", "d", "t", 1, 0.5)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("became shorter: bytes=0");
  }

  private Path file() {
    return temp.resolve("ledger/trials.jsonl");
  }

  private static Trial trial(String kind, String data, String settings, long seed, double sharpe) {
    return new Trial(kind, data, settings, seed, new TreeMap<>(Map.of("sharpe", sharpe)));
  }
}
