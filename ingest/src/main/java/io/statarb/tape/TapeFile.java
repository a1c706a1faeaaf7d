package io.statarb.tape;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file under a tape, checked before the queue opens it.
 *
 * <p>The queue keeps no checksum and trusts every length it reads, so a damaged length would lead
 * it astray. A record therefore carries its own, and this walk from document to document finds
 * where the whole records end and refuses anything else:
 *
 * <pre>
 *   0        4                           aligned to 4
 *   +--------+---------------------------+--------+-----
 *   | header | body                      | header | body ...
 *   +--------+---------------------------+--------+-----
 *   header, int32 little endian: bit 31 not complete, bit 30 the queue's own data, 30 bits length;
 *     0 where nothing was finished
 *   body of a record: SBE header (8 bytes), message, CRC-32C of both (4 bytes, little endian);
 *     the message begins with seq (int64), which counts from 0
 * </pre>
 */
final class TapeFile {
  /** Largest record; also how far a torn one can reach beyond its header. */
  static final int MAX_RECORD_BYTES = 1 << 16;

  /** Smallest record: SBE header, seq and tsNs. */
  static final int MIN_RECORD_BYTES = MessageHeaderDecoder.ENCODED_LENGTH + 2 * Long.BYTES;

  /** Bytes of the checksum behind a record. */
  static final int CRC_BYTES = Integer.BYTES;

  /** Bytes of the header in front of a document. */
  static final int HEADER_BYTES = Integer.BYTES;

  /** Suffix of the queue's data file; there is exactly one, as a tape never rolls. */
  private static final String DATA_SUFFIX = ".cq4";

  private TapeFile() {}

  /** The data file of a tape, or null when nothing was written in the folder yet. */
  static @Nullable Path locate(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw Refusal.data("tape %s is missing".formatted(folder));
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.sorted().toList();
      List<Path> data = files.stream().filter(f -> name(f).endsWith(DATA_SUFFIX)).toList();
      if (data.size() > 1) {
        throw Refusal.data(
            "tape %s holds %d data files where one belongs: %s"
                .formatted(folder, data.size(), data.stream().map(TapeFile::name).toList()));
      }
      for (Path f : files) {
        if (!name(f).endsWith(DATA_SUFFIX)
            && !name(f).equals(TapeWriter.QUEUE_METADATA)
            && !name(f).equals(TapeWriter.LOCK_FILE)) {
          throw Refusal.data("%s is no tape: it holds %s".formatted(folder, name(f)));
        }
      }
      return data.isEmpty() ? null : data.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /**
   * Walks the whole file. Another process may be appending meanwhile: what it publishes during the
   * walk may or may not be counted.
   *
   * @throws Refusal when a record is damaged or of a later release
   */
  static TapeSurvey survey(Path file) {
    TapeSurvey survey = inspect(file);
    if (survey.damage() != null) {
      throw Refusal.data(survey.damage().sentence(file));
    }
    return survey;
  }

  /**
   * The same, with damage as a part of the result.
   *
   * @throws Refusal when a record is of a later release
   */
  static TapeSurvey inspect(Path file) {
    return inspect(file, TapeSchema.current(), Progress.quiet());
  }

  /** The same by another schema than that of this release. */
  static TapeSurvey inspect(Path file, TapeSchema schema, Progress progress) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      long size = channel.size();
      return size == 0
          ? TapeSurvey.EMPTY
          : new TapeWalk(
                  file,
                  new TapeBytes(channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena)),
                  schema)
              .walk(progress);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read tape file " + file, e);
    }
  }
}
