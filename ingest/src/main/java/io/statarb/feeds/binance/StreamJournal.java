package io.statarb.feeds.binance;

import io.statarb.binance.stream.StreamBooks;
import io.statarb.binance.stream.StreamTap;
import io.statarb.feeds.FeedJournal;
import io.statarb.feeds.JournalReader;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * All that the books are built from, in a journal, and out of one again. The records' bodies:
 *
 * <pre>
 *   MESSAGE   the message as it came
 *   SYMBOL    the symbol that the next record is about
 *   SNAPSHOT  the answer of REST as it came, behind a SYMBOL
 *   BLIND     why, behind a SYMBOL
 *   RESYNC    nothing, behind a SYMBOL
 *   LOST      why the connection was lost
 * </pre>
 */
final class StreamJournal implements StreamTap {
  private static final byte MESSAGE = FeedJournal.FIRST_OWN_KIND;
  private static final byte SYMBOL = MESSAGE + 1;
  private static final byte SNAPSHOT = MESSAGE + 2;
  private static final byte BLIND = MESSAGE + 3;
  private static final byte RESYNC = MESSAGE + 4;
  private static final byte LOST = MESSAGE + 5;

  private final FeedJournal journal;
  private final UnsafeBuffer body = new UnsafeBuffer(0, 0);

  StreamJournal(FeedJournal journal) {
    this.journal = journal;
  }

  @Override
  public void onMessage(byte[] bytes, int from, int to, long stampNs, long nowNs) {
    append(MESSAGE, bytes, from, to, stampNs, nowNs);
  }

  @Override
  public void onSnapshot(String symbol, byte[] bytes, int from, int to, long stampNs, long nowNs) {
    append(SYMBOL, symbol, stampNs, nowNs);
    append(SNAPSHOT, bytes, from, to, stampNs, nowNs);
  }

  @Override
  public void onLost(String why, long stampNs, long nowNs) {
    append(LOST, why, stampNs, nowNs);
  }

  @Override
  public void onBlind(String symbol, String why, long stampNs, long nowNs) {
    append(SYMBOL, symbol, stampNs, nowNs);
    append(BLIND, why, stampNs, nowNs);
  }

  @Override
  public void onResync(String symbol, long stampNs, long nowNs) {
    append(SYMBOL, symbol, stampNs, nowNs);
    append(RESYNC, "", stampNs, nowNs);
  }

  private void append(byte kind, String text, long stampNs, long nowNs) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    append(kind, bytes, 0, bytes.length, stampNs, nowNs);
  }

  private void append(byte kind, byte[] bytes, int from, int to, long stampNs, long nowNs) {
    body.wrap(bytes, from, to - from);
    journal.append(kind, 0, nowNs, stampNs, body, 0, to - from);
  }

  /** Hands the rest of a journal to books, as it was written. */
  static void replay(JournalReader reader, StreamBooks books) {
    byte[] bytes = new byte[0];
    String symbol = "";
    while (reader.next()) {
      int length = reader.length();
      if (bytes.length < length) {
        bytes = new byte[2 * length];
      }
      reader.buffer().getBytes(reader.offset(), bytes, 0, length);
      switch (reader.kind()) {
        case MESSAGE -> books.take(bytes, 0, length, reader.stampNs(), reader.nowNs());
        case SYMBOL -> symbol = text(bytes, length);
        case SNAPSHOT ->
            books.takeSnapshot(symbol, bytes, 0, length, reader.stampNs(), reader.nowNs());
        case BLIND -> books.blind(symbol, text(bytes, length), reader.stampNs(), reader.nowNs());
        case RESYNC -> books.resync(symbol, reader.stampNs(), reader.nowNs());
        case LOST -> books.lost(text(bytes, length), reader.stampNs(), reader.nowNs());
        default -> {
          // The end of the journal, or a record of the journal's own.
        }
      }
    }
  }

  private static String text(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
