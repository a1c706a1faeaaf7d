package io.statarb.binance.stream;

import io.statarb.binance.MessageDelivery;
import io.statarb.depthbook.DepthBook;
import io.statarb.depthbook.DepthBookSink;
import io.statarb.depthbook.SequencedBook;
import io.statarb.marketdata.MarketDataSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The book of a recording at any update id, built from the file without any socket. */
final class ReferenceBooks {
  private final Path file;
  private final String symbol;
  private CaptureMessages messages;
  private DepthBookSink sink = new DepthBookSink();
  private MessageDelivery delivery;

  ReferenceBooks(Path file, String symbol) {
    this.file = file;
    this.symbol = symbol;
    messages = new CaptureMessages(List.of(file));
    delivery = new MessageDelivery(sink, symbol);
  }

  /** How a book contradicts the recording at the book's own update id, or empty. */
  String contradiction(SequencedBook book) {
    SequencedBook reference = at(book.lastUpdateId());
    if (reference.lastUpdateId() != book.lastUpdateId()) {
      return "no state of the recording has update id %d".formatted(book.lastUpdateId());
    }
    String bids = side(book, reference.book(), MarketDataSink.BUY);
    return bids.isEmpty() ? side(book, reference.book(), MarketDataSink.SELL) : bids;
  }

  private SequencedBook at(long updateId) {
    if (lastUpdateId() > updateId) {
      close();
      messages = new CaptureMessages(List.of(file));
      sink = new DepthBookSink();
      delivery = new MessageDelivery(sink, symbol);
    }
    while (lastUpdateId() < updateId && messages.next()) {
      delivery.deliver(messages.message(), messages.record(), messages.tsRecvNs());
    }
    return Objects.requireNonNull(sink.book(symbol));
  }

  private long lastUpdateId() {
    SequencedBook book = sink.book(symbol);
    return book == null ? MarketDataSink.NO_UPDATE_ID : book.lastUpdateId();
  }

  /** Beyond what a snapshot held nothing is known, so nothing is compared there. */
  private static String side(SequencedBook book, DepthBook reference, byte side) {
    boolean bid = side == MarketDataSink.BUY;
    long bound = bid ? book.knownLowPxE9() : book.knownHighPxE9();
    Levels ours = Levels.of(book.book(), side, bound);
    Levels theirs = Levels.of(reference, side, bound);
    return ours.equals(theirs)
        ? ""
        : "at %d: %d levels, the recording has %d; best %s, %s"
            .formatted(
                book.lastUpdateId(),
                ours.levels().size(),
                theirs.levels().size(),
                ours.levels().stream().findFirst(),
                theirs.levels().stream().findFirst());
  }

  /** Levels of a side up to a price. */
  private record Levels(List<List<Long>> levels) {
    static Levels of(DepthBook book, byte side, long bound) {
      int count = book.levels(side);
      long[] px = new long[count];
      long[] qty = new long[count];
      book.copy(side, px, qty);
      List<List<Long>> levels = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        if (side == MarketDataSink.BUY ? px[i] >= bound : px[i] <= bound) {
          levels.add(List.of(px[i], qty[i]));
        }
      }
      return new Levels(levels);
    }
  }

  void close() {
    try {
      messages.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
