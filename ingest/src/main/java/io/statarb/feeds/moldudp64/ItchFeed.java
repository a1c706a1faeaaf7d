package io.statarb.feeds.moldudp64;

import io.statarb.feeds.BookState;
import io.statarb.feeds.SymbolFreshness;
import io.statarb.moldudp.MoldAlarm;
import io.statarb.moldudp.MoldCounters;
import io.statarb.moldudp.MoldListener;
import io.statarb.moldudp.MoldSession;
import io.statarb.moldudp.MoldState;
import io.statarb.orderbook.OrderBooks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a listener and a replay have in common: the messages of a session on their way into books,
 * what a person is told, and the report. Packets and times in the same order give the same report.
 *
 * <p>Confined to one thread.
 */
final class ItchFeed implements MoldListener {
  private static final int MAX_NAMES = 20;
  private static final double NS_PER_SECOND = 1e9;

  private final ItchBooks books;
  private final SymbolFreshness freshness;
  private final FewWords trouble;
  private final FewWords silence;
  private final Map<MoldAlarm, Long> alarms = new EnumMap<>(MoldAlarm.class);
  private long nowNs;
  private long gapsLost;
  private boolean gapCounted;
  private long firstLost;

  ItchFeed(long symbolStaleAfterNs, Consumer<String> say) {
    this.trouble = new FewWords(say);
    this.silence = new FewWords(say);
    this.freshness = new SymbolFreshness(symbolStaleAfterNs, this::becameStale);
    this.books = new ItchBooks(freshness);
  }

  /** Tells when the datagram arrived that comes next, or which time has been acted on. */
  void at(long receivedNs) {
    nowNs = receivedNs;
  }

  /** Names symbols that have become stale by now. */
  void watch(long atNs) {
    freshness.advance(atNs);
  }

  private void becameStale(int symbol) {
    if (silence.left()) {
      silence.say("stale: no message about " + books.symbolNames().get(symbol));
    }
  }

  @Override
  public void onMessage(long sequence, DirectBuffer buffer, int offset, int length) {
    books.take(sequence, buffer, offset, length, nowNs);
  }

  @Override
  public void onGap(long from, long to, long atNs) {
    gapCounted = false;
  }

  @Override
  public void onLost(long from, long to) {
    if (firstLost == 0) {
      firstLost = from;
    }
    if (!gapCounted) {
      gapCounted = true;
      gapsLost++;
    }
    trouble.say(
        "blind: messages %d to %d are lost; no book can be trusted any more"
            .formatted(from, to - 1));
  }

  @Override
  public void onState(MoldState from, MoldState to, long atNs) {
    // Gaps come and go by the thousand; the report counts them.
    if (from == MoldState.STALE || (to == MoldState.LIVE && from == MoldState.WAITING)) {
      trouble.say("the feed is " + to);
    } else if (to == MoldState.ENDED) {
      trouble.say("the session has ended");
    }
  }

  @Override
  public void onAlarm(MoldAlarm alarm, long detail, long atNs) {
    alarms.merge(alarm, 1L, Long::sum);
    trouble.say(text(alarm, detail));
  }

  private static String text(MoldAlarm alarm, long detail) {
    double seconds = detail / NS_PER_SECOND;
    return switch (alarm) {
      case NO_DATA_AT_OPEN ->
          "alarm: nothing of the session was heard since the start %.1f s ago".formatted(seconds);
      case FEED_SILENT ->
          "alarm: the feed is stale, no packet on any line for %.1f s".formatted(seconds);
      case LINE_SILENT -> "alarm: line %c is silent".formatted((char) ('A' + (int) detail));
      case CLOCK_STEP -> "alarm: the wall clock was set by %.6f s".formatted(seconds);
    };
  }

  /** Whether the books are those of the whole feed so far. */
  static boolean sound(MoldSession session) {
    MoldState state = session.state();
    return (state == MoldState.LIVE || state == MoldState.ENDED)
        && session.complete()
        && !session.blind();
  }

