package io.statarb.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.statarb.cli.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Python script that measures a peer and prints one JSON object. It runs in an environment of its
 * own, which the project makes from pinned requirements when it is first asked for.
 */
public final class PeerScript {
  private final Path home;
  private final Path script;

  /**
   * A script.
   *
   * @param home folder of the project
   * @param script path in the project, e.g. {@code ingest/peers/l2_hftbacktest.py}
   */
  public PeerScript(Path home, String script) {
    this.home = home;
    this.script = home.resolve(script);
  }

  /** Runs it to its end and reads what it printed. */
  public JsonNode run(List<String> arguments) throws IOException {
    Path peers = home.resolve("ingest/peers");
    String venv =
        output(
            List.of(
                home.resolve("dags/tools/make-venv.sh").toString(),
                "peers",
                peers.resolve("requirements-py3.11.txt").toString(),
                peers.resolve("constraints-py3.11.txt").toString()));
    List<String> command = new ArrayList<>();
    command.add(Path.of(venv, "bin", "python").toString());
    command.add("-I");
    command.add(script.toString());
    command.addAll(arguments);
    return new ObjectMapper().readTree(output(command));
  }

  private static String output(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw Refusal.machine(
            "%s ended with exit code %d; see above".formatted(command.getFirst(), code));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
      throw Refusal.machine("interrupted while %s ran".formatted(command.getFirst()));
    }
    return text;
  }
}
