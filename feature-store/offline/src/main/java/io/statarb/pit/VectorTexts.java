package io.statarb.pit;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Numbers the texts of vectors. Where a vector has a dictionary each text of it is looked at once a
 * batch, and not for each row.
 */
final class VectorTexts {
  /** Number of a text, by its place in the dictionary. */
  private int[] numbers = new int[0];

  /** Batch for which that number holds: the next one may come with another dictionary. */
  private int[] batches = new int[0];

  private int batch;

  /**
   * Numbers the first texts of a vector.
   *
   * @param number of a text, which is valid until this returns
   * @param numbered gets the numbers; 0 where there is no text
   */
  void number(ColumnVector column, int count, ToIntFunction<UTF8String> number, int[] numbered) {
    boolean nulls = column.hasNull();
    batch++;
    WritableColumnVector ids =
        column instanceof WritableColumnVector vector && vector.hasDictionary()
            ? vector.getDictionaryIds()
            : null;
    for (int i = 0; i < count; i++) {
      if (nulls && column.isNullAt(i)) {
        numbered[i] = 0;
      } else if (ids == null) {
        numbered[i] = number.applyAsInt(column.getUTF8String(i));
      } else {
        int id = ids.getDictId(i);
        if (id >= numbers.length) {
          numbers = Arrays.copyOf(numbers, 2 * id + 16);
          batches = Arrays.copyOf(batches, numbers.length);
        }
        if (batches[id] != batch) {
          batches[id] = batch;
          numbers[id] = number.applyAsInt(column.getUTF8String(i));
        }
        numbered[i] = numbers[id];
      }
    }
  }
}
