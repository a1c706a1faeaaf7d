package io.statarb.ticks;

import io.statarb.cli.Refusal;
import io.statarb.tape.TapeReader;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.TickDecoder;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * The ticks of one session in columns, sorted by time, venue, symbol, line; the index is the
 * tickSeq. Prices are NULL_PX where the condition is neither GOOD nor LOCKED.
 *
 * <p>The arrays are not copies: their length may exceed {@link #count} and they are not to be
 * changed once the columns are shared.
 */
public final class TickColumns {
  private static final int FIRST_CAPACITY = 1 << 10;

  private int count;
  private long[] tsNs;
  private int[] instrumentId;
  private long[] bidPxTicks;
  private long[] askPxTicks;
  private byte[] condition;
  private int[] fileId;
  private int[] line;

  /**
   * Makes empty columns.
   *
   * @param capacity rows they hold before they have to grow
   */
  public TickColumns(int capacity) {
    tsNs = new long[capacity];
    instrumentId = new int[capacity];
    bidPxTicks = new long[capacity];
    askPxTicks = new long[capacity];
    condition = new byte[capacity];
    fileId = new int[capacity];
    line = new int[capacity];
  }

  /** Appends a row; the caller keeps the order. */
  public void add(
      long tsNs,
      int instrumentId,
      long bidPxTicks,
      long askPxTicks,
      byte condition,
      int fileId,
      int line) {
    if (count == this.tsNs.length) {
      grow();
    }
    this.tsNs[count] = tsNs;
    this.instrumentId[count] = instrumentId;
    this.bidPxTicks[count] = bidPxTicks;
    this.askPxTicks[count] = askPxTicks;
    this.condition[count] = condition;
    this.fileId[count] = fileId;
    this.line[count] = line;
    count++;
  }

  private void grow() {
    int capacity = Math.max(FIRST_CAPACITY, count + (count >> 1));
    tsNs = Arrays.copyOf(tsNs, capacity);
    instrumentId = Arrays.copyOf(instrumentId, capacity);
    bidPxTicks = Arrays.copyOf(bidPxTicks, capacity);
    askPxTicks = Arrays.copyOf(askPxTicks, capacity);
    condition = Arrays.copyOf(condition, capacity);
    fileId = Arrays.copyOf(fileId, capacity);
    line = Arrays.copyOf(line, capacity);
  }

  /**
   * Reads the Tick records of a tape.
   *
   * @throws Refusal when the tape is missing or damaged, or its ticks do not count from 0
   */
  public static TickColumns fromTape(Path tape) {
    try (TapeReader reader = TapeReader.open(tape)) {
      TickColumns columns =
          new TickColumns((int) Math.min(reader.records(), Integer.MAX_VALUE - 8));
      TickDecoder tick = new TickDecoder();
      MessageHeaderDecoder header = new MessageHeaderDecoder();
      while (reader.next()) {
        if (reader.templateId() == TickDecoder.TEMPLATE_ID) {
          DirectBuffer buffer = reader.buffer();
          tick.wrapAndApplyHeader(buffer, reader.offset(), header);
          if (tick.tickSeq() != columns.count) {
            throw Refusal.data(
                "tape %s is damaged at record %d: tickSeq=%d, expected %d"
                    .formatted(tape, reader.count() - 1, tick.tickSeq(), columns.count));
          }
          columns.add(
              tick.tsNs(),
              tick.instrumentId(),
              tick.bidPxTicks(),
              tick.askPxTicks(),
              (byte) tick.conditionRaw(),
              tick.fileId(),
              (int) tick.line());
        }
      }
      return columns;
    }
  }

  /** Number of ticks. */
  public int count() {
    return count;
  }

  /** Times, UTC ns; ascending. */
  public long[] tsNs() {
    return tsNs;
  }

  /** Ids in the universe. */
  public int[] instrumentId() {
    return instrumentId;
  }

  /** Bids, in ticks of the instrument, or NULL_PX. */
  public long[] bidPxTicks() {
    return bidPxTicks;
  }

  /** Asks, in ticks of the instrument, or NULL_PX. */
  public long[] askPxTicks() {
    return askPxTicks;
  }

  /** {@link Conditions} of the ticks. */
  public byte[] condition() {
    return condition;
  }

  /** Positions of the raw files in the list of raw files. */
  public int[] fileId() {
    return fileId;
  }

  /** Lines of the raw files, from 1. */
  public int[] line() {
    return line;
  }
}
