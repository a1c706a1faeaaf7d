package io.statarb.tape;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a tape found that changes nothing on it.
 *
 * @param tape folder of the tape
 * @param file its data file; null when nothing was written yet
 * @param sizeBytes bytes of the data file, most of them not yet used while it is written
 * @param records whole records, up to the first that is not
 * @param endPosition byte of the file behind the last whole record
 * @param torn whether a record was begun there and never finished, or lost its end
 * @param ended whether the last whole record is DateEnd
 * @param beingWritten whether a writer has the tape now
 * @param damage what is wrong, apart from a torn or missing end; null when nothing is
 */
public record TapeInspection(
    Path tape,
    @Nullable Path file,
    long sizeBytes,
    long records,
    long endPosition,
    boolean torn,
    boolean ended,
    boolean beingWritten,
    @Nullable TapeDamage damage) {

  /**
   * Checks length, checksum, layout and order of every record.
   *
   * @param tape folder of the tape
   * @param progress shown in bytes
   * @throws Refusal if the folder is missing or no tape, or a record is of a later release
   */
  public static TapeInspection of(Path tape, Progress progress) {
    Path file = TapeFile.locate(tape);
    boolean beingWritten = beingWritten(tape);
    TapeSurvey survey =
        file == null ? TapeSurvey.EMPTY : TapeFile.inspect(file, TapeSchema.current(), progress);
    try {
      return new TapeInspection(
          tape,
          file,
          file == null ? 0 : Files.size(file),
          survey.records(),
          survey.endPosition(),
          survey.torn(),
          survey.ended(),
          beingWritten,
          survey.damage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with the tape in one sentence; null when it is whole, or whole so far. */
  public @Nullable String problem() {
    Path data = file;
    if (damage != null && data != null) {
      return damage.sentence(data);
    }
    if (beingWritten) {
      return null;
    }
    if (torn) {
      return "tape file %s is torn at record %d (byte %d): it was begun and never finished; %d whole records stand before it"
          .formatted(data, records, endPosition, records);
    }
    if (!ended) {
      return "tape %s has no end: no DateEnd stands behind its %d whole records (byte %d), so its writer was stopped or the rest was cut off"
          .formatted(tape, records, endPosition);
    }
    return null;
  }

  /** Whether somebody holds the writer's lock; asks for a shared one, which is freed at once. */
  private static boolean beingWritten(Path tape) {
    Path lock = tape.resolve(TapeWriter.LOCK_FILE);
    if (!Files.exists(lock)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ)) {
      try (@Nullable FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
        return free == null;
      } catch (OverlappingFileLockException e) {
        return true;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + lock, e);
    }
  }
}
