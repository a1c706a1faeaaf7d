/**
 * WebSocket (RFC 6455) and as much of HTTP/1.1 as it needs, both ends, on non-blocking sockets that
 * a duty cycle polls: {@link io.statarb.websocket.WebSocketClient} and {@link
 * io.statarb.websocket.HttpGet} for a feed handler, {@link io.statarb.websocket.HttpServer} for a
 * publisher in tests and demos.
 *
 * <p>Every buffer has a bound. A message is handed over as a range of bytes in the buffer that it
 * was read into and is valid until the next poll; text is not checked to be UTF-8, whoever parses
 * it does. No extension is offered or taken, so a frame with a reserved bit is a breach. Each
 * object belongs to one thread and never blocks, but for the look-up of a host's name.
 */
@NullMarked
package io.statarb.websocket;

import org.jspecify.annotations.NullMarked;
