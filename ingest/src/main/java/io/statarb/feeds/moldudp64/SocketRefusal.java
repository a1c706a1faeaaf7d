package io.statarb.feeds.moldudp64;

import io.statarb.cli.Refusal;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Says in one sentence why an address cannot be had. */
final class SocketRefusal {
  private SocketRefusal() {}

  static Refusal of(UncheckedIOException e) {
    Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
    return Refusal.machine("%s: %s".formatted(e.getMessage(), cause.getMessage()));
  }
}
