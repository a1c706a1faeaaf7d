/**
 * Small dense linear algebra for statistics: least squares, symmetric factorisations and eigenvalue
 * problems of at most a few dozen columns.
 *
 * <p>A table of data is an array of columns ({@code columns[j][row]}); a square matrix is an array
 * of rows ({@code matrix[i][j]}), of which only the lower half is read when it is symmetric.
 * Arguments are never written to. All results are immutable and may be shared between threads;
 * arithmetic is in a fixed order, so that the same input gives the same bits on every machine.
 */
@NullMarked
package io.statarb.linear;

import org.jspecify.annotations.NullMarked;
