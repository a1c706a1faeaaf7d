package io.statarb.orders;

import static io.statarb.session.Session.EUR_FXCM;
import static io.statarb.session.Session.EUR_OANDA;
import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.orders.ScriptedVenue.Answer;
import io.statarb.session.Seeds;
import io.statarb.session.Session;
import io.statarb.tape.sbe.ExecReportDecoder;
import io.statarb.tape.sbe.ParentOrderDecoder;
import io.statarb.tape.sbe.Purpose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * EXE-13, 32, 40, 41, 60: every way in which two legs can end, in either order, with a kill at
 * every point. Whatever happens the pair ends flat, or held and marked; lots are conserved and no
 * order is sent twice.
 */
class BasketRouterTest {
  private static final int KILL_POINTS = 6;

  /**
   * One run: the answers to the entry, its order, the answers to what follows, and when somebody
   * kills.
   */
  private record Run(
      Answer y, Answer x, boolean yFirst, boolean exitAfter, Answer rest, int killAt) {}

  private static final class Scene {
    final List<ScriptedVenue> venues = new ArrayList<>();
    final Desk d;
    int point;
    final Run run;

    Scene(Run run) {
      this.run = run;
      d =
          new Desk(
              (quotes, slots, listener) -> {
                ScriptedVenue v = new ScriptedVenue(listener);
                venues.add(v);
                return v;
              },
              Session.pairs());
    }

    ScriptedVenue venue() {
      return venues.getFirst();
    }

    void killPoint() {
      if (point++ == run.killAt()) {
        d.desk.kill(d.nowNs);
      }
    }

    void quotes() {
      d.after(10).quote(EUR_FXCM, 139_000, 139_010).quote(EUR_OANDA, 139_002, 139_012);
    }

    void answerBoth(Answer y, Answer x, boolean yFirst) {
      venue().answer(yFirst ? 0 : 1, yFirst ? y : x, d.nowNs);
      killPoint();
      venue().answer(yFirst ? 1 : 0, yFirst ? x : y, d.nowNs);
    }
  }

  @Test
  void shouldEndFlatOrMarkedWhateverTheLegsDo() {
    int runs = 0;
    for (Answer y : Answer.values()) {
      for (Answer x : Answer.values()) {
        for (Answer rest : Answer.values()) {
          for (int killAt = 0; killAt <= KILL_POINTS; killAt++) {
            for (int order = 0; order < 4; order++) {
              play(new Run(y, x, order < 2, order % 2 == 0, rest, killAt));
              runs++;
            }
          }
        }
      }
    }
    assertThat(runs).isEqualTo(4 * 4 * 4 * 7 * 4);
  }

  private static void play(Run run) {
    Scene s = new Scene(run);
    s.quotes();
    s.killPoint();
    boolean entered = s.d.enter(0, 1);
    assertThat(entered).isEqualTo(run.killAt() != 0);
    s.killPoint();
    s.answerBoth(run.y(), run.x(), run.yFirst());
    s.killPoint();
    if (run.exitAfter() && s.d.desk.open(0)) {
      s.d.exit(0);
    }
    for (int step = 0; step < 12; step++) {
      s.quotes();
      s.killPoint();
      s.answerBoth(run.rest(), run.rest(), run.yFirst());
    }
    check(s, run);
    boolean killed = s.d.desk.killed();
    if (killed) {
      resumeAndFinish(s, run);
    }
    boolean flat = s.d.desk.flat(0);
    boolean held = s.d.desk.open(0) || s.d.desk.stuck(0);
    assertThat(flat || held).as(run.toString()).isTrue();
    boolean whole = run.y() == Answer.FILL && run.x() == Answer.FILL;
    if (run.rest() == Answer.FILL) {
      assertThat(s.d.desk.stuck(0)).as(run.toString()).isFalse();
      assertThat(flat).as(run.toString()).isTrue();
    } else if (!whole) {
      assertThat(s.d.desk.open(0)).as(run.toString()).isFalse();
    }
    s.d.end();
    check(s, run);
    checkMarks(s, run);
  }

