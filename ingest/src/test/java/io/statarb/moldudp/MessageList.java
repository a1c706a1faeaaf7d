package io.statarb.moldudp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Messages in memory: the truth that a receiver is held to. */
final class MessageList {
  private static final String LENGTHS =
      "S12R39H25Y20L26V35W12K28J35h21A36F40E31C36X23D19U35P44Q40B19I50N20O48";

  private final List<byte[]> messages = new ArrayList<>();

  /** The 1,000 recorded messages. */
  static MessageList recorded() {
    return ofResource("nasdaq-20191230-0930.itch");
  }

  /** The beginning of the synthetic file. */
  static MessageList synthetic() {
    return ofResource("synthetic-5000.itch.gz");
  }

  private static MessageList ofResource(String name) {
    try (InputStream raw =
            Objects.requireNonNull(MessageList.class.getResourceAsStream(name), name);
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageList of(byte[] file) throws IOException {
    MessageList list = new MessageList();
    ByteArrayInputStream in = new ByteArrayInputStream(file);
    int position = 0;
    while (position < file.length) {
      int length = (in.read() << 8) | in.read();
      if (length == 0) {
        int at = LENGTHS.indexOf((char) file[position + 2]);
        length = Integer.parseInt(LENGTHS.substring(at + 1, at + 3));
      }
      list.messages.add(in.readNBytes(length));
      position += 2 + length;
    }
    return list;
  }

  int count() {
    return messages.size();
  }

  /** Message of a sequence, from 1. */
  byte[] message(long sequence) {
    return messages.get(Math.toIntExact(sequence - 1));
  }

  MessageSource source() {
    return new MessageSource() {
      private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
      private int next;

      @Override
      public boolean next() {
        if (next == messages.size()) {
          return false;
        }
        buffer.wrap(messages.get(next++));
        return true;
      }

      @Override
      public DirectBuffer buffer() {
        return buffer;
      }

      @Override
      public int offset() {
        return 0;
      }

      @Override
      public int length() {
        return buffer.capacity();
      }

      @Override
      public long timeNs() {
        return UNKNOWN_TIME;
      }
    };
  }
}
