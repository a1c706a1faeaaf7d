package io.statarb.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Refusal;
import io.statarb.loaders.FileHead;
import io.statarb.loaders.FileLoader;
import io.statarb.loaders.LoadOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Gives hostile bytes to a parser and holds it to its promise: it comes to its end or refuses with
 * one sentence that names the file, every other exception being a crash; and it allocates at most a
 * fixed amount and so much for each byte and each record, so that no length field decides.
 */
public final class HostileInput {
  /** Buffers, tables of time zones and the like, whatever the input holds. */
  private static final long FIXED_BYTES = 8L << 20;

  /** Nothing that is read grows by more: a tree of YAML is the dearest. */
  private static final long BYTES_PER_BYTE = 4_096;

  /** A flaw is a sentence, made of a pattern and of what stands in the file. */
  private static final long BYTES_PER_CALL = 8_192;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private HostileInput() {}

  /** A parser at work; tells how many things it delivered. */
  @FunctionalInterface
  public interface Parse {
    /** Parses once; the same each time. */
    long run() throws IOException;
  }

  /** Writes the bytes to the file and lets a loader say whether it is its own, and read it. */
  public static void load(FileLoader loader, Path file, byte[] bytes, LoadOptions options) {
    write(file, bytes);
    parse(
        file,
        unpackedBytes(bytes),
        () -> {
          HostileSink sink = new HostileSink();
          loader.recognises(file, FileHead.of(file));
          long records = loader.load(file, options, sink);
          sink.finish();
          assertThat(records).isNotNegative();
          return sink.calls();
        });
  }

  /** What a gzip file unpacks to, up to where it is damaged; else the number of the bytes. */
  private static long unpackedBytes(byte[] bytes) {
    long count = 0;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] chunk = new byte[1 << 13];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        count += n;
      }
    } catch (IOException e) {
      return Math.max(count, bytes.length);
    }
    return Math.max(count, bytes.length);
  }

  /** Writes the bytes to the file; its folder is made. */
  public static void write(Path file, byte[] bytes) {
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lets a parser run and holds it to its promise.
   *
   * @param file what a refusal must name
   * @param sizeBytes size of the input
   */
  public static void parse(Path file, long sizeBytes, Parse parse) {
    String name = String.valueOf(file.getFileName());
    long spent = excessOf(name, sizeBytes, parse);
    if (spent > 0) {
      // Classes are loaded, and instrumented, once: only what is spent again was the input's doing.
      assertThat(excessOf(name, sizeBytes, parse))
          .as("bytes allocated beyond what %d bytes of input are worth", sizeBytes)
          .isNotPositive();
    }
  }

  private static long excessOf(String name, long sizeBytes, Parse parse) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    long calls = 0;
    try {
      calls = parse.run();
    } catch (Refusal refusal) {
      // A refusal in the midst of a file forgets what was delivered before it.
      calls = sizeBytes;
      check(refusal, name);
    } catch (IOException e) {
      throw new AssertionError("an IOException is no refusal of " + name, e);
    }
    long spent = THREADS.getCurrentThreadAllocatedBytes() - before;
    return spent - FIXED_BYTES - BYTES_PER_BYTE * sizeBytes - BYTES_PER_CALL * calls;
  }

  private static void check(Refusal refusal, String name) {
    assertThat(refusal.exitCode()).isIn(ExitCode.REFUSED, ExitCode.USAGE);
    String sentence = String.valueOf(refusal.getMessage());
    assertThat(sentence).contains(name);
    assertThat(sentence.lines()).as(sentence).hasSize(1);
  }
}
