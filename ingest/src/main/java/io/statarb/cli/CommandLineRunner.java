package io.statarb.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs a picocli command tree with the exit codes of {@link ExitCode}; used by both launchers. */
public final class CommandLineRunner {
  private CommandLineRunner() {}

  /**
   * Parses and runs.
   *
   * @param root root command object
   * @param args arguments
   * @return exit code of the process
   */
  public static int run(Object root, String... args) {
    CommandLine line = new CommandLine(root);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(110);
    line.registerConverter(LocalDate.class, CommandLineRunner::date);
    line.setParameterExceptionHandler((e, ignored) -> {
      String sentence = sentence(e);
      e.getCommandLine().getErr().println("statarb: " + sentence);
      CommandLine.UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
      e.getCommandLine().getErr().println("Try: statarb " + path(e.getCommandLine()) + "--help");
      // What was parsed so far need not reach as far as --json.
      if (List.of(args).contains("--json")) {
        printJson(e.getCommandLine(), sentence, ExitCode.USAGE);
      }
      return ExitCode.USAGE;
    });
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> report(e, command, asksForJson(parsed)));
    return line.execute(args);
  }

  /** What is wrong. A group of commands that was given none names those that it has. */
  private static String sentence(CommandLine.ParameterException e) {
    CommandLine command = e.getCommandLine();
    List<String> names = List.copyOf(command.getSubcommands().keySet());
    boolean given =
        e.getClass() != CommandLine.ParameterException.class
            || command.getCommand() instanceof Runnable
            || command.getCommand() instanceof Callable
            || names.isEmpty();
    if (given) {
      return String.valueOf(e.getMessage());
    }
    String but = String.join(", ", names.subList(0, names.size() - 1));
    return "%sneeds a command: %s%s"
        .formatted(path(command), but.isEmpty() ? "" : but + " or ", names.getLast());
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new CommandLine.TypeConversionException(
          "'%s' is no date such as 2014-05-07".formatted(text));
    }
  }

  private static String path(CommandLine command) {
    String name = command.getCommandName();
    return command.getParent() == null ? "" : path(command.getParent()) + name + " ";
  }

  /** Whether the command, or one of those above it, was given {@code --json}. */
  private static boolean asksForJson(CommandLine.ParseResult parsed) {
    return parsed.hasMatchedOption("--json")
        || (parsed.hasSubcommand() && asksForJson(parsed.subcommand()));
  }

  private static int report(Exception e, CommandLine command, boolean json) {
    Refusal refusal = refusalIn(e);
    int code = refusal != null ? refusal.exitCode() : ExitCode.INTERNAL;
    String sentence =
        refusal != null ? String.valueOf(refusal.getMessage()) : "internal error: " + e;
    command.getErr().println("statarb: " + sentence);
    if (refusal == null) {
      e.printStackTrace(command.getErr());
    }
    if (json) {
      printJson(command, sentence, code);
    }
    return code;
  }

  private static void printJson(CommandLine command, String sentence, int code) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("error", sentence);
    object.put("exit_code", code);
    command.getOut().println(Json.text(object));
    command.getOut().flush();
  }

  /** The refusal in a chain of causes, or null. Spark and thread pools wrap what a task throws. */
  public static @org.jspecify.annotations.Nullable Refusal refusalIn(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 32; depth++) {
      if (cause instanceof Refusal refusal) {
        return refusal;
      }
      cause = cause.getCause();
    }
    return null;
  }
}
