/** Measurements that {@code statarb bench NAME} runs, each in the package that it measures. */
@NullMarked
package io.statarb.bench;

import org.jspecify.annotations.NullMarked;
