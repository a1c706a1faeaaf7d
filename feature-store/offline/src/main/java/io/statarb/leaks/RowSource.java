package io.statarb.leaks;

import java.util.List;

/** Makes rows of data: what is probed. */
interface RowSource {
  /** Names of the columns. */
  List<String> columns();

  /**
   * Makes all rows, in the order of their times.
   *
   * @param data all that is known
   * @param rows takes them
   */
  void rows(ProbeData data, Rows rows);

  /** Takes rows. */
  interface Rows {
    /**
     * A row.
     *
     * @param entity whose it is
     * @param event position in the data of the event that made it
     * @param tsNs its time
     * @param values its values, read during this call only
     */
    void row(String entity, int event, long tsNs, double[] values);
  }
}
