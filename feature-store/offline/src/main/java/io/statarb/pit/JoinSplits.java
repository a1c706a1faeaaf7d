package io.statarb.pit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Task: joins the facts of splits, one after the other, to their rows, which it picks from all
 * rows. Everything stays in columns: the result is the columns that were read, looked into at other
 * places.
 */
final class JoinSplits
    implements FlatMapFunction2<Iterator<SplitFacts>, Iterator<ColumnarBatch>, InternalRow> {
  private static final long serialVersionUID = 1L;

  private final FactLayout rowLayout;
  private final String[] scanned;
  private final Buckets splits;
  private final RuleOfTask rule;

  /**
   * @param rowLayout of the rows
   * @param scanned names of their columns as they come
   */
  JoinSplits(FactLayout rowLayout, List<String> scanned, Buckets splits, AsOfRule rule) {
    this.rowLayout = rowLayout;
    this.scanned = scanned.toArray(String[]::new);
    this.splits = splits;
    this.rule = RuleOfTask.of(rule);
  }

  @Override
  public Iterator<InternalRow> call(Iterator<SplitFacts> facts, Iterator<ColumnarBatch> batches) {
    return new Rows(facts, new AllRows(rowLayout, List.of(scanned), batches, splits), rule.rule());
  }

  private static final class Rows implements Iterator<InternalRow> {
    private final Iterator<SplitFacts> splits;
    private final AllRows rows;
    private final AsOfRule rule;
    private Iterator<InternalRow> joined = Collections.emptyIterator();

    Rows(Iterator<SplitFacts> splits, AllRows rows, AsOfRule rule) {
      this.splits = splits;
      this.rows = rows;
      this.rule = rule;
    }

    @Override
    public boolean hasNext() {
      while (!joined.hasNext() && splits.hasNext()) {
        joined = join(splits.next());
      }
      return joined.hasNext();
    }

    private Iterator<InternalRow> join(SplitFacts facts) {
      AllRows.Share share = rows.of(facts);
      AsOfMatches matches =
          AsOfJoin.match(facts.columns().facts(), share.entity(), share.atNs(), rule);
      List<ColumnVector> columns = new ArrayList<>(share.columns());
      columns.addAll(facts.columns().features(matches.places()));
      columns.add(absence(matches));
      return new ColumnarBatch(columns.toArray(ColumnVector[]::new), share.count()).rowIterator();
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return joined.next();
    }
  }

  private static ColumnVector absence(AsOfMatches matches) {
    List<Absence> reasons = List.of(Absence.values());
    List<UTF8String> texts =
        reasons.stream().map(reason -> UTF8String.fromString(reason.name())).toList();
    long[] bits = LongStream.range(0, reasons.size()).toArray();
    int[] places = new int[matches.count()];
    for (int row = 0; row < places.length; row++) {
      Absence why = matches.absence(row);
      places[row] = why == null ? -1 : reasons.indexOf(why);
    }
    return new GatheredColumn(DataTypes.StringType, bits, null, texts, places);
  }
}
