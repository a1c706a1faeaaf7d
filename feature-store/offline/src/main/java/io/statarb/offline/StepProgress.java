package io.statarb.offline;

import io.statarb.cli.Progress;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Shows finished sessions while a step runs. Called by Spark's listener thread alone. */
final class StepProgress extends SparkListener {
  private final Progress progress;
  private final String step;
  private final int sessions;
  private final Set<Integer> stages = new HashSet<>();
  private int done;

  private StepProgress(Progress progress, String step, int sessions) {
    this.progress = progress;
    this.step = step;
    this.sessions = sessions;
  }

  /** Runs a step whose main stage has one task per session. */
  static <T> T shown(
      SparkSession spark, Progress progress, String step, int sessions, Supplier<T> work) {
    StepProgress listener = new StepProgress(progress, step, sessions);
    progress.update(step, 0, sessions);
    spark.sparkContext().addSparkListener(listener);
    try {
      T result = SparkFailures.unwrapped(work);
      spark.sparkContext().removeSparkListener(listener);
      progress.update(step, sessions, sessions);
      return result;
    } finally {
      spark.sparkContext().removeSparkListener(listener);
    }
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    // Delta's own small jobs have other numbers of tasks.
    if (submitted.stageInfo().numTasks() == sessions) {
      stages.add(submitted.stageInfo().stageId());
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd ended) {
    if (stages.contains(ended.stageId()) && ended.taskInfo().successful()) {
      done = Math.min(done + 1, sessions);
      progress.update(step, done, sessions);
    }
  }
}
