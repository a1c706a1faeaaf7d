/** Tests of the feature store over real files. */
@NullMarked
package io.statarb.store;

import org.jspecify.annotations.NullMarked;
