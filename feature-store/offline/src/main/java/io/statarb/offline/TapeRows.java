package io.statarb.offline;

import io.statarb.ticks.Conditions;
import io.statarb.ticks.TickColumns;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Task: the ticks of a history tape as rows of {@link TickTable}, in tape order. */
final class TapeRows implements FlatMapFunction<Iterator<TapeRows.Session>, InternalRow> {
  private static final long serialVersionUID = 1L;

  private final String[] names;
  private final double[] tickPrices;
  private final String[] rawSha256s;

  /**
   * One session and its tape.
   *
   * @param tradeDate partition value
   * @param tape folder of the tape
   */
  record Session(String tradeDate, String tape) implements Serializable {}

  /**
   * @param names names of the instruments by id
   * @param tickPrices price of one tick of each in quote currency
   * @param rawSha256s digests of the raw files by fileId
   */
  TapeRows(List<String> names, double[] tickPrices, List<String> rawSha256s) {
    this.names = names.toArray(String[]::new);
    this.tickPrices = tickPrices.clone();
    this.rawSha256s = rawSha256s.toArray(String[]::new);
  }

  @Override
  public Iterator<InternalRow> call(Iterator<Session> sessions) {
    return new Rows(sessions);
  }

  private final class Rows implements Iterator<InternalRow> {
    private final Iterator<Session> sessions;
    private final UTF8String[] instruments;
    private final UTF8String[] conditions;
    private final UTF8String[] files;
    private final SpecificInternalRow row = new SpecificInternalRow(TickTable.SCHEMA);
    private TickColumns ticks = new TickColumns(0);
    private int next;

    Rows(Iterator<Session> sessions) {
      this.sessions = sessions;
      this.instruments = Stream.of(names).map(UTF8String::fromString).toArray(UTF8String[]::new);
      this.files = Stream.of(rawSha256s).map(UTF8String::fromString).toArray(UTF8String[]::new);
      this.conditions = new UTF8String[Conditions.COUNT];
      for (byte i = 0; i < conditions.length; i++) {
        conditions[i] = UTF8String.fromString(Conditions.name(i));
      }
    }

    @Override
    public boolean hasNext() {
      while (next >= ticks.count() && sessions.hasNext()) {
        Session session = sessions.next();
        ticks = TickColumns.fromTape(Path.of(session.tape()));
        next = 0;
        row.update(0, UTF8String.fromString(session.tradeDate()));
      }
      return next < ticks.count();
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int i = next++;
      int instrument = ticks.instrumentId()[i];
      byte condition = ticks.condition()[i];
      row.setLong(1, i);
      row.setLong(2, ticks.tsNs()[i]);
      row.update(3, instruments[instrument]);
      row.setInt(4, instrument);
      row.update(7, conditions[condition]);
      row.update(8, files[ticks.fileId()[i]]);
      row.setLong(9, Integer.toUnsignedLong(ticks.line()[i]));
      if (Conditions.priced(condition)) {
        row.setLong(5, ticks.bidPxTicks()[i]);
        row.setLong(6, ticks.askPxTicks()[i]);
        row.setDouble(10, ticks.bidPxTicks()[i] * tickPrices[instrument]);
        row.setDouble(11, ticks.askPxTicks()[i] * tickPrices[instrument]);
      } else {
        row.setNullAt(5);
        row.setNullAt(6);
        row.setNullAt(10);
        row.setNullAt(11);
      }
      return row;
    }
  }
}
