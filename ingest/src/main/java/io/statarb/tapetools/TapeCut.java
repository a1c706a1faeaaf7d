package io.statarb.tapetools;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.tape.TapeReader;
import io.statarb.tape.TapeSchema.Field;
import io.statarb.tape.TapeSchema.Message;
import io.statarb.tape.TapeWriter;
import io.statarb.tape.sbe.ActivationDecoder;
import io.statarb.tape.sbe.DateEndDecoder;
import io.statarb.tape.sbe.DateStartDecoder;
import io.statarb.tape.sbe.HealthOpeningDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.ScoreDecoder;
import io.statarb.tape.sbe.TickDecoder;
import java.nio.ByteOrder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.collections.Long2LongHashMap;

/** Copies the records that are meant, numbers them anew and moves what points at them. */
final class TapeCut {
  /** What a reference to a record becomes that was left out. */
  private static final long NOWHERE = -1;

  private final TapeReader reader;
  private final TapeWriter writer;
  private final Selection.Bounds bounds;
  private final Progress progress;
  private final ExpandableArrayBuffer record = new ExpandableArrayBuffer();

  /** New numbers of ticks and of scores, by their old ones. */
  private final Long2LongHashMap ticks = new Long2LongHashMap(NOWHERE);

  private final Long2LongHashMap scores = new Long2LongHashMap(NOWHERE);

  TapeCut(TapeReader reader, TapeWriter writer, Selection.Bounds bounds, Progress progress) {
    this.reader = reader;
    this.writer = writer;
    this.bounds = bounds;
    this.progress = progress;
  }

  /**
   * What came of it.
   *
   * @param read records of the original
   * @param written records of the new tape
   * @param ticks Tick records among them
   */
  record Done(long read, long written, long ticks) {}

  Done run() {
    while (reader.next()) {
      progress.update("cut", reader.count(), reader.records());
      if (reader.count() == 1 && reader.templateId() != DateStartDecoder.TEMPLATE_ID) {
        throw Refusal.data("the tape does not begin with DateStart, so no part of it can be read");
      }
      if (isFrame(reader.templateId()) || bounds.holds(reader)) {
        copy(Selection.message(reader));
      }
    }
    return new Done(reader.count(), writer.nextSeq(), ticks.size());
  }

  private static boolean isFrame(int templateId) {
    return templateId == DateStartDecoder.TEMPLATE_ID
        || templateId == ActivationDecoder.TEMPLATE_ID
        || templateId == HealthOpeningDecoder.TEMPLATE_ID
        || templateId == DateEndDecoder.TEMPLATE_ID;
  }

  private void copy(Message message) {
    record.putBytes(0, reader.buffer(), reader.offset(), reader.length());
    int version = reader.version();
    long seq = writer.nextSeq();
    if (message.id() == ScoreDecoder.TEMPLATE_ID) {
      scores.put(Selection.seq(reader), seq);
    }
    for (Field field : message.fields()) {
      if (field.since() > version) {
        continue;
      }
      int at = MessageHeaderDecoder.ENCODED_LENGTH + field.offset();
      if (field.name().equals("seq")) {
        put(at, seq);
      } else if (field.name().equals("scoreSeq")) {
        put(at, scores.get(get(at)));
      } else if (field.name().equals("tickSeq") && message.id() == TickDecoder.TEMPLATE_ID) {
        long tickSeq = ticks.size();
        ticks.put(get(at), tickSeq);
        put(at, tickSeq);
      } else if (field.name().equals("tickSeq") || field.name().endsWith("TickSeq")) {
        put(at, ticks.get(get(at)));
      } else if (field.name().equals("ticks") && message.id() == DateEndDecoder.TEMPLATE_ID) {
        put(at, ticks.size());
      }
    }
    writer.append(record, 0, reader.length());
  }

  private long get(int at) {
    return record.getLong(at, ByteOrder.LITTLE_ENDIAN);
  }

  private void put(int at, long value) {
    record.putLong(at, value, ByteOrder.LITTLE_ENDIAN);
  }
}
