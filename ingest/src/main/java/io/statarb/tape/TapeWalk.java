package io.statarb.tape;

import io.statarb.cli.Progress;
import io.statarb.tape.sbe.DateEndDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import java.nio.file.Path;

/** The walk over a tape's file, from document to document, to where its whole records end. */
final class TapeWalk {
  /** Progress is said each time that so many records and one were checked. */
  private static final long PROGRESS_MASK = (1 << 16) - 1;

  private static final int NOT_COMPLETE = 1 << 31;
  private static final int QUEUE_DATA = 1 << 30;
  private static final int LENGTH_MASK = QUEUE_DATA - 1;

  private final TapeBytes bytes;
  private final RecordCheck check;

  TapeWalk(Path file, TapeBytes bytes, TapeSchema schema) {
    this.bytes = bytes;
    this.check = new RecordCheck(file, bytes, schema);
  }

  /** The walk, from the beginning of the file. */
  TapeSurvey walk(Progress progress) {
    long position = 0;
    long last = 0;
    long records = 0;
    boolean ended = false;
    while (true) {
      int header =
          position + TapeFile.HEADER_BYTES <= bytes.size() ? bytes.publishedInt32(position) : 0;
      if (header == 0 || (header & NOT_COMPLETE) != 0) {
        if ((header & LENGTH_MASK) != 0) {
          return damaged(records, last, position, ended, "header=0x%08x".formatted(header));
        }
        long stray = strayBehind(position, records);
        if (stray < 0) {
          boolean torn = header != 0 || bytes.firstNonZero(position, tornEnd(position)) >= 0;
          boolean cut = torn && position + TapeFile.HEADER_BYTES > bytes.size();
          return new TapeSurvey(records, last, position, torn, cut, ended, null);
        }
        if (bytes.publishedInt32(position) == header) {
          return damaged(
              records,
              last,
              position,
              ended,
              "nothing is written here, yet byte %d is".formatted(stray));
        }
        // A writer at work has gone on meanwhile, so this is not the end any more.
        continue;
      }
      long body = position + TapeFile.HEADER_BYTES;
      int length = header & LENGTH_MASK;
      if ((header & QUEUE_DATA) == 0) {
        String flaw = check.flaw(body, length - TapeFile.CRC_BYTES, records);
        if (flaw != null) {
          return check.isCut(body, length)
              ? new TapeSurvey(records, last, position, true, true, ended, null)
              : damaged(records, last, position, ended, flaw);
        }
        ended = check.templateId(body) == DateEndDecoder.TEMPLATE_ID;
        last = position;
        records++;
        if ((records & PROGRESS_MASK) == 0) {
          progress.update("check", position, bytes.size());
        }
      } else if (body + length > bytes.size()) {
        return damaged(records, last, position, ended, RecordCheck.leavesTheFile(length));
      } else if (position == 0
          ? length > TapeFile.MAX_RECORD_BYTES
          : check.isRecord(body, length, records)) {
        return damaged(records, last, position, ended, "header=0x%08x".formatted(header));
      }
      position = (body + length + 3) & ~3L;
    }
  }

  /**
   * Where something stands behind the end that no killed writer leaves there, or -1. The queue
   * writes the body first and its header last, so one unfinished body may stand there, but not a
   * later record, and nothing beyond the reach of one record.
   */
  private long strayBehind(long position, long records) {
    long end = tornEnd(position);
    for (long at = position; at + 2 * TapeFile.HEADER_BYTES + 2 * Long.BYTES <= end; at += 4) {
      int length = bytes.int32(at);
      if (length >= TapeFile.MIN_RECORD_BYTES + TapeFile.CRC_BYTES
          && length <= TapeFile.MAX_RECORD_BYTES + TapeFile.CRC_BYTES
          && bytes.uint16(at + TapeFile.HEADER_BYTES + 2 * Short.BYTES) == DateEndDecoder.SCHEMA_ID
          && bytes.int64(at + TapeFile.HEADER_BYTES + MessageHeaderDecoder.ENCODED_LENGTH) - records
              > 0) {
        return at;
      }
    }
    return bytes.firstNonZero(end, bytes.size());
  }

  private long tornEnd(long position) {
    return Math.min(
        position + TapeFile.HEADER_BYTES + TapeFile.MAX_RECORD_BYTES + TapeFile.CRC_BYTES,
        bytes.size());
  }

  private static TapeSurvey damaged(
      long seq, long last, long position, boolean ended, String fact) {
    return new TapeSurvey(
        seq, last, position, false, false, ended, new TapeDamage(seq, position, fact));
  }
}
