package io.statarb.pit;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * The join of a share of the facts to its rows, in columns from the files to the result: only the
 * columns that are wanted are read, and no row is ever written.
 *
 * @param rows all rows, from which a task picks those of its facts
 * @param layout of the facts
 * @param buckets which share an entity is of
 * @param absence name of the column that says why there is no fact
 */
record JoinedColumns(
    LocalRows rows, FactLayout layout, Buckets buckets, String absence, RuleOfTask rule)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Joins.
   *
   * @param wanted columns of the result
   */
  ColumnarBatch join(EntityRuns.Share share, StructType wanted) throws IOException {
    List<String> names = List.of(wanted.fieldNames());
    PlacedFacts facts = PlacedFacts.read(layout, share.files());
    RowEntities entities = RowEntities.read(rows, key -> buckets.of(key) == share.split());
    PlacedRows placed = PlacedRows.read(rows, entities, names);
    AsOfMatches matches =
        AsOfJoin.match(facts.facts(), entities.numberedAs(facts), placed.atNs(), rule.rule());
    Map<String, ColumnVector> features = features(facts, matches, names);
    ColumnVector[] columns =
        names.stream()
            .map(name -> {
              ColumnVector feature = features.get(name);
              return feature == null ? placed.vector(name) : feature;
            })
            .toArray(ColumnVector[]::new);
    return new ColumnarBatch(columns, entities.count());
  }

  private Map<String, ColumnVector> features(
      PlacedFacts facts, AsOfMatches matches, List<String> names) throws IOException {
    List<StructField> all = layout.features();
    List<Integer> wanted = new ArrayList<>();
    for (int feature = 0; feature < all.size(); feature++) {
      if (names.contains(all.get(feature).name())) {
        wanted.add(feature);
      }
    }
    List<ColumnVector> read = facts.features(wanted, matches.places());
    Map<String, ColumnVector> features = new LinkedHashMap<>();
    for (int i = 0; i < read.size(); i++) {
      features.put(all.get(wanted.get(i)).name(), read.get(i));
    }
    if (names.contains(absence)) {
      features.put(absence, AbsenceColumn.of(matches));
    }
    return Collections.unmodifiableMap(features);
  }
}
