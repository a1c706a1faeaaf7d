package io.statarb.pipeline;

import io.statarb.cli.Refusal;
import io.statarb.settings.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps two demos out of one folder; the kernel frees it when the process dies. */
final class RunLock implements AutoCloseable {
  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  static RunLock acquire(RunFolder out) {
    @Nullable FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              out.root().resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw taken(out);
      }
      return new RunLock(channel);
    } catch (OverlappingFileLockException e) {
      throw taken(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refusal taken(RunFolder out) {
    return Refusal.usage(
        "another statarb run is at work in %s; wait for it or name another --out"
            .formatted(out.root()));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
