package io.statarb.moldudp;

import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one gapless stream of the packets of a session, without I/O and without a clock. {@code
 * expected} is the next message to deliver, {@code announcedEnd} the first that nobody has spoken
 * of; all is well exactly when they are equal.
 *
 * <p>A message that is missing is waited for, then asked for, then given up: a snapshot takes its
 * place, or the stream is BLIND from there on. Messages behind it are held back meanwhile, as far
 * as there is room; those for which there is none only move {@code announcedEnd} and are asked for
 * later. So memory is bounded and no gap is silent.
 *
 * <p>Confined to one thread. Nothing is allocated after construction, whatever the packets hold.
 */
public final class MoldSession {
  /** Number of lines that may feed a session, A first. */
  public static final int MAX_LINES = 4;

  /** In place of a line: the packet answers a request. */
  public static final int RETRANSMISSION = -1;

  private static final long NONE = -1;

  /** A source that has failed this often is not asked again. */
  private static final int MAX_SNAPSHOT_FAILURES = 3;

  private final MoldSettings settings;
  private final MoldListener listener;
  private final @Nullable RetransmissionRequests requests;
  private final @Nullable SnapshotSource snapshots;
  private final HeldMessages held;
  private final MoldCounters counters = new MoldCounters();
  private final byte[] session = new byte[MoldPacket.SESSION_BYTES];
  private boolean sessionKnown;

  private long expected;
  private long announcedEnd;
  private long endSequence = NONE;
  private boolean blind;
  private MoldState state = MoldState.WAITING;

  private boolean gapOpen;
  private long gapAt = NONE;
  private long gapTo = NONE;
  private int attempts;
  private long nextActionNs;
  private boolean serverSilent;
  private boolean snapshotAsked;
  private long snapshotDeadlineNs;
  private int snapshotFailures;
  private long lostFrom = NONE;
  private long lostTo = NONE;

  private long jumpSequence = NONE;
  private int jumpLine;

  private final FeedSilence silence;

  // Made once, as the hot path allocates nothing.
  private final FeedSilence.Alarms alarms = this::alarm;

  /**
   * Begins to wait for a session.
   *
   * @param settings limits
   * @param lines number of lines that feed it, 1 to {@link #MAX_LINES}
   * @param listener takes the messages
   * @param requests where missing messages are asked for, or null
   * @param snapshots what stands in for messages that cannot be had, or null
   * @param nowNs monotonic time
   */
  public MoldSession(
      MoldSettings settings,
      int lines,
      MoldListener listener,
      @Nullable RetransmissionRequests requests,
      @Nullable SnapshotSource snapshots,
      long nowNs) {
    if (lines < 1 || lines > MAX_LINES) {
      throw new IllegalArgumentException("lines must be 1 to %d: %d".formatted(MAX_LINES, lines));
    }
    this.settings = settings;
    this.listener = listener;
    this.requests = requests;
    this.snapshots = snapshots;
    this.held = new HeldMessages(settings.heldMessages(), settings.heldMessageBytes());
    this.expected = settings.firstSequence();
    this.announcedEnd = expected;
    this.silence = new FeedSilence(settings, lines, nowNs);
    if (!settings.session().isEmpty()) {
      byte[] name = MoldPacket.session(settings.session());
      System.arraycopy(name, 0, session, 0, session.length);
      sessionKnown = true;
    }
  }

  /**
   * Takes a datagram.
   *
   * @param line 0 for A, 1 for B and so on, or {@link #RETRANSMISSION}
   * @param nowNs monotonic time, never less than before
   */
  public void onPacket(int line, DirectBuffer buffer, int offset, int length, long nowNs) {
    counters.packets++;
    if (MoldPacket.check(buffer, offset, length) != PacketCheck.OK) {
      counters.refusedMalformed++;
      return;
    }
    if (!ofThisSession(buffer, offset)) {
      counters.refusedSession++;
      return;
    }
    noteHeard(line, nowNs);
    long sequence = MoldPacket.sequence(buffer, offset);
    if (believes(line, sequence)) {
      take(line, sequence, buffer, offset);
    }
    judgeGap(line, nowNs);
    judgeState(nowNs);
  }

  private boolean ofThisSession(DirectBuffer buffer, int offset) {
    if (!sessionKnown) {
      buffer.getBytes(offset, session);
      sessionKnown = true;
    }
    return MoldPacket.isOfSession(buffer, offset, session);
  }

  private void noteHeard(int line, long nowNs) {
    if (line == RETRANSMISSION) {
      serverSilent = false;
    } else {
      silence.onPacket(line, nowNs);
    }
  }

