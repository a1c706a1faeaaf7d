package io.statarb.pit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The facts of a bucket as columns. Owned by one task. */
final class FactColumns implements FactSource {
  private final FactLayout layout;
  private final Map<UTF8String, Integer> entities = new HashMap<>();
  private final Facts facts;
  private final ColumnStorage[] storages;
  private final long[][] bits;
  private final byte[] @Nullable [] nulls;
  private final List<List<UTF8String>> texts = new ArrayList<>();

  /** Facts that came to this task in blocks. */
  FactColumns(FactLayout layout, Iterable<byte[]> packed) {
    this.layout = layout;
    List<ByteBuffer> blocks = Block.inOrder(packed);
    int rows = Block.rows(blocks);
    int columns = layout.columns().size();
    this.storages = new ColumnStorage[columns];
    this.bits = new long[columns][rows];
    this.nulls = new byte[columns][];
    for (int c = 0; c < columns; c++) {
      storages[c] = layout.storage(c);
      texts.add(new ArrayList<>());
    }
    int[] entity = new int[rows];
    int at = 0;
    for (ByteBuffer block : blocks) {
      Block.readEntities(block, this::number, entity, at);
      for (int c = 0; c < columns; c++) {
        read(block, c, at);
      }
      at += Block.rows(block);
    }
    this.facts =
        Facts.of(entities.size(), entity, timesNs(FactLayout.EVENT), knownNs(), sequence());
  }

  private long @Nullable [] knownNs() {
    return layout.known() ? timesNs(FactLayout.KNOWN) : null;
  }

  private long @Nullable [] sequence() {
    return layout.sequence() ? bits[layout.sequenceColumn()] : null;
  }

  private int number(UTF8String key) {
    return entities.computeIfAbsent(key, _ -> entities.size());
  }

  private void read(ByteBuffer block, int c, int at) {
    int rows = Block.rows(block);
    if (block.get() != 0) {
      byte[] column = nulls[c] == null ? new byte[bits[c].length] : nulls[c];
      block.get(column, at, rows);
      nulls[c] = column;
    }
    Block.getLongs(block, bits[c], at, rows);
    if (storages[c] == ColumnStorage.TEXT) {
      List<UTF8String> known = texts.get(c);
      for (int i = at; i < at + rows; i++) {
        bits[c][i] += known.size();
      }
      for (int count = block.getInt(); count > 0; count--) {
        known.add(Block.getText(block));
      }
    }
  }

  private long[] timesNs(int column) {
    long unitNs = FactLayout.unitNs(layout.columns().get(column));
    if (unitNs == 1) {
      return bits[column];
    }
    long[] times = new long[bits[column].length];
    for (int i = 0; i < times.length; i++) {
      times[i] = Math.multiplyExact(bits[column][i], unitNs);
    }
    return times;
  }

  @Override
  public Facts facts() {
    return facts;
  }

  @Override
  public int entity(UTF8String key) {
    return entities.getOrDefault(key, -1);
  }

  @Override
  public List<ColumnVector> features(List<Integer> features, int[] places) {
    List<ColumnVector> columns = new ArrayList<>();
    for (int feature : features) {
      int c = layout.firstFeature() + feature;
      columns.add(
          new GatheredColumn(
              layout.columns().get(c).dataType(), bits[c], nulls[c], texts.get(c), places));
    }
    return columns;
  }
}
