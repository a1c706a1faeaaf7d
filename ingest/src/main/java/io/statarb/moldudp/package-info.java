/**
 * MoldUDP64: numbered messages over UDP on two lines, with retransmission; the receiver that makes
 * one gapless stream of them or says that it is blind, and a publisher with faults for tests.
 *
 * <p>Sequence numbers count messages of a session from 1. Times are ns of an injected monotonic
 * clock; only differences mean anything. A receiver and a publisher each belong to one thread.
 */
@NullMarked
package io.statarb.moldudp;

import org.jspecify.annotations.NullMarked;
