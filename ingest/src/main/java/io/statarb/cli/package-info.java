/**
 * What every command shares: exit codes, the one-sentence refusal, JSON output and progress.
 *
 * <p>Called by the two launchers and by stages that report progress. Single-threaded unless a class
 * says otherwise.
 */
@NullMarked
package io.statarb.cli;

import org.jspecify.annotations.NullMarked;
