package io.statarb.pit;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Tuple2;

/** Task: joins the rows of a bucket to its facts. The same row object is filled again and again. */
// Blocks are made by ByteBuffer.allocate and wrap of whole arrays alone.
@SuppressWarnings("ByteBufferBackingArray")
final class JoinBuckets implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FactLayout layout;
  private final int rowColumns;
  private final StructType added;
  private final RuleOfTask rule;

  /**
   * @param rowColumns number of columns of the rows
   * @param added what the join adds to them: the features and the absence
   */
  JoinBuckets(FactLayout layout, int rowColumns, StructType added, AsOfRule rule) {
    this.layout = layout;
    this.rowColumns = rowColumns;
    this.added = added;
    this.rule = RuleOfTask.of(rule);
  }

  /** Joins what came to this task from others. */
  Iterator<InternalRow> joinMoved(
      Tuple2<Integer, Tuple2<Iterable<byte[]>, Iterable<byte[]>>> bucket) {
    return join(bucket._2()._1(), new FactColumns(layout, bucket._2()._2()));
  }

  /** Joins rows that came to this task from others to the facts of a split, which it read. */
  Iterator<InternalRow> joinInPlace(
      Iterator<Tuple2<Integer, byte[]>> rows, Iterator<SplitFacts> facts) {
    List<byte[]> blocks = new ArrayList<>();
    rows.forEachRemaining(block -> blocks.add(block._2()));
    return join(blocks, facts.next().columns());
  }

  private Iterator<InternalRow> join(Iterable<byte[]> packedRows, FactColumns facts) {
    List<ByteBuffer> blocks = Block.inOrder(packedRows);
    int rows = Block.rows(blocks);
    int[] entity = new int[rows];
    long[] atNs = new long[rows];
    int at = 0;
    for (ByteBuffer block : blocks) {
      Block.readEntities(block, facts::entity, entity, at);
      Block.getLongs(block, atNs, at, Block.rows(block));
      at += Block.rows(block);
    }
    AsOfMatches matches = AsOfJoin.match(facts.facts(), entity, atNs, rule.rule());
    return new Rows(this, blocks, facts, matches);
  }

  private static final class Rows implements Iterator<InternalRow> {
    private final Iterator<ByteBuffer> blocks;
    private final FactColumns facts;
    private final AsOfMatches matches;
    private final UnsafeRow row;
    private final SpecificInternalRow values;
    private final JoinedRow joined;
    private final int absence;
    private final Map<Absence, UTF8String> reasons = new EnumMap<>(Absence.class);
    private ByteBuffer block = ByteBuffer.allocate(0);
    private int next;

    Rows(JoinBuckets task, List<ByteBuffer> blocks, FactColumns facts, AsOfMatches matches) {
      this.blocks = blocks.iterator();
      this.facts = facts;
      this.matches = matches;
      this.row = new UnsafeRow(task.rowColumns);
      this.values = new SpecificInternalRow(task.added);
      this.joined = new JoinedRow(row, values);
      this.absence = task.added.size() - 1;
      for (Absence reason : Absence.values()) {
        reasons.put(reason, UTF8String.fromString(reason.name()));
      }
    }

    @Override
    public boolean hasNext() {
      return next < matches.count();
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      while (!block.hasRemaining()) {
        block = blocks.next();
      }
      int length = block.getInt();
      row.pointTo(block.array(), (long) Platform.BYTE_ARRAY_OFFSET + block.position(), length);
      block.position(block.position() + length);
      Absence why = matches.absence(next);
      if (why == null) {
        facts.set(matches.fact(next), values);
        values.setNullAt(absence);
      } else {
        for (int c = 0; c < absence; c++) {
          values.setNullAt(c);
        }
        values.update(absence, reasons.get(why));
      }
      next++;
      return joined;
    }
  }
}
