package io.statarb.live;

import org.jspecify.annotations.Nullable;

/**
 * What people and the operating system ask of a running session; read by the hot thread, so no
 * method blocks.
 */
interface Controls {
  /** Who latched the kill switch and why; null while it is not latched. */
  @Nullable Order kill();

  /** Who lifted the last kill; null where nobody properly did, and then it stays in force. */
  @Nullable Order resumed();

  /** Whether the process is to end. */
  boolean stopRequested();

  /**
   * An order given by people.
   *
   * @param by who gave it
   * @param approvedBy who approved it; empty where one person is enough
   * @param reason why
   */
  record Order(String by, String approvedBy, String reason) {}
}
