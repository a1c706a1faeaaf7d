/**
 * The tape: one totally ordered queue of SBE records per trading date, with one writer.
 *
 * <p>Messages are defined in {@code tape.xml}; the module that owns a message gives it meaning.
 * Writers and readers are confined to one thread.
 */
@NullMarked
package io.statarb.tape;

import org.jspecify.annotations.NullMarked;
