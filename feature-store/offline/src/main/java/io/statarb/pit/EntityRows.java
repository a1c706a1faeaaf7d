package io.statarb.pit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows that facts are wanted for.
 *
 * @param rows with any columns; all of them stay in the result
 * @param entity column of the entity, an integer or text
 * @param time column of the time, UTC ns or a timestamp
 */
public record EntityRows(Dataset<Row> rows, String entity, String time) {}
