package io.statarb.cli;

import java.util.List;

/**
 * A stop that is nobody's bug: one clear sentence naming the file, line or key and the fact, and
 * the exit code that goes with it. Launchers print the sentence without a stack trace.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** More reasons than these make no clear sentence. */
  private static final int SHOWN = 3;

  private final int exitCode;

  private Refusal(int exitCode, String sentence) {
    super(plain(sentence));
    this.exitCode = exitCode;
  }

  /** Sentences quote files; what is no character there must not break lines or steer a terminal. */
  private static String plain(String sentence) {
    StringBuilder plain = new StringBuilder(sentence);
    for (int i = 0; i < plain.length(); i++) {
      if (Character.isISOControl(plain.charAt(i))) {
        plain.setCharAt(i, ' ');
      }
    }
    return plain.toString();
  }

  /** Data, a model or a bundle is refused: exit code 1. */
  public static Refusal data(String sentence) {
    return new Refusal(ExitCode.REFUSED, sentence);
  }

  /**
   * The same for many reasons: the first three and how many more there are.
   *
   * @param reasons at least one sentence
   */
  public static Refusal data(List<String> reasons) {
    String first = String.join("; ", reasons.subList(0, Math.min(SHOWN, reasons.size())));
    int more = reasons.size() - SHOWN;
    return data(more > 0 ? first + "; and " + more + " more like these" : first);
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
