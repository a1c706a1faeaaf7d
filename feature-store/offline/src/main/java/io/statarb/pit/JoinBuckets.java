package io.statarb.pit;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.Platform;
import scala.Tuple2;

/** Task: joins the rows of a bucket to its facts. The same row object is filled again and again. */
// Blocks are made by ByteBuffer.allocate and wrap of whole arrays alone.
@SuppressWarnings("ByteBufferBackingArray")
final class JoinBuckets implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FactLayout layout;
  private final int rowColumns;
  private final RuleOfTask rule;

  /**
   * @param rowColumns number of columns of the rows
   */
  JoinBuckets(FactLayout layout, int rowColumns, AsOfRule rule) {
    this.layout = layout;
    this.rowColumns = rowColumns;
    this.rule = RuleOfTask.of(rule);
  }

  /** Joins what came to this task from others. */
  Iterator<InternalRow> joinMoved(
      Tuple2<Integer, Tuple2<Iterable<byte[]>, Iterable<byte[]>>> bucket) throws IOException {
    return join(bucket._2()._1(), new FactColumns(layout, bucket._2()._2()));
  }

  /** Joins rows that came to this task from others to the facts of a share, which it reads. */
  Iterator<InternalRow> joinInPlace(
      Iterator<Tuple2<Integer, byte[]>> rows, Iterator<EntityRuns.Share> share) throws IOException {
    List<byte[]> blocks = new ArrayList<>();
    rows.forEachRemaining(block -> blocks.add(block._2()));
    return join(blocks, PlacedFacts.read(layout, share.next().files()));
  }

  private Iterator<InternalRow> join(Iterable<byte[]> packedRows, FactSource facts)
      throws IOException {
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
    List<Integer> all = IntStream.range(0, layout.features().size()).boxed().toList();
    List<ColumnVector> added = new ArrayList<>(facts.features(all, matches.places()));
    added.add(AbsenceColumn.of(matches));
    return new Rows(
        rowColumns, blocks, new ColumnarBatch(added.toArray(ColumnVector[]::new), rows));
  }

  private static final class Rows implements Iterator<InternalRow> {
    private final Iterator<ByteBuffer> blocks;
    private final ColumnarBatch added;
    private final UnsafeRow row;
    private final JoinedRow joined = new JoinedRow();
    private ByteBuffer block = ByteBuffer.allocate(0);
    private int next;

    Rows(int rowColumns, List<ByteBuffer> blocks, ColumnarBatch added) {
      this.blocks = blocks.iterator();
      this.added = added;
      this.row = new UnsafeRow(rowColumns);
    }

    @Override
    public boolean hasNext() {
      return next < added.numRows();
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
      return joined.apply(row, added.getRow(next++));
    }
  }
}
