package io.statarb.offline;

import io.statarb.cli.Refusal;
import io.statarb.time.NanoClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * The first pass of a form in a JVM of its own, which nothing has warmed up, as a nightly task sees
 * it: from open session to checksum, tables opened and code compiled on the way.
 */
final class AsOfFirstPass {
  private static final double NS = 1e9;

  private AsOfFirstPass() {}

  /** Seconds of the pass, measured in a JVM with the flags of this one. */
  static double seconds(AsOfForms form, Path folder, int shuffles) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(AsOfFirstPass.class.getName());
    command.addAll(List.of(form.name(), folder.toString(), Integer.toString(shuffles)));
    try {
      Process child =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      child.getOutputStream().close();
      String printed =
          new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int code = child.waitFor();
      if (code != 0) {
        throw Refusal.machine(
            "the first pass of form %s ended with exit code %d".formatted(form, code));
      }
      return Double.parseDouble(printed.lines().toList().getLast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.machine("interrupted while the first pass of form %s ran".formatted(form));
    }
  }

  /** The child: form, folder of the tables, tasks after a shuffle. */
  public static void main(String[] args) {
    AsOfForms form = AsOfForms.valueOf(args[0]);
    Path folder = Path.of(args[1]);
    SparkSession ours = SparkSessions.open("bench asof", "local[2]", Integer.parseInt(args[2]));
    SparkSession spark = form.session(ours);
    NanoClock clock = NanoClock.monotonic();
    long from = clock.nowNs();
    AsOfForms.checksum(
        form.joined(
            spark,
            AsOfForms.table(spark, folder, "rows"),
            AsOfForms.table(spark, folder, "ticks")));
    double seconds = (clock.nowNs() - from) / NS;
    ours.stop();
    System.out.println(seconds);
  }
}
