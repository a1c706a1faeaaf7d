/**
 * What every parser promises about bytes that nobody meant well with: it delivers records or
 * refuses with one sentence, and takes no more memory than the bytes are worth. {@link
 * io.statarb.hostile.FuzzRun} looks for bytes that break the promise.
 */
@NullMarked
package io.statarb.hostile;

import org.jspecify.annotations.NullMarked;
