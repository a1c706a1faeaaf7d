/** Immutable bundle versions and the aliases champion, challenger and previous. */
@NullMarked
package io.statarb.registry;

import org.jspecify.annotations.NullMarked;
