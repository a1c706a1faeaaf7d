package io.statarb.feeds.moldudp64;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.feeds.FeedJournal;
import io.statarb.feeds.JournalHeader;
import io.statarb.moldudp.MoldSettings;
import java.util.Map;

/** What this protocol keeps in a journal. */
final class RawJournal {
  /** A datagram. */
  static final byte PACKET = FeedJournal.FIRST_OWN_KIND;

  /** The session acted on a time. */
  static final byte TIME = FeedJournal.FIRST_OWN_KIND + 1;

  /** The wall clock was set; the body is the step, 8 bytes big-endian. */
  static final byte CLOCK_STEP = FeedJournal.FIRST_OWN_KIND + 2;

  private RawJournal() {}

  /**
   * What a listener was set to.
   *
   * @param lines number of lines
   * @param asks whether there was a retransmission server
   * @param openedNs monotonic time at which it began
   * @param symbolStaleAfterNs silence after which a symbol is stale
   * @param session limits
   */
  record Setup(
      int lines, boolean asks, long openedNs, long symbolStaleAfterNs, MoldSettings session) {
    private static final String KEY = "listener";

    Map<String, String> settings() {
      return Map.of(KEY, Json.text(this));
    }

    static Setup of(JournalHeader header) {
      try {
        return Json.mapper().readValue(header.settings().getOrDefault(KEY, ""), Setup.class);
      } catch (JsonProcessingException e) {
        throw Refusal.data(
            "the journal's header does not tell what its listener was set to: "
                + e.getOriginalMessage());
      }
    }
  }
}
