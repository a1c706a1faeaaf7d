/** What the tests of this module share: a session with a tape in memory, stepped tick by tick. */
@NullMarked
package io.statarb.session;

import org.jspecify.annotations.NullMarked;
