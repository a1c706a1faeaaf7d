package io.statarb.moldudp;

/** What a person has to be told; each is counted once when it begins. */
public enum MoldAlarm {
  /** Nothing at all was heard since the start; detail: ns waited. */
  NO_DATA_AT_OPEN,
  /** No packet on any line for too long; detail: ns since the last one. */
  FEED_SILENT,
  /** No packet on this line for too long while another speaks; detail: the line. */
  LINE_SILENT,
  /** The wall clock was set; detail: the step in ns. No timeout and no order depends on it. */
  CLOCK_STEP
}
