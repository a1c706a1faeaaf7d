@NullMarked
package io.statarb.bookcheck;

import org.jspecify.annotations.NullMarked;
