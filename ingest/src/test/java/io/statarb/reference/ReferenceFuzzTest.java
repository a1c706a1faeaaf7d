package io.statarb.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.statarb.hostile.HostileInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Hostile reference files, and questions to what was read; see {@link HostileInput}. */
final class ReferenceFuzzTest {
  private static final LocalDate DATE = LocalDate.of(2014, 6, 9);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir static Path folder;

  /** Any bytes as corporate actions, CSV and YAML. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyActions(byte[] bytes) {
    for (String name : List.of("actions.csv", "actions.yaml")) {
      Path file = folder.resolve(name);
      HostileInput.write(file, bytes);
      HostileInput.parse(file, bytes.length, () -> actions(ActionHistory.load(file)));
    }
  }

  private static long actions(ActionHistory history) {
    List<CorporateAction> all = history.asOf(NOW);
    for (CorporateAction action : all) {
      assertThat(history.versions(action.id())).isNotEmpty();
      assertThat(action.toString()).isNotEmpty();
    }
    history.of("AAPL", DATE.minusYears(1), DATE, NOW);
    return all.size();
  }

  /** Any bytes as instruments, CSV and YAML. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyInstruments(byte[] bytes) {
    for (String name : List.of("instruments.csv", "instruments.yml")) {
      Path file = folder.resolve(name);
      HostileInput.write(file, bytes);
      HostileInput.parse(file, bytes.length, () -> instruments(InstrumentMaster.load(file)));
    }
  }

  private static long instruments(InstrumentMaster master) {
    for (String name : master.names()) {
      // The text of a tick table is what is printed and stored.
      master.asOf(name, DATE, NOW).ifPresent(i -> assertThat(i.toString()).isNotEmpty());
    }
    return master.names().size();
  }

  /** Any bytes as the members of an index. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyMembers(byte[] bytes) {
    Path file = folder.resolve("members").resolve("constituents_2014-06-09.csv");
    HostileInput.write(file, bytes);
    HostileInput.parse(
        file,
        bytes.length,
        () -> {
          IndexMembership members =
              IndexMembership.load(folder.resolve("members"), 1, SymbolChanges.of(List.of()));
          members.of("AAPL", DATE, DATE);
          return members.all(DATE, DATE).size();
        });
  }

  /** Any bytes as a tick table: what is read is written so that it reads the same. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyTicks(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    HostileInput.parse(
        Path.of("ticks"),
        bytes.length,
        () -> {
          try {
            TickTable ticks = TickTable.parse(text);
            assertThat(TickTable.parse(ticks.toString())).isEqualTo(ticks);
          } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains("tick=");
          }
          return 1;
        });
  }
}
