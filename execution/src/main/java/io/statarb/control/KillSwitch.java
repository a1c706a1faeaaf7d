package io.statarb.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A latch file: while it exists no order goes out. It survives restarts, is set by one person and
 * taken away by two.
 *
 * <p>A file that cannot be read or parsed counts as latched. Every kill and resume is appended to
 * {@code KILL-history.jsonl} beside it.
 */
public final class KillSwitch {
  private final Path file;
  private final Path history;

  private KillSwitch(Path file) {
    this.file = file;
    history = file.resolveSibling("KILL-history.jsonl");
  }

  /** The switch whose latch is this file. */
  public static KillSwitch at(Path killFile) {
    return new KillSwitch(killFile.toAbsolutePath());
  }

  /**
   * What the latch says.
   *
   * @param latched whether orders are blocked
   * @param readable false when the latch exists but cannot be read or parsed
   * @param by who killed, null when not latched or not readable
   * @param reason why, likewise
   * @param wallNs when, 0 likewise
   */
  public record State(
      boolean latched,
      boolean readable,
      @Nullable String by,
      @Nullable String reason,
      long wallNs) {}

  /**
   * Who took the latch away.
   *
   * @param by who asked
   * @param approvedBy who agreed
   * @param reason why
   */
  public record Resumption(String by, String approvedBy, String reason) {}

  /** The process makes the latches of two kills differ. */
  private record Latch(String by, String reason, long wallNs, long process) {}

  /** Whether orders are blocked; true also when it cannot be told. */
  public boolean latched() {
    return !Files.notExists(file);
  }

  /** What the latch says. */
  public State state() {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new State(false, true, null, null, 0);
    } catch (IOException e) {
      return new State(true, false, null, null, 0);
    }
    try {
      Latch latch = Json.mapper().readValue(bytes, Latch.class);
      return new State(true, true, latch.by(), latch.reason(), latch.wallNs());
    } catch (IOException e) {
      return new State(true, false, null, null, 0);
    }
  }

  /**
   * Sets the latch, also when it is set already. The latch comes first, the history after it.
   *
   * @param by who
   * @param reason why
   * @param wallNs when
   * @throws Refusal when {@code by} is blank
   */
  public void kill(String by, String reason, long wallNs) {
    name("by", by);
    long process = ProcessHandle.current().pid();
    AtomicFiles.write(file, Json.canonical(new Latch(by, reason, wallNs, process)));
    append("kill", by, "", reason, wallNs);
  }

  /**
   * Takes the latch away. It is set aside first: when it is not the one that was read, somebody has
   * killed again in the meantime, and it is put back.
   *
   * @param by who asks
   * @param approvedBy who agrees; another person
   * @param reason why
   * @param wallNs when
   * @throws Refusal when a name is blank, both are the same, or nothing is latched
   */
  public void resume(String by, String approvedBy, String reason, long wallNs) {
    if (name("by", by).equals(name("approved-by", approvedBy))) {
      throw Refusal.usage(
          "resume needs two different people: by=%s approved-by=%s".formatted(by, approvedBy));
    }
    try {
      byte[] seen = Files.readAllBytes(file);
      append("resume", by, approvedBy, reason, wallNs);
      Path aside =
          file.resolveSibling(file.getFileName() + ".resumed-" + ProcessHandle.current().pid());
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      if (!Arrays.equals(seen, Files.readAllBytes(aside))) {
        Files.move(
            aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        throw Refusal.data("killed again while resuming: the latch stays: file=" + file);
      }
      Files.delete(aside);
    } catch (NoSuchFileException e) {
      throw Refusal.data("nothing to resume, the kill switch is not latched: file=" + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The resume that is in force: the last event of the history, and no kill after it. Null when
   * there is none or the history cannot be read: a latch that merely vanished lifts nothing.
   */
  public @Nullable Resumption resumption() {
    Resumption inForce = null;
    try {
      if (latched()) {
        return null;
      }
      for (String line : Files.readAllLines(history)) {
        JsonNode event = Json.mapper().readTree(line);
        inForce =
            event.path("event").asText().equals("resume")
                ? new Resumption(
                    event.path("by").asText(),
                    event.path("approved_by").asText(),
                    event.path("reason").asText())
                : null;
      }
    } catch (IOException e) {
      return null;
    }
    return inForce;
  }

  private static String name(String key, String value) {
    String name = value.strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      throw Refusal.usage("a name is needed: " + key + " is blank");
    }
    return name;
  }

  private void append(String event, String by, String approvedBy, String reason, long wallNs) {
    Map<String, Object> line = new TreeMap<>();
    line.put("event", event);
    line.put("by", by);
    line.put("approved_by", approvedBy);
    line.put("reason", reason);
    line.put("wall_ns", wallNs);
    byte[] bytes = (Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(
            history,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND)) {
      channel.write(ByteBuffer.wrap(bytes));
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + history, e);
    }
  }
}
