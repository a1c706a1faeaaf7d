package io.statarb.pit;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;

/** The column that says why a row has no fact. */
final class AbsenceColumn {
  private AbsenceColumn() {}

  static ColumnVector of(AsOfMatches matches) {
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
