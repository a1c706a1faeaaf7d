package io.statarb.cli;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows how far a stage is: one line that redraws on a terminal, plain lines elsewhere. May be
 * called by any thread.
 */
public interface Progress {

  /**
   * Says how far a step is.
   *
   * @param step what is done, e.g. {@code ticks}
   * @param done units done
   * @param total units in all; 0 when unknown
   */
  void update(String step, long done, long total);

  /** Ends the current step with a line that stays. */
  void line(String text);

  /** Says nothing. */
  static Progress quiet() {
    return new Progress() {
      @Override
      public void update(String step, long done, long total) {}

      @Override
      public void line(String text) {}
    };
  }

  /**
   * A bar on a terminal, plain lines elsewhere; written to standard error, so that standard output
   * stays for results.
   */
  static Progress standard() {
    return new Terminal(System.err, Boolean.getBoolean("statarb.tty"));
  }

  /** The bar or the plain lines. */
  final class Terminal implements Progress {
    private static final int WIDTH = 30;
    private final PrintStream out;
    private final boolean bar;
    private String step = "";
    private long shownPercent = -1;
    private boolean open;

    /**
     * Makes a progress display.
     *
     * @param out where it is written
     * @param bar whether {@code out} is a terminal
     */
    public Terminal(PrintStream out, boolean bar) {
      this.out = out;
      this.bar = bar;
    }

    @Override
    public synchronized void update(String newStep, long done, long total) {
      long percent = total <= 0 ? 0 : Math.min(100, done * 100 / total);
      // Plain output says a quarter at a time, a bar each percent.
      long shown = bar ? percent : percent / 25 * 25;
      if (newStep.equals(step) && shown == shownPercent) {
        return;
      }
      if (open && !newStep.equals(step)) {
        out.println();
        open = false;
      }
      step = newStep;
      shownPercent = shown;
      if (bar) {
        int filled = (int) (percent * WIDTH / 100);
        out.print(
            String.format(
                Locale.ROOT,
                "\r  %-28s [%s%s] %3d%%",
                newStep,
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                percent));
        out.flush();
        open = true;
        if (total > 0 && done >= total) {
          out.println();
          open = false;
        }
      } else {
        out.println(String.format(Locale.ROOT, "  %s %d%%", newStep, shown));
      }
    }

    @Override
    public synchronized void line(String text) {
      if (open) {
        out.println();
        open = false;
      }
      out.println(text);
      step = "";
      shownPercent = -1;
    }
  }
}
