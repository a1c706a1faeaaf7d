/**
 * Feeds over real sockets: {@code statarb feed publish}, {@code listen} and {@code replay}, the
 * journal of raw packets, and the freshness of symbols.
 *
 * <p>A protocol is one {@link io.statarb.feeds.FeedProtocol}, registered as a service; the commands
 * know no protocol. Nothing but the command line calls this package, and no package that it or its
 * protocols use may use it. Times are ns of a monotonic clock unless they are called stamps, which
 * are UTC ns. Each feed belongs to one thread.
 */
@NullMarked
package io.statarb.feeds;

import org.jspecify.annotations.NullMarked;
