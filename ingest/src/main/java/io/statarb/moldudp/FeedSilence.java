package io.statarb.moldudp;

import java.util.Arrays;

/**
 * When something was last heard of a feed and of each of its lines, and which silence was told. A
 * feed that never spoke is told once, {@code alarmAfterNs} after it was opened; one that falls
 * silent, or a single line of it, after {@code staleAfterNs}, once until it speaks again.
 *
 * <p>All times are monotonic. Confined to the thread of its session; allocates nothing.
 */
final class FeedSilence {
  /** What {@link #judge} tells. */
  interface Alarms {
    /** {@code detail} is the silence in ns, or of {@link MoldAlarm#LINE_SILENT} the line. */
    void alarm(MoldAlarm alarm, long detail, long nowNs);
  }

  private final long alarmAfterNs;
  private final long staleAfterNs;
  private final long openedNs;
  private final long[] lineHeardNs;
  private final boolean[] lineSilent;
  private boolean heard;
  private boolean openAlarmed;
  private boolean stale;
  private long lastPacketNs;

  FeedSilence(MoldSettings settings, int lines, long nowNs) {
    alarmAfterNs = settings.alarmAfterNs();
    staleAfterNs = settings.staleAfterNs();
    openedNs = nowNs;
    lineHeardNs = new long[lines];
    lineSilent = new boolean[lines];
  }

  void onPacket(int line, long nowNs) {
    if (!heard) {
      // From here on each line is expected to speak.
      heard = true;
      Arrays.fill(lineHeardNs, nowNs);
    }
    stale = false;
    lastPacketNs = nowNs;
    lineHeardNs[line] = nowNs;
    lineSilent[line] = false;
  }

  void judge(long nowNs, Alarms alarms) {
    if (!heard) {
      if (!openAlarmed && nowNs - openedNs >= alarmAfterNs) {
        openAlarmed = true;
        alarms.alarm(MoldAlarm.NO_DATA_AT_OPEN, nowNs - openedNs, nowNs);
      }
      return;
    }
    if (!stale && nowNs - lastPacketNs > staleAfterNs) {
      stale = true;
      alarms.alarm(MoldAlarm.FEED_SILENT, nowNs - lastPacketNs, nowNs);
    }
    for (int line = 0; line < lineSilent.length; line++) {
      if (!lineSilent[line] && nowNs - lineHeardNs[line] > staleAfterNs) {
        lineSilent[line] = true;
        if (!stale) {
          alarms.alarm(MoldAlarm.LINE_SILENT, line, nowNs);
        }
      }
    }
  }

  /** Whether any line has spoken. */
  boolean heard() {
    return heard;
  }

  /** Whether the whole feed has been silent for too long. */
  boolean stale() {
    return stale;
  }

  boolean lineSilent(int line) {
    return lineSilent[line];
  }

  long openedNs() {
    return openedNs;
  }
}
