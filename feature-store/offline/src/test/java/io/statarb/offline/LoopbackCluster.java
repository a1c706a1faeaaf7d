package io.statarb.offline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Spark master and two workers on loopback, from the jars on this class path alone. Whatever it
 * starts, and whatever those start, is gone when it is closed.
 */
final class LoopbackCluster implements AutoCloseable {
  private static final long STEP_MS = 200;

  private final Path folder;
  private final Path sparkHome;
  private final String classPath = System.getProperty("java.class.path", "");
  private final List<Process> processes = new ArrayList<>();
  private final List<ProcessHandle> started = new ArrayList<>();
  private final String master;

  private LoopbackCluster(Path folder, int port) throws IOException {
    this.folder = folder;
    this.sparkHome = sparkHome();
    this.master = "spark://127.0.0.1:" + port;
  }

  /** Starts the processes; if one does not start, none is left. */
  static LoopbackCluster start(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    LoopbackCluster cluster = new LoopbackCluster(folder, port);
    boolean up = false;
    try {
      cluster.startAll(port);
      up = true;
    } finally {
      if (!up) {
        cluster.close();
      }
    }
    return cluster;
  }

  private void startAll(int port) throws IOException, InterruptedException {
    Process first =
        start(
            "master",
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
            "org.apache.spark.deploy.master.Master",
            List.of("--host", "127.0.0.1", "--port", Integer.toString(port), "--webui-port", "0"));
    awaitPort(first, port);
    for (String name : List.of("worker0", "worker1")) {
      start(
          name,
          List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
          "org.apache.spark.deploy.worker.Worker",
          List.of(
              "--host",
              "127.0.0.1",
              "--webui-port",
              "0",
              "--cores",
              "1",
              "--memory",
              "1g",
              "--work-dir",
              folder.resolve(name).toString(),
              master));
    }
  }

  String master() {
    return master;
  }

  /** What a worker takes for a Spark distribution; the jars come with the driver's class path. */
  private Path sparkHome() throws IOException {
    Path home = folder.resolve("spark");
    Files.createDirectories(home.resolve("jars"));
    Files.writeString(home.resolve("RELEASE"), "4.2.0\n");
    return home;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits, at most a minute, until the process listens. */
  private static void awaitPort(Process process, int port)
      throws IOException, InterruptedException {
    for (long waitedMs = 0; waitedMs < 60_000; waitedMs += STEP_MS) {
      if (process.waitFor(STEP_MS, TimeUnit.MILLISECONDS)) {
        throw new IOException("the master ended: exit code=" + process.exitValue());
      }
      if (listens(port)) {
        return;
      }
    }
    throw new IOException("the master does not listen: port=" + port);
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) STEP_MS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * Starts a JVM with this project's flags and class path; its output goes to {@code <name>.log}.
   */
  Process start(String name, List<String> options, String mainClass, List<String> arguments)
      throws IOException {
    String home = System.getProperty("statarb.home", ".");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.add("@" + Path.of(home, ".mvn", "jvm", "common.opts"));
    command.addAll(options);
    command.add("-Dstatarb.home=" + home);
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log(name).toFile()).directory(folder.toFile());
    builder.environment().put("SPARK_HOME", sparkHome.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  Path log(String name) {
    return folder.resolve(name + ".log");
  }

  /**
   * Every process that this cluster started, with their children, as far as they were alive when it
   * was closed.
   */
  List<ProcessHandle> started() {
    return started;
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(started::add);
      started.add(process.toHandle());
    }
    started.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle handle : started) {
      handle.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
  }
}
