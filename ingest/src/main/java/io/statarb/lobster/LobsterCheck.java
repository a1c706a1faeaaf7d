package io.statarb.lobster;

import io.statarb.bookcheck.BookCheck;
import io.statarb.bookcheck.BookFaults;
import io.statarb.bookcheck.BookReport;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.loaders.LoadOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Rebuilds the book of a message file and compares it, row by row, with the file beside it. */
public final class LobsterCheck implements BookCheck {
  private static final int PROGRESS_EVERY = 1 << 16;

  /** For the service loader. */
  public LobsterCheck() {}

  @Override
  public String format() {
    return "lobster";
  }

  @Override
  public BookReport check(Path file, LoadOptions options, Progress progress) {
    LobsterFile name = LobsterFile.require(file, true);
    Path sibling = name.sibling();
    try (LobsterMessages messages = new LobsterMessages(file)) {
      if (sibling == null) {
        return new Run(name, messages, null, progress).report();
      }
      try (LobsterRows rows = new LobsterRows(sibling, name.levels())) {
        return new Run(name, messages, rows, progress).report();
      }
    }
  }

  /** One pass over both files. */
  private static final class Run {
    private final LobsterFile name;
    private final LobsterMessages messages;
    private final @Nullable LobsterRows rows;
    private final BookFaults faults = new BookFaults();
    private final LobsterBook book;
    private final List<String> notes = new ArrayList<>();
    private long compared;
    private long lastTimeNs = -1;

    Run(LobsterFile name, LobsterMessages messages, @Nullable LobsterRows rows, Progress progress) {
      this.name = name;
      this.messages = messages;
      this.rows = rows;
      this.book = new LobsterBook(name.ticker(), rows == null ? 0 : name.levels(), faults);
      while (messages.next()) {
        message();
        if (messages.line() % PROGRESS_EVERY == 0) {
          progress.update("messages", messages.line(), 0);
        }
      }
      if (messages.line() == 0) {
        throw Refusal.data("%s holds no message".formatted(name.path()));
      }
      finish();
    }

    private void message() {
      if (messages.flaw != null) {
        faults.add(messages.line(), name.ticker(), BookFaults.FLAW, () -> messages.fact);
      } else {
        if (messages.timeNs < lastTimeNs) {
          faults.add(
              messages.line(),
              name.ticker(),
              BookFaults.TIME_REVERSAL,
              () -> "the message is earlier than the one before it");
        }
        lastTimeNs = messages.timeNs;
      }
      if (rows == null) {
        if (messages.flaw == null) {
          book.apply(messages);
        }
      } else {
        row(rows);
      }
    }

    private void row(LobsterRows row) {
      boolean there = row.next();
      boolean usable = there && row.flaw == null;
      if (book.begun()) {
        if (messages.flaw == null) {
          book.apply(messages);
        }
        if (usable) {
          compared++;
          book.compare(row, messages);
        }
      } else if (usable) {
        book.begin(row, messages);
      }
      if (there && row.flaw != null) {
        faults.add(row.line(), name.ticker(), BookFaults.FLAW, () -> "order book row: " + row.fact);
        if (row.negative) {
          faults.add(
              row.line(), name.ticker(), BookFaults.NEGATIVE, () -> "order book row: " + row.fact);
        }
      } else if (!there) {
        faults.add(
            messages.line(), name.ticker(), BookFaults.MISMATCH, () -> "the message has no row");
      }
    }

    private void finish() {
      if (rows == null) {
        notes.add(
            "no order book file beside it: nothing to compare with, levels unknown, crossed books"
                + " not looked for; references to orders never seen are counted as"
                + " references_before_start");
        return;
      }
      long extra = 0;
      while (rows.next()) {
        extra++;
      }
      if (extra > 0) {
        faults.add(
            rows.line(),
            name.ticker(),
            BookFaults.MISMATCH,
            extra,
            "%d rows have no message".formatted(extra));
      }
      notes.add(
          "the book begins with the first row; a level that comes into sight is taken from its row");
    }

    BookReport report() {
      SortedMap<String, Long> details = book.details();
      details.putAll(faults.others());
      details.put("levels", (long) name.levels());
      return new BookReport(
          name.path().toString(),
          "lobster",
          1,
          messages.line(),
          faults.count(BookFaults.UNRESOLVED),
          faults.count(BookFaults.CROSSED),
          faults.count(BookFaults.MISMATCH),
          faults.count(BookFaults.NEGATIVE),
          faults.count(BookFaults.FLAW),
          compared,
          faults.none(),
          faults.first(),
          details,
          notes);
    }
  }
}