  private static void resumeAndFinish(Scene s, Run run) {
    int orders = s.venue().sent.size();
    s.quotes();
    assertThat(s.venue().sent).as(run.toString()).hasSize(orders);
    s.d.desk.resume(s.d.nowNs);
    if (s.d.desk.open(0)) {
      s.quotes();
      s.d.exit(0);
    }
    for (int step = 0; step < 12; step++) {
      s.quotes();
      s.venue().answer(0, run.rest(), s.d.nowNs);
      s.venue().answer(1, run.rest(), s.d.nowNs);
    }
    if (run.rest() == Answer.FILL && s.d.desk.open(0)) {
      s.d.exit(0);
      s.answerBoth(Answer.FILL, Answer.FILL, true);
    }
  }

  private static void check(Scene s, Run run) {
    long[] held = new long[2];
    Set<Long> ids = new HashSet<>();
    for (ExecReportDecoder r : s.d.tape().reports()) {
      held[r.leg()] += r.side() * r.lastQtyLots();
      assertThat(r.cumQtyLots()).isGreaterThanOrEqualTo(r.lastQtyLots());
    }
    for (int leg = 0; leg < 2; leg++) {
      assertThat(s.d.desk.positionLots(0, leg)).as(run.toString()).isEqualTo(held[leg]);
    }
    s.venue().sent.forEach(o -> assertThat(ids.add(o.id())).isTrue());
    assertThat(s.d.tape().children()).hasSize(s.venue().sent.size());
    long unwinds = s.d.tape().parents().stream().filter(p -> p.purpose() == Purpose.UNWIND).count();
    assertThat(unwinds).as(run.toString()).isLessThanOrEqualTo(3);
    // Nothing but an entry may enlarge a position.
    long[] position = new long[2];
    for (ParentOrderDecoder p : s.d.tape().parents()) {
      if (p.purpose() != Purpose.ENTRY) {
        fillsBefore(s, p.parentId(), position);
        assertThat(Math.abs(position[0] + p.yQtyLots())).isLessThanOrEqualTo(Math.abs(position[0]));
        assertThat(Math.abs(position[1] + p.xQtyLots())).isLessThanOrEqualTo(Math.abs(position[1]));
      }
    }
  }

  private static void fillsBefore(Scene s, long parentId, long[] position) {
    position[0] = 0;
    position[1] = 0;
    for (ExecReportDecoder r : s.d.tape().reports()) {
      if (r.parentId() < parentId) {
        position[r.leg()] += r.side() * r.lastQtyLots();
      }
    }
  }

  private static void checkMarks(Scene s, Run run) {
    long[] marked = new long[2];
    s.d.tape().marks().forEach(m -> marked[m.leg()] = m.positionLots());
    for (int leg = 0; leg < 2; leg++) {
      assertThat(marked[leg]).as(run.toString()).isEqualTo(s.d.desk.positionLots(0, leg));
    }
  }

  /** EXE-13: silence is not an answer; nothing is sent again. */
  @Test
  void shouldNotResendWhenVenueIsSilent() {
    Scene s = new Scene(new Run(Answer.FILL, Answer.FILL, true, false, Answer.FILL, -1));
    s.quotes();
    s.d.enter(0, 1);
    for (int i = 0; i < 360; i++) {
      s.d.after(10_000);
      s.quotes();
    }
    assertThat(s.venue().sent).hasSize(2);
    assertThat(s.d.desk.flat(0)).isFalse();
    assertThat(s.d.enter(0, 1)).isFalse();
    assertThat(s.venue().sent).hasSize(2);
  }

  /** EXE-40: the unwind is bounded by what was filled. */
  @Test
  void shouldUnwindExactlyWhatWasFilledWhenEntryIsPartial() {
    Scene s = new Scene(new Run(Answer.FILL, Answer.FILL, true, false, Answer.FILL, -1));
    s.quotes();
    s.d.enter(0, 1);
    s.venue().answer(0, Answer.PARTIAL, s.d.nowNs);
    s.venue().answer(1, Answer.REJECT, s.d.nowNs);
    s.quotes();
    ScriptedVenue.Sent unwind = s.venue().sent.getLast();
    assertThat(s.venue().sent).hasSize(3);
    assertThat(unwind.side()).isEqualTo(-1);
    assertThat(unwind.qtyLots()).isEqualTo(33);
    assertThat(unwind.instrumentId()).isEqualTo(EUR_FXCM);
  }

