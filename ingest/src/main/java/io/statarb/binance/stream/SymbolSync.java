package io.statarb.binance.stream;

import io.statarb.binance.BinanceMessage;
import io.statarb.binance.MessageDelivery;
import io.statarb.binance.MessageKind;
import io.statarb.depthbook.BookState;
import io.statarb.depthbook.DepthBookSink;
import io.statarb.depthbook.SequencedBook;
import io.statarb.marketdata.MarketDataSink;
import java.util.Objects;

/**
 * Keeps one symbol's book in step with the venue, by its documented rules. Changes are kept while a
 * snapshot is asked for; those up to its {@code lastUpdateId} are dropped; the first one after it
 * must reach across it. From then on on spot {@code U} must be at most one above the book, on
 * futures {@code pu} must be the {@code u} of the change before. Anything else is a gap: the book
 * is emptied and the procedure begins anew.
 *
 * <p>On futures ids are shared among symbols, so that a snapshot may fall between two changes; then
 * {@code pu <= lastUpdateId <= u} says that the second one follows it, where the documented {@code
 * U <= lastUpdateId} would have it asked for again and again. One thread.
 */
final class SymbolSync {
  private static final long NONE = MarketDataSink.NO_UPDATE_ID;

  private static final String NO_ROOM = "more levels than the book has room for";

  /** A symbol without changes is asked for after this time on an open connection. */
  private static final long QUIET_NS = 1_000_000_000L;

  private final String symbol;
  private final int number;
  private final StreamSettings settings;
  private final DepthBookSink books;
  private final SequencedBook book;
  private final MessageDelivery delivery;
  private final StreamListener listener;
  private final SnapshotRequest request;
  private final BinanceMessage snapshot = new BinanceMessage();
  private SyncState state = SyncState.WAITING;
  private long lastMessageNs;
  private long openedNs;
  private boolean broken;
  private long followed = NONE;
  private long gaps;
  private long syncs;
  private long resyncs;
  private long outdated;
  private long stale;

  SymbolSync(
      String symbol,
      StreamSettings settings,
      DepthBookSink books,
      MessageDelivery delivery,
      StreamListener listener) {
    this.symbol = symbol;
    this.settings = settings;
    this.books = books;
    this.delivery = delivery;
    this.listener = listener;
    number = books.symbol(symbol);
    book = Objects.requireNonNull(books.book(symbol));
    request =
        new SnapshotRequest(
            settings.snapshotUri(symbol), settings.snapshots(), settings.answerWithinNs());
  }

  String symbol() {
    return symbol;
  }

  SyncState state() {
    return state;
  }

  SequencedBook book() {
    return book;
  }

  long gaps() {
    return gaps;
  }

  long syncs() {
    return syncs;
  }

  long resyncs() {
    return resyncs;
  }

  long outdated() {
    return outdated;
  }

  long stale() {
    return stale;
  }

  SnapshotRequest request() {
    return request;
  }

  /** The connection is up. */
  void opened(long nowNs) {
    openedNs = nowNs;
  }

  /** The connection was lost, and with it who knows what. */
  void lost(String why, long nowNs) {
    if (state == SyncState.BLIND) {
      return;
    }
    request.restart();
    books.lose(number);
    followed = NONE;
    if (state != SyncState.WAITING) {
      gaps++;
      broken = true;
      enter(SyncState.GAP, why, nowNs);
    }
  }

  /** Gives up. */
  void blind(String why, long nowNs) {
    request.restart();
    books.lose(number);
    enter(SyncState.BLIND, why, nowNs);
  }

  /** Begins anew after it was given up. */
  void resync(long nowNs) {
    if (state == SyncState.BLIND) {
      openedNs = nowNs;
      enter(SyncState.GAP, "asked to begin anew", nowNs);
    }
  }

  /** Takes a message of this symbol. */
  void take(BinanceMessage message, long record, long stampNs, long nowNs) {
    lastMessageNs = nowNs;
    if (state == SyncState.BLIND) {
      return;
    }
    if (message.kind() == MessageKind.DEPTH_UPDATE) {
      change(message, record, stampNs, nowNs);
    } else {
      delivery.deliver(message, record, stampNs);
    }
    if (state == SyncState.STALE) {
      enter(SyncState.LIVE, "heard of again", nowNs);
    }
  }

