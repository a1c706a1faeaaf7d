package io.statarb.digest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files and folders that appear whole or not at all, also after a kill or a loss of power: written
 * beside, forced to the disk, renamed, and the rename forced too. A failed force is not tried
 * again, as the pages it concerned may count as clean by then; it is thrown.
 *
 * <p>Stateless. Two writers of one target at the same time are the caller's bug.
 */
public final class AtomicFiles {
  private AtomicFiles() {}

  /**
   * Where this process writes a target before it is renamed: beside it, never twice the same
   * process.
   */
  public static Path temporary(Path target) {
    return target.resolveSibling(target.getFileName() + ".tmp-" + ProcessHandle.current().pid());
  }

  /**
   * Writes a file, making its parent folders.
   *
   * @throws UncheckedIOException when that fails; the target is then what it was
   */
  public static void write(Path target, byte[] content) {
    Path temporary = temporary(target);
    try {
      Files.createDirectories(parent(target));
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer source = ByteBuffer.wrap(content);
        while (source.hasRemaining()) {
          channel.write(source);
        }
        channel.force(true);
      }
      rename(temporary, target);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target, e);
    }
  }

  /**
   * Puts a finished folder in the place of another, which may be absent. Between the two renames
   * that this takes the target is absent; it is never a mixture.
   *
   * @param temporary the new folder, on the same file system; gone afterwards
   * @param target its place
   * @throws UncheckedIOException when that fails
   */
  public static void replaceFolder(Path temporary, Path target) {
    try {
      force(temporary);
      Files.createDirectories(parent(target));
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        Path old =
            target.resolveSibling(target.getFileName() + ".old-" + ProcessHandle.current().pid());
        delete(old);
        Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        rename(temporary, target);
        delete(old);
      } else {
        rename(temporary, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot replace " + target, e);
    }
  }

  /** Removes what killed processes left beside a target: {@code .tmp-*} and {@code .old-*}. */
  public static void removeLeftovers(Path target) {
    Path folder = parent(target);
    if (!Files.isDirectory(folder)) {
      return;
    }
    String name = String.valueOf(target.getFileName());
    try (Stream<Path> siblings = Files.list(folder)) {
      List<Path> leftovers =
          siblings
              .filter(sibling -> {
                String other = String.valueOf(sibling.getFileName());
                return other.startsWith(name + ".tmp-") || other.startsWith(name + ".old-");
              })
              .toList();
      for (Path leftover : leftovers) {
        delete(leftover);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up beside " + target, e);
    }
  }

  /** Deletes a file or a folder with all it holds; nothing happens when it is absent. */
  public static void delete(Path path) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
              if (failure != null) {
                throw failure;
              }
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    forceOne(parent(to));
  }

  private static void force(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.toList()) {
        forceOne(path);
      }
    }
  }

  private static void forceOne(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Path parent(Path target) {
    Path parent = target.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("target must lie in a folder: target=" + target);
    }
    return parent;
  }
}
