package io.statarb.feeds;

/** How a journal ends. */
public enum JournalTail {
  /** It was closed. */
  WHOLE,
  /** All records are whole, but it was not closed: its writer was killed or is still writing. */
  UNCLOSED,
  /** The file ends within a record. */
  TORN,
  /** A record within the file fails its checksum; nothing behind it is read. */
  DAMAGED
}
