package io.statarb.tape;

import java.nio.file.Path;

/**
 * Where a tape is damaged and how.
 *
 * @param record number of the first record that is not as it was written; all before it are whole
 * @param position byte of the file at which that record begins
 * @param fact what is wrong there
 */
public record TapeDamage(long record, long position, String fact) {
  /** The sentence for people. */
  public String sentence(Path file) {
    return "tape file %s is damaged at record %d (byte %d): %s"
        .formatted(file, record, position, fact);
  }
}
