package io.statarb.feeds.moldudp64;

import java.util.function.Consumer;

/** Says the first lines of a kind only: a feed in trouble must not drown the one who reads. */
final class FewWords {
  private static final int MAX_LINES = 100;

  private final Consumer<String> say;
  private int lines;

  FewWords(Consumer<String> say) {
    this.say = say;
  }

  /** Whether another line will be said; one that will not need not be made. */
  boolean left() {
    return lines < MAX_LINES;
  }

  /** Says a line, or nothing any more. */
  void say(String line) {
    if (left()) {
      lines++;
      say.accept(left() ? line : line + "; from here on only counted");
    }
  }
}
