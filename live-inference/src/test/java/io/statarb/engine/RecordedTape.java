package io.statarb.engine;

import io.statarb.tape.Journal;
import io.statarb.tape.TapeDigest;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A tape in memory that checks each record's seq. */
public final class RecordedTape implements Journal {
  private final List<UnsafeBuffer> records = new ArrayList<>();

  @Override
  public long nextSeq() {
    return records.size();
  }

  @Override
  public void append(DirectBuffer buffer, int offset, int length) {
    long seq =
        buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
    if (seq != records.size()) {
      throw new IllegalArgumentException("seq=%d next=%d".formatted(seq, records.size()));
    }
    byte[] copy = new byte[length];
    buffer.getBytes(offset, copy);
    records.add(new UnsafeBuffer(copy));
  }

  /** All records. */
  public List<UnsafeBuffer> records() {
    return records;
  }

  /** Records of one message type. */
  public List<UnsafeBuffer> of(int templateId) {
    return records.stream()
        .filter(r -> (r.getShort(2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF) == templateId)
        .toList();
  }

  /** Digest of all records. */
  public String digest() {
    TapeDigest digest = new TapeDigest();
    records.forEach(r -> digest.update(r, 0, r.capacity()));
    return digest.hex();
  }
}
