/** Readers of the files that venues and vendors deliver. */
@NullMarked
package io.statarb.loaders;

import org.jspecify.annotations.NullMarked;
