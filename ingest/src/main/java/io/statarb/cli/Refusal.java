package io.statarb.cli;

/**
 * A stop that is nobody's bug: one clear sentence naming the file, line or key and the fact, and
 * the exit code that goes with it. Launchers print the sentence without a stack trace.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private Refusal(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** Data, a model or a bundle is refused: exit code 1. */
  public static Refusal data(String sentence) {
    return new Refusal(ExitCode.REFUSED, sentence);
  }

  /** A command line or setting is wrong: exit code 2. */
  public static Refusal usage(String sentence) {
    return new Refusal(ExitCode.USAGE, sentence);
  }

  /** The machine lacks something: exit code 4. */
  public static Refusal machine(String sentence) {
    return new Refusal(ExitCode.MACHINE, sentence);
  }

  /** Exit code of the process. */
  public int exitCode() {
    return exitCode;
  }
}