  /** How far it is, for people. */
  String progress(MoldSession session) {
    MoldCounters counters = session.counters();
    long refused =
        counters.refusedMalformed()
            + counters.refusedSession()
            + counters.refusedJumps()
            + counters.refusedEnd();
    return "%,d messages in %,d packets%s, %,d recovered, %,d lost, %s"
        .formatted(
            counters.messages(),
            counters.packets(),
            refused == 0
                ? ""
                : " (%,d refused, %,d of them of another session)"
                    .formatted(refused, counters.refusedSession()),
            counters.recovered(),
            counters.lost(),
            session.state());
  }

  /**
   * All that is known.
   *
   * @param outState where the books are written, or null
   * @param endNs monotonic time of the end
   */
  SortedMap<String, Object> report(MoldSession session, @Nullable Path outState, long endNs) {
    SortedMap<String, Object> report = new TreeMap<>();
    report.put("protocol", MoldUdp64.NAME);
    report.put("state", session.state().name());
    report.put(
        "complete", session.complete() && !session.blind() && session.state() != MoldState.WAITING);
    putStream(report, session);
    putTrust(report, session, endNs);
    putBooks(report, outState);
    return report;
  }

  private void putStream(SortedMap<String, Object> report, MoldSession session) {
    MoldCounters counters = session.counters();
    long open = session.complete() || gapCounted ? 0 : 1;
    report.put("packets", counters.packets());
    report.put("heartbeats", counters.heartbeats());
    report.put("messages", counters.messages());
    report.put("by_type", books.byType());
    report.put("gaps_opened", counters.gaps());
    report.put("gaps_open", open);
    report.put("gaps_filled", counters.gaps() - gapsLost - open);
    report.put("gaps_lost", gapsLost);
    report.put("requests", counters.requests());
    report.put("recovered", counters.recovered());
    report.put("duplicates", counters.duplicates());
    report.put("out_of_order", counters.held() + counters.notHeld());
    report.put("late", counters.late());
    report.put("lost", counters.lost());
    report.put("next_sequence", session.expectedSequence());
    report.put(
        "refused_packets",
        new TreeMap<>(
            Map.of(
                "malformed", counters.refusedMalformed(),
                "other_session", counters.refusedSession(),
                "unbelievable_jump", counters.refusedJumps(),
                "contradicts_end", counters.refusedEnd())));
  }

  private void putTrust(SortedMap<String, Object> report, MoldSession session, long endNs) {
    List<String> names = books.symbolNames();
    List<String> stale = new ArrayList<>();
    freshness.forEachStale(endNs, symbol -> stale.add(names.get(symbol)));
    // What was lost may have been about any symbol.
    report.put("blind", session.blind());
    report.put("blind_symbols", session.blind() ? names.size() : 0);
    report.put("blind_from_sequence", session.blind() ? firstLost : null);
    report.put("stale_symbols", stale.size());
    report.put("stale_symbols_first", stale.stream().sorted().limit(MAX_NAMES).toList());
    report.put("symbol_silences", freshness.silencesEnded() + stale.size());
    SortedMap<String, Long> raised = new TreeMap<>();
    alarms.forEach((alarm, count) -> raised.put(alarm.name().toLowerCase(Locale.ROOT), count));
    report.put("alarms", raised);
  }

  private void putBooks(SortedMap<String, Object> report, @Nullable Path outState) {
    OrderBooks orders = books.books();
    report.put("symbols", books.symbolNames().size());
    report.put("live_orders", orders.liveOrders());
    report.put("flaws", books.flaws());
    report.put("unresolved_references", books.unresolvedReferences());
    report.put("crossed_books", books.crossedBooks());
    report.put("negative_sizes", books.negativeSizes());
    report.put("duplicate_order_ids", orders.duplicateOrderIds());
    report.put("book_digest", new BookState(orders, books.symbolNames()).sha256(outState));
  }
}