  /** One packet far ahead may be a mistake of its sender; two of one line are a statement. */
  private boolean believes(int line, long sequence) {
    if (sequence - announcedEnd <= settings.maxJump()) {
      jumpSequence = NONE;
      return true;
    }
    boolean confirmed =
        jumpSequence != NONE
            && line == jumpLine
            && sequence >= jumpSequence
            && sequence - jumpSequence <= settings.maxJump();
    jumpLine = line;
    jumpSequence = confirmed ? NONE : sequence;
    if (!confirmed) {
      counters.refusedJumps++;
    }
    return confirmed;
  }

  private void take(int line, long sequence, DirectBuffer buffer, int offset) {
    int count = MoldPacket.count(buffer, offset);
    if (count == MoldPacket.END_OF_SESSION) {
      takeEnd(sequence);
    } else if (count == MoldPacket.HEARTBEAT) {
      counters.heartbeats++;
      announce(sequence);
    } else if (endSequence != NONE && sequence + count > endSequence) {
      counters.refusedEnd++;
    } else {
      takeMessages(line, sequence, count, buffer, offset + MoldPacket.HEADER_BYTES);
      announce(sequence + count);
    }
  }

  private void takeEnd(long sequence) {
    boolean contradicts = endSequence == NONE ? sequence < announcedEnd : sequence != endSequence;
    if (contradicts) {
      counters.refusedEnd++;
    } else {
      endSequence = sequence;
      announce(sequence);
    }
  }

  private void announce(long end) {
    announcedEnd = Math.max(announcedEnd, endSequence == NONE ? end : Math.min(end, endSequence));
  }

  private void takeMessages(
      int line, long firstSequence, int count, DirectBuffer buffer, int offset) {
    int position = offset;
    for (long sequence = firstSequence; sequence < firstSequence + count; sequence++) {
      int length = MoldPacket.messageLength(buffer, position);
      position += MoldPacket.LENGTH_BYTES;
      if (sequence == expected) {
        counters.recovered += line == RETRANSMISSION ? 1 : 0;
        deliver(buffer, position, length);
        deliverHeld();
      } else if (sequence < expected) {
        dropOld(sequence);
      } else {
        hold(line, sequence, buffer, position, length);
      }
      position += length;
    }
  }

  private void dropOld(long sequence) {
    if (sequence >= lostFrom && sequence < lostTo) {
      counters.late++;
    } else {
      counters.duplicates++;
    }
  }

  private void hold(int line, long sequence, DirectBuffer buffer, int offset, int length) {
    if (held.has(sequence)) {
      counters.duplicates++;
    } else if (held.canHold(sequence, expected, length)) {
      held.put(sequence, buffer, offset, length);
      counters.held++;
      counters.recovered += line == RETRANSMISSION ? 1 : 0;
    } else {
      counters.notHeld++;
    }
  }

  private void deliver(DirectBuffer buffer, int offset, int length) {
    counters.messages++;
    // Moved first: a listener that looks at this session sees the message as delivered.
    long sequence = expected++;
    announcedEnd = Math.max(announcedEnd, expected);
    listener.onMessage(sequence, buffer, offset, length);
  }

  private void deliverHeld() {
    while (held.has(expected)) {
      long sequence = expected;
      held.remove(sequence);
      deliver(held.buffer(), held.offset(sequence), held.length(sequence));
    }
  }

  /** Opens, moves or closes the gap after a packet was taken. */
  private void judgeGap(int line, long nowNs) {
    if (expected == announcedEnd) {
      gapOpen = false;
      snapshotAsked = false;
    } else if (!gapOpen) {
      openGap(nowNs, settings.reorderWaitNs());
    } else if (gapAt != expected) {
      // What was missing has come; the next hole may fill by itself too, unless it is the server
      // that is filling them.
      openGap(nowNs, line == RETRANSMISSION ? 0 : settings.reorderWaitNs());
    }
  }

  private void openGap(long nowNs, long waitNs) {
    boolean newHole = !gapOpen || expected >= gapTo;
    gapOpen = true;
    gapAt = expected;
    attempts = 0;
    nextActionNs = nowNs + waitNs;
    if (newHole) {
      gapTo = held.firstFrom(expected, announcedEnd);
      counters.gaps++;
      listener.onGap(expected, gapTo, nowNs);
    }
  }

  /**
   * Lets time pass: asks for what is missing, gives up, notices silence. To be called after all
   * packets that have arrived were taken, so that a pause of this process is not mistaken for one
   * of the feed.
   *
   * @param nowNs monotonic time, never less than before
   * @return whether something was done or said; if not, this call has changed nothing
   */
  public boolean onTime(long nowNs) {
    boolean acted = gapOpen && nowNs - nextActionNs >= 0;
    if (acted) {
      recover(nowNs);
    }
    long alarmsBefore = counters.alarms;
    MoldState stateBefore = state;
    if (state != MoldState.ENDED) {
      silence.judge(nowNs, alarms);
    }
    judgeState(nowNs);
    return acted || counters.alarms != alarmsBefore || state != stateBefore;
  }

