/**
 * The commands of the feature store: {@code statarb features apply}, {@code materialize}, {@code
 * historical}, {@code rebuild}, {@code online}, {@code validate} and {@code probe-leaks}. They read
 * options, call {@link io.statarb.store} and write answers; they compute nothing themselves. Only
 * the command tree calls them.
 */
@NullMarked
package io.statarb.featurestore;

import org.jspecify.annotations.NullMarked;