  private void change(BinanceMessage message, long record, long stampNs, long nowNs) {
    long before = book.lastUpdateId();
    boolean old = before != NONE && message.lastUpdateId() <= before;
    boolean torn = !old && breaksTheChain(message, before);
    if (torn) {
      books.lose(number);
    }
    long gapsBefore = book.gaps();
    delivery.deliver(message, record, stampNs);
    if (old) {
      outdated++;
      return;
    }
    followed = message.lastUpdateId();
    if (torn || book.gaps() > gapsBefore) {
      gap(message, before, nowNs);
    } else if (book.state() == BookState.BLIND && isWhole()) {
      blind(NO_ROOM, nowNs);
    } else if (state == SyncState.WAITING) {
      enter(SyncState.SYNCING, "first change", nowNs);
    } else if (state == SyncState.LIVE) {
      listener.onBook(symbol, book, nowNs);
    }
  }

  /** Whether nothing is under way. */
  boolean isSettled() {
    return isWhole() || state == SyncState.BLIND;
  }

  private boolean isWhole() {
    return state == SyncState.LIVE || state == SyncState.STALE;
  }

  /** On futures each change names the one before; the book cannot tell an overlap from that. */
  private boolean breaksTheChain(BinanceMessage message, long before) {
    long previous = message.previousUpdateId();
    return previous != NONE && before != NONE && before == followed && previous != before;
  }

  private void gap(BinanceMessage message, long before, long nowNs) {
    gaps++;
    broken = true;
    String why =
        message.previousUpdateId() == NONE
            ? "update %d does not follow %d".formatted(message.firstUpdateId(), before)
            : "update after %d does not follow %d".formatted(message.previousUpdateId(), before);
    if (isWhole()) {
      request.restart();
    }
    enter(SyncState.GAP, why, nowNs);
  }

  /**
   * Asks for a snapshot where one is needed; one of the codes of {@link SnapshotRequest}.
   *
   * @param open whether changes can come, or have all come
   */
  int pollSnapshot(boolean open, long nowNs) {
    boolean quiet = state == SyncState.WAITING && nowNs - openedNs > QUIET_NS;
    boolean needed = state == SyncState.SYNCING || state == SyncState.GAP || quiet;
    return open && needed ? request.poll(nowNs) : SnapshotRequest.PENDING;
  }

  /**
   * Looks at the time.
   *
   * @param feedSilenceNs how long nothing at all was heard on the open connection
   */
  void watch(long feedSilenceNs, long nowNs) {
    long silenceNs = nowNs - lastMessageNs;
    boolean old = silenceNs > settings.staleAfterNs() || feedSilenceNs > settings.silentAfterNs();
    if (state == SyncState.LIVE && old) {
      stale++;
      enter(SyncState.STALE, "nothing heard for %d ms".formatted(silenceNs / 1_000_000), nowNs);
    } else if (state == SyncState.STALE && !old) {
      enter(SyncState.LIVE, "the connection speaks again", nowNs);
    }
  }

  /** Takes the answer to a request for a snapshot. */
  void takeSnapshot(byte[] bytes, int from, int to, long stampNs, long nowNs) {
    if (state == SyncState.BLIND) {
      return;
    }
    if (snapshot.read(bytes, from, to) != MessageKind.SNAPSHOT) {
      request.failed("the answer is no snapshot", nowNs);
      return;
    }
    long overflowed = books.counts().overflows();
    delivery.deliverSnapshot(snapshot, symbol, 0, stampNs);
    if (books.counts().overflows() > overflowed) {
      blind(NO_ROOM, nowNs);
    } else if (book.state() != BookState.SYNCED) {
      request.failed(
          "update %d is older than the first change kept".formatted(snapshot.lastUpdateId()),
          nowNs);
    } else {
      synced(nowNs);
    }
  }

  private void synced(long nowNs) {
    syncs++;
    resyncs += broken ? 1 : 0;
    broken = false;
    request.restart();
    lastMessageNs = nowNs;
    enter(SyncState.LIVE, "snapshot %d".formatted(snapshot.lastUpdateId()), nowNs);
    listener.onBook(symbol, book, nowNs);
  }

  private void enter(SyncState to, String reason, long nowNs) {
    SyncState from = state;
    if (from != to) {
      state = to;
      listener.onState(symbol, from, to, reason, nowNs);
    }
  }
}
