/**
 * Tests of pair fits: published figures, worlds whose truth is known, and no look past the
 * formation window.
 */
@NullMarked
package io.statarb.pairs;

import org.jspecify.annotations.NullMarked;
