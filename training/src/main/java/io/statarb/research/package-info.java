/**
 * The commands of pair research: {@code statarb pairs test} runs one method of {@link
 * io.statarb.statistics.PairMethod} over columns of a file, {@code statarb pairs screen} all pairs
 * of a universe, {@code statarb pairs baskets} a basket for each of its stocks. They read files,
 * call the methods and write answers; they compute nothing themselves.
 */
@NullMarked
package io.statarb.research;

import org.jspecify.annotations.NullMarked;
