package io.statarb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What every command owes to somebody who has only {@code --help}. */
class CommandTreeTest {
  static Stream<CommandLine> commands() {
    return below(new CommandLine(StatarbMain.class));
  }

  private static Stream<CommandLine> below(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(CommandTreeTest::below));
  }

  /** A listing shows the first line alone, so that one has to be a sentence. */
  @ParameterizedTest
  @MethodSource("commands")
  void theFirstLineOfADescriptionIsASentence(CommandLine command) {
    assertThat(command.getCommandSpec().usageMessage().description()[0])
        .as(command.getCommandSpec().qualifiedName())
        .endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachCommandGivesAnExample(CommandLine command) {
    assertThat(String.join("\n", command.getCommandSpec().usageMessage().footer()))
        .as(command.getCommandSpec().qualifiedName())
        .contains("Example")
        .contains(command.getCommandSpec().qualifiedName());
  }

  @Test
  void theTreeIsThereToBeWalked() {
    assertThat(commands()).hasSizeGreaterThan(30);
  }
}
