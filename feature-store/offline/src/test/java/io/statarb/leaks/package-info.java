/** Tests that the probes see planted leaks and nothing else. */
@NullMarked
package io.statarb.leaks;

import org.jspecify.annotations.NullMarked;
