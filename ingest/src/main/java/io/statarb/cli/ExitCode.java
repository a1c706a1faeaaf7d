package io.statarb.cli;

/** Exit codes of every {@code statarb} command. */
public final class ExitCode {
  /** Done. */
  public static final int OK = 0;

  /** The data, the model or the bundle was refused. */
  public static final int REFUSED = 1;

  /** The command line or a setting is wrong. */
  public static final int USAGE = 2;

  /** Our own fault. */
  public static final int INTERNAL = 3;

  /** The machine lacks something. */
  public static final int MACHINE = 4;

  /** Interrupted by SIGINT. */
  public static final int INTERRUPTED = 130;

  /** Ended by SIGTERM. */
  public static final int TERMINATED = 143;

  private ExitCode() {}
}
