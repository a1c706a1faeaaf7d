/**
 * What notebooks call: a finished run opened for reading, tables and charts as HTML. Nothing here
 * writes into a run. Money is in micros where a name says so. Single-threaded.
 */
@NullMarked
package io.statarb.notebook;

import org.jspecify.annotations.NullMarked;
