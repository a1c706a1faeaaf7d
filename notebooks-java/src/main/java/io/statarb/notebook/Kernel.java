package io.statarb.notebook;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.spark.sql.SparkSession;

/** Makes a notebook's kernel ready for Spark. */
public final class Kernel {
  /** Held, because the log manager forgets settings of loggers that nobody holds. */
  private static final Logger ROOT = Logger.getLogger("");

  private Kernel() {}

  /**
   * To be called on the thread that runs the cells, before Spark is used.
   *
   * <p>Spark looks for its classes in the loader of the thread, which is not that of the class
   * path. And the kernel sets the root logger to the finest level, at which the compiler that Spark
   * uses for expressions fails while it formats a message.
   */
  public static void prepare() {
    Thread.currentThread().setContextClassLoader(SparkSession.class.getClassLoader());
    ROOT.setLevel(Level.INFO);
  }
}