  private void recover(long nowNs) {
    if (snapshotAsked) {
      pollSnapshot(nowNs);
      return;
    }
    // A server that has answered nothing at all is not waited for again and again.
    int allowed = serverSilent ? 1 : settings.maxAttempts();
    if (requests != null && attempts < allowed) {
      long missing = held.firstFrom(expected, announcedEnd) - expected;
      int count = (int) Math.min(missing, settings.maxRequestMessages());
      attempts++;
      counters.requests++;
      requests.request(session, expected, count);
      nextActionNs = nowNs + settings.requestTimeoutNs();
      return;
    }
    serverSilent = requests != null;
    if (snapshots == null || snapshotFailures >= MAX_SNAPSHOT_FAILURES) {
      lose(nowNs);
      return;
    }
    snapshotAsked = true;
    snapshotDeadlineNs = nowNs + settings.snapshotTimeoutNs();
    snapshots.request(held.firstFrom(expected, announcedEnd), nowNs);
    nextActionNs = nowNs;
  }

  private void pollSnapshot(long nowNs) {
    SnapshotSource source = snapshots;
    if (source == null) {
      throw new IllegalStateException("Invariant: a snapshot was asked for, so there is a source");
    }
    long next = source.poll(nowNs);
    if (next > expected) {
      resumeAt(next, nowNs);
    } else if (next != SnapshotSource.PENDING || nowNs - snapshotDeadlineNs >= 0) {
      snapshotFailures++;
      lose(nowNs);
    }
  }

  private void resumeAt(long next, long nowNs) {
    counters.snapshots++;
    snapshotFailures = 0;
    snapshotAsked = false;
    blind = false;
    held.removeBefore(next);
    expected = next;
    announce(next);
    announcedEnd = Math.max(announcedEnd, next);
    listener.onSnapshot(next);
    deliverHeld();
    judgeGap(RETRANSMISSION, nowNs);
  }

  /** Gives up what is missing up to the next message that is there. */
  private void lose(long nowNs) {
    giveUpBefore(held.firstFrom(expected, announcedEnd), nowNs);
  }

  /**
   * Counts all messages from the expected one up to, not with, {@code next} as lost. Called by the
   * session itself, and by a replay where the recording says that the session did so.
   */
  public void giveUpBefore(long next, long nowNs) {
    if (next <= expected) {
      throw new IllegalArgumentException(
          "nothing to give up: next=%d expected=%d".formatted(next, expected));
    }
    counters.lostRanges++;
    counters.lost += next - expected;
    lostFrom = expected;
    lostTo = next;
    snapshotAsked = false;
    blind = true;
    held.removeBefore(next);
    expected = next;
    announcedEnd = Math.max(announcedEnd, next);
    listener.onLost(lostFrom, lostTo);
    deliverHeld();
    judgeGap(RETRANSMISSION, nowNs);
    judgeState(nowNs);
  }

  private void alarm(MoldAlarm alarm, long detail, long nowNs) {
    counters.alarms++;
    listener.onAlarm(alarm, detail, nowNs);
  }

  /** Tells that the wall clock was set by {@code stepNs}; it changes nothing else. */
  public void onClockStep(long stepNs, long nowNs) {
    alarm(MoldAlarm.CLOCK_STEP, stepNs, nowNs);
  }

  private void judgeState(long nowNs) {
    MoldState now = currentState();
    if (now != state) {
      MoldState before = state;
      state = now;
      listener.onState(before, now, nowNs);
    }
  }

  private MoldState currentState() {
    if (endSequence != NONE && expected >= endSequence) {
      return MoldState.ENDED;
    }
    if (blind) {
      return MoldState.BLIND;
    }
    if (!silence.heard()) {
      return MoldState.WAITING;
    }
    if (silence.stale()) {
      return MoldState.STALE;
    }
    return gapOpen || jumpSequence != NONE ? MoldState.GAP : MoldState.LIVE;
  }

  /** What can be vouched for. */
  public MoldState state() {
    return state;
  }

  /** Whether messages were lost and no snapshot has stood in for them; also once it has ended. */
  public boolean blind() {
    return blind;
  }

  /** Whether each message up to the newest announced was delivered or given up. */
  public boolean complete() {
    return expected == announcedEnd;
  }

  /** The next message to deliver. */
  public long expectedSequence() {
    return expected;
  }

  /** The first message that nobody has spoken of. */
  public long announcedEnd() {
    return announcedEnd;
  }

  /** Whether nothing was heard on a line for too long. */
  public boolean lineSilent(int line) {
    return silence.lineSilent(line);
  }

  /** Monotonic time since which the session is waited for. */
  public long openedNs() {
    return silence.openedNs();
  }

  /** What was counted. */
  public MoldCounters counters() {
    return counters;
  }
}
