package io.statarb.leaks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One way to change the future. All runs go through one join, each with entities of its own: those
 * of run 2 are called {@code 2|NAME}. Run 0 is the one in which nothing is changed.
 *
 * @param number from 1 on
 * @param change what is done
 * @param cutNs last moment of which nothing is changed, UTC ns
 * @param tickNs time from the cut to the next fact
 */
record ProbeRun(int number, FutureChange change, long cutNs, long tickNs) {
  /**
   * All changes at all cuts.
   *
   * @param times when facts become visible, ascending
   */
  static List<ProbeRun> of(List<Long> cuts, List<Long> times) {
    List<ProbeRun> runs = new ArrayList<>();
    for (long cutNs : cuts) {
      long tickNs =
          Math.max(1, times.stream().filter(t -> t > cutNs).findFirst().orElse(cutNs + 1) - cutNs);
      for (FutureChange change : FutureChange.OF_ALL_LATER) {
        runs.add(new ProbeRun(runs.size() + 1, change, cutNs, tickNs));
      }
    }
    return runs;
  }

  /** Facts of all runs. */
  static Dataset<Row> facts(Dataset<Row> facts, List<ProbeRun> runs) {
    Dataset<Row> all = named(facts, 0);
    for (ProbeRun run : runs) {
      Dataset<Row> changed = ProbeFacts.changed(facts, run.change(), run.cutNs(), run.tickNs());
      all = all.unionByName(named(changed, run.number()));
    }
    return all;
  }

  private static Dataset<Row> named(Dataset<Row> facts, int run) {
    return facts.withColumn("entity", concat(lit(run + "|"), col("entity")));
  }

  /** Name of an entity in a run. */
  static String named(String entity, int run) {
    return run + "|" + entity;
  }

  /** Its name without the run. */
  static String entity(String named) {
    return named.substring(named.indexOf('|') + 1);
  }
}
