package io.statarb.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EXE-30, EXE-32: one person kills, two resume, and no restart forgets. */
class KillSwitchTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void setFile() {
    file = folder.resolve("control").resolve("KILL.json");
  }

  @Test
  void shouldLatchAcrossInstancesWhenKilled() {
    assertThat(KillSwitch.at(file).latched()).isFalse();
    assertThat(KillSwitch.at(file).state().latched()).isFalse();
    KillSwitch.at(file).kill("ann", "runaway", 42);
    KillSwitch afterRestart = KillSwitch.at(file);
    assertThat(afterRestart.latched()).isTrue();
    assertThat(afterRestart.state())
        .isEqualTo(new KillSwitch.State(true, true, "ann", "runaway", 42));
  }

  @Test
  void shouldNeedTwoDifferentPeopleToResume() {
    KillSwitch kill = KillSwitch.at(file);
    kill.kill("ann", "runaway", 42);
    for (String[] names :
        new String[][] {{"ann", "ann"}, {"ann", " ANN "}, {"ann", ""}, {" ", "bob"}}) {
      assertThatThrownBy(() -> kill.resume(names[0], names[1], "fixed", 43))
          .isInstanceOfSatisfying(
              Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(ExitCode.USAGE));
      assertThat(kill.latched()).isTrue();
    }
    kill.resume("ann", "bob", "fixed", 44);
    assertThat(kill.latched()).isFalse();
  }

  @Test
  void shouldKeepHistoryOfKillsAndResumes() throws IOException {
    KillSwitch kill = KillSwitch.at(file);
    kill.kill("ann", "runaway", 42);
    kill.kill("carl", "again", 43);
    kill.resume("ann", "bob", "fixed", 44);
    List<String> lines = Files.readAllLines(folder.resolve("control/KILL-history.jsonl"));
    assertThat(lines)
        .containsExactly(
            "{\"approved_by\":\"\",\"by\":\"ann\",\"event\":\"kill\",\"reason\":\"runaway\",\"wall_ns\":42}",
            "{\"approved_by\":\"\",\"by\":\"carl\",\"event\":\"kill\",\"reason\":\"again\",\"wall_ns\":43}",
            "{\"approved_by\":\"bob\",\"by\":\"ann\",\"event\":\"resume\",\"reason\":\"fixed\",\"wall_ns\":44}");
    try (Stream<Path> left = Files.list(folder.resolve("control"))) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void shouldCountAsLatchedWhenFileCannotBeParsed() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"by\": ");
    KillSwitch kill = KillSwitch.at(file);
    assertThat(kill.latched()).isTrue();
    assertThat(kill.state().latched()).isTrue();
    assertThat(kill.state().readable()).isFalse();
    kill.resume("ann", "bob", "file was damaged", 1);
    assertThat(kill.latched()).isFalse();
  }

  @Test
  void shouldRefuseToResumeWhenNothingIsLatched() {
    assertThatThrownBy(() -> KillSwitch.at(file).resume("ann", "bob", "none", 1))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("not latched");
  }

  @Test
  void shouldRefuseToKillWithoutName() {
    assertThatThrownBy(() -> KillSwitch.at(file).kill(" ", "why", 1)).isInstanceOf(Refusal.class);
  }
}
