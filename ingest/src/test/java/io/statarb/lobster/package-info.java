@NullMarked
package io.statarb.lobster;

import org.jspecify.annotations.NullMarked;
