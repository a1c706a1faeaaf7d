/** Digests (SHA-256) of files, folders and record streams. */
@NullMarked
package io.statarb.digest;

import org.jspecify.annotations.NullMarked;
