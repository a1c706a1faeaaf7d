package io.statarb.tape;

import org.jspecify.annotations.Nullable;

/**
 * What a walk over the file of a tape found.
 *
 * @param records whole records
 * @param lastPosition where the header of the last of them stands, in bytes; 0 when there is none
 * @param endPosition where the next document header belongs, in bytes
 * @param torn whether a record was begun there and never finished
 * @param cut whether the file or what was written of it ends within that record, so that its header
 *     may be one of a finished record
 * @param ended whether the last whole record is DateEnd
 * @param damage what is wrong behind the whole records; null when nothing is
 */
record TapeSurvey(
    long records,
    long lastPosition,
    long endPosition,
    boolean torn,
    boolean cut,
    boolean ended,
    @Nullable TapeDamage damage) {
  static final TapeSurvey EMPTY = new TapeSurvey(0, 0, 0, false, false, false, null);
}
