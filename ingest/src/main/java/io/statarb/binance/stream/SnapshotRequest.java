package io.statarb.binance.stream;

import io.statarb.websocket.HttpGet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Asks for one snapshot after another until one is good, or it is given up. One thread. */
final class SnapshotRequest {
  /** Nothing to be done, or no answer yet. */
  static final int PENDING = 0;

  /** A snapshot came: {@link #answer}. Say {@link #failed} when it is no good. */
  static final int ANSWERED = 1;

  /** It was tried often enough: {@link #reason}. */
  static final int GIVEN_UP = -1;

  private static final int OK = 200;
  private static final int SHOWN_BYTES = 120;
  private static final long SECOND = 1_000_000_000L;

  private final URI uri;
  private final Backoff backoff;
  private final long answerWithinNs;
  private @Nullable HttpGet get;
  private int failures;
  private long sentNs;
  private long notBeforeNs;
  private boolean waiting;
  private String reason = "";
  private long requests;
  private long allFailures;

  SnapshotRequest(URI uri, Backoff backoff, long answerWithinNs) {
    this.uri = uri;
    this.backoff = backoff;
    this.answerWithinNs = answerWithinNs;
  }

  long requests() {
    return requests;
  }

  long failures() {
    return allFailures;
  }

  String reason() {
    return reason;
  }

  /** The answer; only after {@link #ANSWERED}. */
  HttpGet answer() {
    HttpGet done = get;
    if (done == null) {
      throw new IllegalStateException("Invariant: no answer before ANSWERED");
    }
    return done;
  }

  /** Goes on; one of the codes of this class. */
  int poll(long nowNs) {
    if (backoff.givesUp(failures)) {
      return GIVEN_UP;
    }
    HttpGet open = get;
    if (open == null) {
      if (!waiting || notBeforeNs - nowNs <= 0) {
        waiting = false;
        requests++;
        sentNs = nowNs;
        get = new HttpGet(uri);
      }
      return PENDING;
    }
    return switch (open.poll()) {
      case HttpGet.DONE -> open.status() == OK ? ANSWERED : refused(open, nowNs);
      case HttpGet.FAILED -> failed(open.fact(), nowNs);
      default ->
          nowNs - sentNs > answerWithinNs
              ? failed("no answer within %d ms".formatted(answerWithinNs / 1_000_000), nowNs)
              : PENDING;
    };
  }

  private int refused(HttpGet open, long nowNs) {
    int length = Math.min(open.to() - open.from(), SHOWN_BYTES);
    String body = new String(open.bytes(), open.from(), length, StandardCharsets.UTF_8);
    long retryNs = nowNs + open.retryAfterSeconds() * SECOND;
    int result = failed("HTTP %d %s".formatted(open.status(), body), nowNs);
    notBeforeNs = Math.max(notBeforeNs, retryNs);
    return result;
  }

  /** The snapshot was not had, or no good. */
  int failed(String why, long nowNs) {
    abandon();
    failures++;
    allFailures++;
    reason = "snapshot of %s: %s, %d attempts".formatted(uri, why, failures);
    if (backoff.givesUp(failures)) {
      return GIVEN_UP;
    }
    waiting = true;
    notBeforeNs = nowNs + backoff.delayNs(failures);
    return PENDING;
  }

  /** Forgets what is under way and all failures: what comes next is a new story. */
  void restart() {
    abandon();
    failures = 0;
    waiting = false;
  }

  private void abandon() {
    HttpGet open = get;
    if (open != null) {
      open.close();
      get = null;
    }
  }
}
