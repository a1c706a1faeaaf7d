package io.statarb.bookcheck;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.Flaw;
import io.statarb.orderbook.BookCapacity;
import io.statarb.orderbook.FastOrderBooks;
import io.statarb.orderbook.OrderBookSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rebuilds the order-by-order books of an ITCH file. ITCH carries no quotes of its own, so there is
 * nothing to compare with: what is judged is whether each reference is to an order that lives,
 * whether a book crosses while it trades, whether more is taken from an order than it has, and
 * whether a message about an order is earlier than the one before it: the file is one sequence.
 */
public final class OrderBookCheck implements BookCheck {
  /** For the service loader. */
  public OrderBookCheck() {}

  @Override
  public String format() {
    return "itch";
  }

  @Override
  public BookReport check(Path file, LoadOptions options, Progress progress) {
    Watched sink = new Watched();
    long records = FileLoaders.of(format()).load(file, options, sink);
    if (records == 0) {
      throw Refusal.data("%s holds no message".formatted(file));
    }
    SortedMap<String, Long> details = new TreeMap<>(sink.faults.others());
    details.put("order_messages", sink.messages());
    details.put("live_orders", (long) sink.books().liveOrders());
    details.put("peak_live_orders", (long) sink.books().peakLiveOrders());
    sink.notes.add("the feed carries no quotes: nothing to compare the book with");
    return new BookReport(
        file.toString(),
        format(),
        sink.symbolNames().size(),
        records,
        sink.unresolvedReferences(),
        sink.crossedBooks(),
        0,
        sink.negativeSizes(),
        sink.faults.count(BookFaults.FLAW),
        0,
        sink.faults.none(),
        sink.faults.first(),
        details,
        sink.notes);
  }

  /** Tells after each message what the books have counted. */
  private static final class Watched extends OrderBookSink {
    private final BookFaults faults = new BookFaults();
    private final List<String> notes = new ArrayList<>();
    private long unresolved;
    private long crossed;
    private long negative;
    private long duplicates;
    private long lastNs = Long.MIN_VALUE;

    Watched() {
      super(new FastOrderBooks(BookCapacity.SMALL));
    }

    @Override
    public void note(String text) {
      notes.add(text);
    }

    @Override
    public void addOrder(
        long record, int symbol, long tsEventNs, long orderId, byte side, long qtyE8, long pxE9) {
      super.addOrder(record, symbol, tsEventNs, orderId, side, qtyE8, pxE9);
      look(record, symbol, tsEventNs, orderId);
    }

    @Override
    public void executeOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
      super.executeOrder(record, symbol, tsEventNs, orderId, qtyE8);
      look(record, symbol, tsEventNs, orderId);
    }

    @Override
    public void reduceOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
      super.reduceOrder(record, symbol, tsEventNs, orderId, qtyE8);
      look(record, symbol, tsEventNs, orderId);
    }

    @Override
    public void deleteOrder(long record, int symbol, long tsEventNs, long orderId) {
      super.deleteOrder(record, symbol, tsEventNs, orderId);
      look(record, symbol, tsEventNs, orderId);
    }

    @Override
    public void replaceOrder(
        long record,
        int symbol,
        long tsEventNs,
        long oldOrderId,
        long newOrderId,
        long qtyE8,
        long pxE9) {
      super.replaceOrder(record, symbol, tsEventNs, oldOrderId, newOrderId, qtyE8, pxE9);
      look(record, symbol, tsEventNs, oldOrderId);
    }

    @Override
    public void flaw(long record, Flaw flaw, String fact) {
      super.flaw(record, flaw, fact);
      faults.add(record, "", BookFaults.FLAW, () -> flaw + ": " + fact);
    }

    private String name(int symbol) {
      return symbolNames().get(symbol);
    }

    private void look(long record, int symbol, long tsEventNs, long orderId) {
      if (tsEventNs < lastNs) {
        faults.add(
            record,
            name(symbol),
            BookFaults.TIME_REVERSAL,
            () -> "the message is earlier than the one before it: id=" + orderId);
      }
      lastNs = tsEventNs;
      if (unresolvedReferences() > unresolved) {
        unresolved = unresolvedReferences();
        faults.add(
            record,
            name(symbol),
            BookFaults.UNRESOLVED,
            () -> "no order of this id lives: id=" + orderId);
      }
      if (crossedBooks() > crossed) {
        crossed = crossedBooks();
        faults.add(
            record,
            name(symbol),
            BookFaults.CROSSED,
            () -> "best bid above best ask: id=" + orderId);
      }
      if (negativeSizes() > negative) {
        negative = negativeSizes();
        faults.add(
            record,
            name(symbol),
            BookFaults.NEGATIVE,
            () -> "more than the order has: id=" + orderId);
      }
      if (books().duplicateOrderIds() > duplicates) {
        duplicates = books().duplicateOrderIds();
        faults.add(
            record,
            name(symbol),
            "duplicate_order_id",
            () -> "the id lives already: id=" + orderId);
      }
    }
  }
}
