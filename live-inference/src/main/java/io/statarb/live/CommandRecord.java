package io.statarb.live;

import io.statarb.tape.RecordVersion;
import io.statarb.tape.sbe.CommandEncoder;
import io.statarb.tape.sbe.CommandKind;
import io.statarb.tape.sbe.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A Command record made of what people asked for. */
final class CommandRecord {
  /**
   * Longest text; what people write is cut, never refused: a kill must not fail for its reason's
   * length.
   */
  private static final int MAX_CHARS = 1000;

  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[16 * 1024]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final CommandEncoder command = new CommandEncoder();

  /** Encodes it; returns the bytes of header and message. */
  int encode(long seq, long tsNs, CommandKind kind, Controls.Order order) {
    command
        .wrapAndApplyHeader(buffer, 0, header)
        .seq(seq)
        .tsNs(tsNs)
        .kind(kind)
        .by(cut(order.by()))
        .approvedBy(cut(order.approvedBy()))
        .reason(cut(order.reason()));
    RecordVersion.stamp(buffer, 0);
    return MessageHeaderEncoder.ENCODED_LENGTH + command.encodedLength();
  }

  /** Holds the record, from offset 0. */
  DirectBuffer buffer() {
    return buffer;
  }

  private static String cut(String text) {
    return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
  }
}
