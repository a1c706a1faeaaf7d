/** The signed bundle: all that crosses from research to production. */
@NullMarked
package io.statarb.bundle;

import org.jspecify.annotations.NullMarked;
