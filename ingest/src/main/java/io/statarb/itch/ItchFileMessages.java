package io.statarb.itch;

import io.statarb.cli.Refusal;
import io.statarb.loaders.FileHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The messages of a file one by one, as they stand in it: for those who send them on. Files may be
 * gzipped and of either framing, see {@link ItchFileLoader}. What is damaged is passed over and
 * counted, as a loader passes over it. Confined to one thread.
 */
public final class ItchFileMessages implements AutoCloseable {
  private final Path file;
  private final InputStream in;
  private final ItchFrames frames;
  private long messages;
  private long damaged;

  private ItchFileMessages(Path file, InputStream in) {
    this.file = file;
    this.in = in;
    this.frames = new ItchFrames(in);
  }

  /**
   * Opens a file.
   *
   * @throws Refusal when it is missing or empty
   */
  public static ItchFileMessages open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw Refusal.data("%s is no file".formatted(file));
    }
    if (FileHead.of(file).length == 0) {
      throw Refusal.data("%s is empty".formatted(file));
    }
    return new ItchFileMessages(file, FileHead.open(file));
  }

  /**
   * Moves to the next message; false at the end.
   *
   * @throws Refusal when the file holds no message at all, or is damaged so that none is found any
   *     more
   */
  public boolean next() {
    try {
      while (true) {
        switch (frames.next()) {
          case MESSAGE -> {
            messages++;
            return true;
          }
          case DAMAGED, TRUNCATED -> damaged++;
          case LOST -> {
            throw Refusal.data(
                "%s has no messages for %d bytes behind message %d; the rest cannot be found"
                    .formatted(file, frames.length(), messages + damaged));
          }
          case END -> {
            if (messages == 0) {
              throw Refusal.data("%s holds no ITCH 5.0 message".formatted(file));
            }
            return false;
          }
        }
      }
    } catch (IOException e) {
      throw Refusal.data(
          "%s is damaged behind message %d: %s"
              .formatted(file, messages + damaged, e.getMessage()));
    }
  }

  /** Holds the message; its content changes with {@link #next}. */
  public byte[] bytes() {
    return frames.bytes();
  }

  /** Where the message begins. */
  public int offset() {
    return frames.offset();
  }

  /** How long it is. */
  public int length() {
    return frames.length();
  }

  /** Its time, ns since midnight in New York. */
  public long timeNs() {
    return BigEndian.u48(frames.bytes(), frames.offset() + 5);
  }

  /** Messages so far. */
  public long messages() {
    return messages;
  }

  /** Pieces that are no message and were passed over. */
  public long damaged() {
    return damaged;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw Refusal.data("%s cannot be closed: %s".formatted(file, e.getMessage()));
    }
  }
}
