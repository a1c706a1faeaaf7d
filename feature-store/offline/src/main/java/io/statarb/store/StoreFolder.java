package io.statarb.store;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where a store keeps what.
 *
 * @param root the folder
 */
public record StoreFolder(Path root) {
  /** Makes the path absolute. */
  public StoreFolder {
    root = root.toAbsolutePath().normalize();
  }

  Path registry() {
    return root.resolve("registry.json");
  }

  /** Folder of the facts of a view in one layout; a change of meaning begins another. */
  Path table(FeatureView view, Entity entity) {
    return root.resolve("tables").resolve(view.name()).resolve(view.layout(entity));
  }

  /** Takes the store for changes, until the lock is closed or the process dies. */
  Lock lock() {
    @Nullable FileChannel channel = null;
    try {
      Files.createDirectories(root);
      channel =
          FileChannel.open(
              root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw taken();
      }
      return new Lock(channel);
    } catch (OverlappingFileLockException e) {
      throw taken();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the store " + root, e);
    }
  }

  private Refusal taken() {
    return Refusal.usage("another process is changing the store %s; wait for it".formatted(root));
  }

  /** A store taken for changes. */
  record Lock(FileChannel channel) implements AutoCloseable {
    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
