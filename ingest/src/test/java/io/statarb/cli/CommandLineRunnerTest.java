package io.statarb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

final class CommandLineRunnerTest {
  @Command(
      name = "statarb",
      subcommands = {Tapes.class, Books.class})
  private static final class Root {}

  @Command(
      name = "tape",
      subcommands = {Stat.class, Cat.class, Cut.class})
  private static final class Tapes {}

  @Command(name = "book", subcommands = Stat.class)
  private static final class Books {}

  @Command(name = "stat")
  private static final class Stat implements Callable<Integer> {
    @Option(names = "--data", required = true)
    String data = "";

    @Option(names = "--day")
    LocalDate day = LocalDate.EPOCH;

    @Override
    public Integer call() {
      return data.length() + day.getYear();
    }
  }

  @Command(name = "cat")
  private static final class Cat implements Runnable {
    @Override
    public void run() {}
  }

  @Command(name = "cut")
  private static final class Cut implements Runnable {
    @Override
    public void run() {}
  }

  @Test
  void shouldNameTheCommandsOfAGroupWhenNoneIsGiven() {
    assertThat(complaint("tape")).contains("statarb: tape needs a command: stat, cat or cut");
    assertThat(complaint("book")).contains("statarb: book needs a command: stat");
  }

  @Test
  void shouldSayWhatIsWrongWhenItIsSomethingElse() {
    assertThat(complaint("tape", "cap")).contains("'cap'").doesNotContain("needs a command");
    assertThat(complaint("tape", "stat"))
        .contains("Missing required option: '--data=<data>'")
        .doesNotContain("needs a command");
  }

  @Test
  void shouldSayHowADateIsWritten() {
    assertThat(complaint("tape", "stat", "--data", "x", "--day", "2014-99-09"))
        .contains("Invalid value for option '--day': '2014-99-09' is no date such as 2014-05-07")
        .doesNotContain("java.time");
  }

  private static String complaint(String... args) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      assertThat(CommandLineRunner.run(new Root(), args)).isEqualTo(ExitCode.USAGE);
    } finally {
      System.setErr(before);
    }
    return err.toString(StandardCharsets.UTF_8);
  }
}
