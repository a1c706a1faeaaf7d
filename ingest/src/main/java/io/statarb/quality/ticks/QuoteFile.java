package io.statarb.quality.ticks;

import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rows of one file of quotes, to plant defects in and to say again to a sink. */
final class QuoteFile implements MarketDataSink {
  final Path file;
  final String format;
  final List<Row> rows = new ArrayList<>();
  String symbol = "";

  /**
   * One row; a row without prices is malformed.
   *
   * @param tsNs its time
   * @param bidE9 its bid or NULL_PX
   * @param askE9 its ask or NULL_PX
   */
  record Row(long tsNs, long bidE9, long askE9) {
    /** What stands for a row that is not of the format. */
    static final Row MALFORMED = new Row(UNKNOWN_TIME, NULL_PX, NULL_PX);
  }

  QuoteFile(Path file, String format) {
    this.file = file;
    this.format = format;
  }

  /** The same rows, to be changed. */
  QuoteFile copy() {
    QuoteFile copy = new QuoteFile(file, format);
    copy.symbol = symbol;
    copy.rows.addAll(rows);
    return copy;
  }

  @Override
  public int symbol(String name) {
    symbol = name;
    return 0;
  }

  @Override
  public void quote(
      long record,
      int number,
      long tsEventNs,
      long tsRecvNs,
      long updateId,
      long bidPxE9,
      long bidQtyE8,
      long askPxE9,
      long askQtyE8) {
    rows.add(new Row(tsEventNs, bidPxE9, askPxE9));
  }

  /** Says all rows to a sink. */
  void say(MarketDataSink sink) {
    int number = sink.symbol(symbol);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.equals(Row.MALFORMED)) {
        sink.flaw(i + 1L, Flaw.MALFORMED, "planted");
      } else {
        sink.quote(
            i + 1L,
            number,
            row.tsNs,
            UNKNOWN_TIME,
            NO_UPDATE_ID,
            row.bidE9,
            NULL_QTY,
            row.askE9,
            NULL_QTY);
      }
    }
  }
}