  @Test
  void shouldWaitForFreshTradableQuoteBeforeNextAttempt() {
    Scene s = new Scene(new Run(Answer.FILL, Answer.FILL, true, false, Answer.FILL, -1));
    s.quotes();
    s.d.enter(0, 1);
    s.venue().answer(0, Answer.FILL, s.d.nowNs);
    s.venue().answer(1, Answer.CANCEL, s.d.nowNs);
    s.d.after(1).quote(EUR_OANDA, 139_002, 139_012);
    assertThat(s.venue().sent).as("Y was not quoted since the entry").hasSize(2);
    s.d.after(1).gap(EUR_FXCM);
    assertThat(s.venue().sent).hasSize(2);
    s.d.after(1).quote(EUR_FXCM, 139_000, 139_000);
    assertThat(s.venue().sent).as("locked").hasSize(2);
    s.d.after(1).quote(EUR_FXCM, 139_000, 139_010);
    assertThat(s.venue().sent).hasSize(3);
    s.venue().answer(0, Answer.CANCEL, s.d.nowNs);
    s.d.after(1).quote(EUR_OANDA, 139_002, 139_012);
    assertThat(s.venue().sent).hasSize(3);
    s.d.after(1).quote(EUR_FXCM, 139_000, 139_010);
    assertThat(s.venue().sent).hasSize(4);
  }

  @Test
  void shouldWaitForWindowWhenMessageRateStopsUnwind() {
    Random random = Seeds.random("shouldWaitForWindowWhenMessageRateStopsUnwind", 3);
    List<ScriptedVenue> venues = new ArrayList<>();
    Desk d =
        new Desk(
            (quotes, slots, listener) -> {
              venues.add(new ScriptedVenue(listener));
              return venues.getFirst();
            },
            Session.pairs(),
            "order.max_unwind_attempts=2",
            "risk.max_messages=3",
            "risk.message_window_ms=1000");
    d.quote(EUR_FXCM, 139_000, 139_010).quote(EUR_OANDA, 139_002, 139_012);
    assertThat(d.enter(0, 1)).isTrue();
    venues.getFirst().answer(0, Answer.PARTIAL, d.nowNs);
    venues.getFirst().answer(1, Answer.PARTIAL, d.nowNs);
    for (int i = 0; i < 90; i++) {
      d.after(1 + random.nextInt(10));
      d.quote(EUR_FXCM, 139_000, 139_010).quote(EUR_OANDA, 139_002, 139_012);
    }
    long spent = (d.nowNs - Session.DATE.startNs()) / Session.MS;
    assertThat(spent).isLessThan(1_000);
    assertThat(venues.getFirst().sent).hasSize(2);
    assertThat(d.tape().refusals()).hasSize(1);
    d.after(1_001).quote(EUR_FXCM, 139_000, 139_010).quote(EUR_OANDA, 139_002, 139_012);
    assertThat(venues.getFirst().sent).hasSize(4);
    // The refused attempt did not count: one of two is left.
    venues.getFirst().answer(0, Answer.CANCEL, d.nowNs);
    venues.getFirst().answer(1, Answer.CANCEL, d.nowNs);
    assertThat(d.desk.stuck(0)).isFalse();
    d.after(1_001).quote(EUR_FXCM, 139_000, 139_010).quote(EUR_OANDA, 139_002, 139_012);
    assertThat(venues.getFirst().sent).hasSize(6);
    venues.getFirst().answer(0, Answer.FILL, d.nowNs);
    venues.getFirst().answer(1, Answer.FILL, d.nowNs);
    assertThat(d.desk.flat(0)).isTrue();
  }
}
