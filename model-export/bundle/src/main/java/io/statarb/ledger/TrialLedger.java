package io.statarb.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as a file of JSON lines.
 *
 * <p>A line is appended by one write followed by fsync. A process that dies in between leaves a
 * last line without its line end; readers drop it and the next append overwrites it. Damage
 * anywhere else is refused: a trial that was counted must not vanish.
 */
public final class TrialLedger {
  private final Path file;
  private final Set<Trial> trials = new LinkedHashSet<>();

  /** Bytes of the file that {@link #trials} reflects. */
  private long readBytes;

  private int readLines;

  private TrialLedger(Path file) {
    this.file = file;
  }

  /**
   * Opens a ledger; a file that does not exist is an empty one and is made by the first append.
   *
   * @param jsonl the file
   * @throws Refusal when a line other than a torn last one is not a trial
   */
  public static TrialLedger open(Path jsonl) {
    TrialLedger ledger = new TrialLedger(jsonl);
    if (Files.exists(jsonl)) {
      try (FileChannel channel = FileChannel.open(jsonl, StandardOpenOption.READ)) {
        ledger.readNew(channel);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return ledger;
  }

  /**
   * Appends a trial durably. A trial that is there already, equal in everything, is not written
   * again, so that a repeated stage leaves the same ledger.
   */
  public void append(Trial trial) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (FileChannel channel =
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        assert lock.isValid();
        readNew(channel);
        if (trials.contains(trial)) {
          return;
        }
        ByteBuffer line = ByteBuffer.wrap((Json.text(trial) + "\n").getBytes(UTF_8));
        channel.truncate(readBytes);
        channel.position(readBytes);
        while (line.hasRemaining()) {
          channel.write(line);
        }
        channel.force(true);
        readBytes = channel.position();
        readLines++;
        trials.add(trial);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Number of trials that differ in data version, settings or seed; a screen of many pairs counts
   * as many.
   */
  public long distinctTrials() {
    return distinct(trials);
  }

  /** The same of some trials. */
  public static long distinct(Collection<Trial> trials) {
    record Key(String dataVersion, String settings, long seed) {}
    Set<Key> keys = new HashSet<>();
    long count = 0;
    for (Trial trial : trials) {
      if (keys.add(new Key(trial.dataVersion(), trial.settings(), trial.seed()))) {
        count += trial.count();
      }
    }
    return count;
  }

  /** All trials in the order in which they were appended. */
  public List<Trial> trials() {
    return List.copyOf(trials);
  }

  /**
   * The trials that a bundle may owe its existence to: all but the looks at a holdout by that very
   * bundle, which came after it. Judged again after such a look, it gets the verdict it got before.
   *
   * @param bundleSha256 the bundle
   */
  public List<Trial> trialsBehind(String bundleSha256) {
    return trials.stream().filter(trial -> !bundleSha256.equals(bundleOf(trial))).toList();
  }

  private static @Nullable String bundleOf(Trial trial) {
    try {
      return Json.mapper().readTree(trial.settings()).path("bundle_sha256").textValue();
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void readNew(FileChannel channel) throws IOException {
    if (channel.size() < readBytes) {
      throw Refusal.data(
          "%s became shorter: bytes=%d expected=%d".formatted(file, channel.size(), readBytes));
    }
    byte[] tail = read(channel);
    int lineStart = 0;
    List<Trial> found = new ArrayList<>();
    for (int i = 0; i < tail.length; i++) {
      if (tail[i] == '\n') {
        found.add(parse(new String(tail, lineStart, i - lineStart, UTF_8), ++readLines));
        lineStart = i + 1;
      }
    }
    trials.addAll(found);
    readBytes += lineStart;
  }

  private byte[] read(FileChannel channel) throws IOException {
    channel.position(readBytes);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
    while (channel.read(chunk) >= 0) {
      bytes.write(chunk.array(), 0, chunk.position());
      chunk.clear();
    }
    return bytes.toByteArray();
  }

  private Trial parse(String line, int lineNumber) {
    try {
      return Json.mapper().readValue(line, Trial.class);
    } catch (JsonProcessingException e) {
      throw Refusal.data(
          "%s line %d is not a trial: %s".formatted(file, lineNumber, e.getOriginalMessage()));
    }
  }
}
