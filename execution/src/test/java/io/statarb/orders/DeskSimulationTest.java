package io.statarb.orders;

import static io.statarb.session.Session.DATE;
import static io.statarb.session.Session.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.attribution.PairAttribution;
import io.statarb.attribution.RoundTrip;
import io.statarb.attribution.SessionAttribution;
import io.statarb.session.Seeds;
import io.statarb.session.Session;
import io.statarb.tape.sbe.ChildOrderDecoder;
import io.statarb.tape.sbe.ExecReportDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.OrderStatus;
import io.statarb.tape.sbe.ParentOrderDecoder;
import io.statarb.tape.sbe.Purpose;
import io.statarb.tape.sbe.QuoteCondition;
import io.statarb.tape.sbe.RefusalCode;
import io.statarb.tape.sbe.RiskRefusalDecoder;
import io.statarb.tape.sbe.TickDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Whole sessions on random quotes with gaps, locked and jumping markets, small sizes, kills and
 * resumes. What must hold is read from the tape alone, by code that shares nothing with the desk.
 */
class DeskSimulationTest {
  private static final int SESSIONS = 120;
  private static final int TICKS = 2_500;
  private static final long GROSS_LIMIT_MICROS = 450_000L * 1_000_000;
  private static final int MAX_MESSAGES = 12;
  private static final long WINDOW_NS = 1_000 * MS;
  private static final long HALF = 5_000;

  private static final String[] TIGHT = {
    "risk.max_gross_notional=450000",
    "risk.max_messages=12",
    "risk.message_window_ms=1000",
    "risk.duplicate_window_ms=50",
    "risk.max_daily_loss=800",
    "order.limit_slack_bps=0.3",
    "order.unwind_slack_bps=1.0",
    "venues.FXCM.latency_ms=35",
    "venues.OANDA.latency_ms=0",
    "venues.FXCM.stale_after_ms=3000",
    "venues.OANDA.stale_after_ms=2000"
  };

  /** Plays a session; all that is random comes from the generator. */
  private static Desk play(long seed, VenueMode mode) {
    Random random = new Random(seed);
    List<String> settings = new ArrayList<>(List.of(TIGHT));
    settings.add("venues.OANDA.max_fill_lots=" + oandaLots(seed));
    Desk d = new Desk(mode, Session.pairs(), settings.toArray(String[]::new));
    long[] mid = {139_000, 139_003, 86_000, 86_002};
    for (int i = 0; i < TICKS; i++) {
      d.nowNs += nextGapNs(random);
      tick(d, random, mid, random.nextInt(4));
      int pair = random.nextInt(3);
      if (d.desk.flat(pair) && random.nextInt(12) == 0) {
        d.enter(pair, random.nextBoolean() ? 1 : -1);
      } else if (d.desk.open(pair) && random.nextInt(30) == 0) {
        d.exit(pair);
      }
      if (!d.desk.killed() && random.nextInt(900) == 0) {
        d.desk.kill(d.nowNs);
      } else if (d.desk.killed() && random.nextInt(60) == 0) {
        d.desk.resume(d.nowNs);
      } else if (random.nextInt(1_500) == 0) {
        d.desk.stop(d.nowNs);
      }
    }
    return d.end();
  }

  /** Too few for the hedge of the first pair in every other session. */
  private static long oandaLots(long seed) {
    return seed % 2 == 0 ? 98 : 110;
  }

  private static long nextGapNs(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> 0;
      case 1 -> random.nextInt(4_000) * MS;
      default -> random.nextInt(60) * MS;
    };
  }

  private static void tick(Desk d, Random random, long[] mid, int i) {
    int kind = random.nextInt(40);
    mid[i] += random.nextInt(7) - 3 + (kind == 0 ? random.nextInt(81) - 40 : 0);
    if (kind == 1) {
      d.gap(i);
    } else if (kind == 2) {
      d.quote(i, mid[i], mid[i]);
    } else {
      d.quote(i, mid[i] - 1 - random.nextInt(6), mid[i] + random.nextInt(6));
    }
  }

  @Test
  void shouldKeepEveryInvariantOnRandomSessions() {
    long seed = Seeds.seed("shouldKeepEveryInvariantOnRandomSessions", 20_140_506);
    TreeMap<String, Long> seen = new TreeMap<>();
    for (int i = 0; i < SESSIONS; i++) {
      long sessionSeed = seed + i;
      Desk d = play(sessionSeed, VenueMode.SIMULATED);
      Checker checker = new Checker(d, sessionSeed);
      checker.run();
      SessionAttribution a = d.session.attribution();
      checkAttribution(d, a, sessionSeed);
      a.riskRefusals().forEach((code, n) -> seen.merge(code, n, Long::sum));
      seen.merge("fills", a.fills(), Long::sum);
      seen.merge("round trips", a.roundTrips(), Long::sum);
      seen.merge("leftovers", (long) a.leftovers().size(), Long::sum);
      checker.statuses.forEach((status, n) -> seen.merge(status, n, Long::sum));
      checker.purposes.forEach((purpose, n) -> seen.merge(purpose, n, Long::sum));
    }
    // A simulation that never gets there proves nothing.
    assertThat(seen.keySet())
        .contains(
            "fills",
            "round trips",
            "leftovers",
            "FILLED",
            "PARTIALLY_FILLED",
            "CANCELED",
            "REJECTED",
            "ENTRY",
            "EXIT",
            "UNWIND",
            "GROSS_EXPOSURE",
            "MESSAGE_RATE",
            "DAILY_LOSS",
            "KILL_SWITCH",
            "STALE_QUOTE",
            "NOT_TRADABLE");
    System.out.println("simulated sessions: " + seen);
  }

  private static void checkAttribution(Desk d, SessionAttribution a, long seed) {
    assertThat(a.residualMicros()).as("seed=%d", seed).isZero();
    assertThat(a.pnlMicros()).as("seed=%d", seed).isEqualTo(d.desk.pnlMicros());
    assertThat(a.causes().sum()).isEqualTo(a.pnlMicros());
    assertThat(a.fills()).isEqualTo(d.desk.fills());
    assertThat(a.orders()).isEqualTo(d.desk.orders());
    for (PairAttribution pair : a.pairs()) {
      assertThat(pair.residualMicros()).as("seed=%d pair=%s", seed, pair.pair()).isZero();
    }
    for (RoundTrip trip : a.trades()) {
      assertThat(trip.residualMicros()).as("seed=%d trip=%d", seed, trip.tripId()).isZero();
    }
    assertThat(a.trades().stream().mapToLong(RoundTrip::netMicros).sum()).isEqualTo(a.pnlMicros());
    assertThat(a.executions()).allMatch(e -> e.px2Ticks() == e.rulePx2Ticks());
    assertThat(a.equity().getLast().pnlMicros()).isEqualTo(a.pnlMicros());
  }

  @Test
  void shouldPayNothingWhenFrictionless() {
    long seed = Seeds.seed("shouldPayNothingWhenFrictionless", 99);
    for (int i = 0; i < 30; i++) {
      Desk d = play(seed + i, VenueMode.FRICTIONLESS);
      SessionAttribution a = d.session.attribution();
      checkAttribution(d, a, seed + i);
      assertThat(a.causes().fees()).isZero();
      assertThat(a.causes().legging()).isZero();
      if (a.leftovers().isEmpty()) {
        assertThat(a.causes().crossing()).isZero();
      }
    }
  }

  @Test
  void shouldWriteSameBytesWhenPlayedAgain() {
    long seed = Seeds.seed("shouldWriteSameBytesWhenPlayedAgain", 5);
    List<UnsafeBuffer> first = play(seed, VenueMode.SIMULATED).tape().records();
    List<UnsafeBuffer> second = play(seed, VenueMode.SIMULATED).tape().records();
    assertThat(second).hasSameSizeAs(first);
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i).byteArray()).isEqualTo(first.get(i).byteArray());
    }
  }

  private record Quote(
      int instrument, long tsNs, long bid, long ask, boolean priced, boolean good) {}

  private static final class Order {
    long sentNs;
    int instrument;
    int side;
    long qty;
    long limit;
    long reserved;
    long cum;
    boolean live = true;
    int pairId;
  }

  /** Reads a tape record by record. */
  private static final class Checker {
    final Map<String, Long> statuses = new TreeMap<>();
    final Map<String, Long> purposes = new TreeMap<>();
    private final Desk d;
    private final long seed;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final List<Quote> ticks = new ArrayList<>();
    private final long[] mid2 = new long[4];
    private final Map<Long, Order> orders = new HashMap<>();
    private final Map<Long, ParentOrderDecoder> parents = new HashMap<>();
    private final Map<Integer, long[]> held = new TreeMap<>();
    private final ArrayDeque<Long> sent = new ArrayDeque<>();
    private Purpose purpose = Purpose.NULL_VAL;

    Checker(Desk d, long seed) {
      this.d = d;
      this.seed = seed;
      for (int pair = 0; pair < 3; pair++) {
        held.put(pair, new long[2]);
      }
    }

    void run() {
      long seq = 0;
      for (UnsafeBuffer r : d.tape().records()) {
        header.wrap(r, 0);
        assertThat(r.getLong(MessageHeaderDecoder.ENCODED_LENGTH)).isEqualTo(seq++);
        switch (header.templateId()) {
          case TickDecoder.TEMPLATE_ID -> tick(new TickDecoder().wrapAndApplyHeader(r, 0, header));
          case ParentOrderDecoder.TEMPLATE_ID ->
              parent(new ParentOrderDecoder().wrapAndApplyHeader(r, 0, header));
          case ChildOrderDecoder.TEMPLATE_ID ->
              child(new ChildOrderDecoder().wrapAndApplyHeader(r, 0, header));
          case ExecReportDecoder.TEMPLATE_ID ->
              report(new ExecReportDecoder().wrapAndApplyHeader(r, 0, header));
          case RiskRefusalDecoder.TEMPLATE_ID ->
              refusal(new RiskRefusalDecoder().wrapAndApplyHeader(r, 0, header));
          default -> {}
        }
      }
      end();
    }

    private void tick(TickDecoder t) {
      boolean good = t.condition() == QuoteCondition.GOOD;
      boolean priced = good || t.condition() == QuoteCondition.LOCKED;
      ticks.add(
          new Quote(t.instrumentId(), t.tsNs(), t.bidPxTicks(), t.askPxTicks(), priced, good));
      if (priced) {
        mid2[t.instrumentId()] = t.bidPxTicks() + t.askPxTicks();
      }
    }

    private void parent(ParentOrderDecoder p) {
      parents.put(p.parentId(), p);
      purpose = p.purpose();
      purposes.merge(purpose.name(), 1L, Long::sum);
      assertThat(orders.values())
          .as("seed=%d one parent of a pair at a time", seed)
          .noneMatch(o -> o.live && o.pairId == p.pairId());
    }

    private void child(ChildOrderDecoder c) {
      Order o = new Order();
      o.sentNs = c.tsNs();
      o.instrument = c.instrumentId();
      o.side = c.side();
      o.qty = c.qtyLots();
      o.limit = c.limitPxTicks();
      o.reserved = o.qty * Math.max(2 * o.limit, mid2[o.instrument]) * HALF;
      assertThat(orders.put(c.clientOrderId(), o)).as("clientOrderId used twice").isNull();
      o.pairId = Objects.requireNonNull(parents.get(c.parentId())).pairId();
      sent.add(c.tsNs());
      while (c.tsNs() - sent.getFirst() >= WINDOW_NS) {
        sent.removeFirst();
      }
      assertThat(sent.size()).as("seed=%d message rate", seed).isLessThanOrEqualTo(MAX_MESSAGES);
      if (purpose == Purpose.ENTRY) {
        assertThat(exposure()).as("seed=%d gross", seed).isLessThanOrEqualTo(GROSS_LIMIT_MICROS);
      }
    }

    /** Positions at mid and everything in flight. */
    private long exposure() {
      long sum = orders.values().stream().filter(o -> o.live).mapToLong(o -> o.reserved).sum();
      for (Map.Entry<Integer, long[]> pair : held.entrySet()) {
        DeskPair p = Session.pairs().get(pair.getKey());
        sum += Math.abs(pair.getValue()[0]) * mid2[p.yInstrumentId()] * HALF;
        sum += Math.abs(pair.getValue()[1]) * mid2[p.hedges().getFirst().instrumentId()] * HALF;
      }
      return sum;
    }

    private void report(ExecReportDecoder r) {
      Order o = Objects.requireNonNull(orders.get(r.clientOrderId()));
      assertThat(o.live).as("seed=%d a report after the end", seed).isTrue();
      statuses.merge(r.status().name(), 1L, Long::sum);
      o.cum += r.lastQtyLots();
      assertThat(r.cumQtyLots()).isEqualTo(o.cum);
      assertThat(o.cum).isLessThanOrEqualTo(o.qty);
      o.live = r.status() == OrderStatus.PARTIALLY_FILLED;
      Objects.requireNonNull(held.get(o.pairId))[r.leg()] += r.side() * r.lastQtyLots();
      if (r.lastQtyLots() > 0) {
        fill(r, o);
      }
    }

    /** No fill is better than the touch at arrival nor than that of the next good quote. */
    private void fill(ExecReportDecoder r, Order o) {
      long latencyNs = o.instrument % 2 == 0 ? 35 * MS : 0;
      long arrivalNs = o.sentNs + latencyNs;
      assertThat(r.arrivalTsNs()).isEqualTo(arrivalNs);
      int inForce = -1;
      int next = -1;
      for (int i = 0; i < ticks.size(); i++) {
        Quote q = ticks.get(i);
        if (q.instrument() == o.instrument && q.tsNs() <= arrivalNs && q.priced()) {
          inForce = i;
        }
        if (next < 0 && q.instrument() == o.instrument && q.tsNs() > arrivalNs && q.good()) {
          next = i;
        }
      }
      assertThat(r.arrivalTickSeq()).as("seed=%d", seed).isEqualTo(inForce);
      assertThat(r.fillTickSeq()).as("seed=%d", seed).isEqualTo(next);
      assertThat(ticks.get(inForce).good()).isTrue();
      for (int seq : new int[] {inForce, next}) {
        long touch = o.side > 0 ? ticks.get(seq).ask() : ticks.get(seq).bid();
        assertThat(o.side * (r.lastPx2Ticks() - 2 * touch)).isNotNegative();
      }
      assertThat(o.side * (2 * o.limit - r.lastPx2Ticks())).isNotNegative();
      assertThat(r.feeMicros()).isPositive();
      assertThat(r.lastQtyLots())
          .isLessThanOrEqualTo(o.instrument % 2 == 0 ? 500 : oandaLots(seed));
    }

    private void refusal(RiskRefusalDecoder r) {
      assertThat(parents).doesNotContainKey(r.parentId());
      boolean beyond =
          r.code() == RefusalCode.DUPLICATE_ORDER
              ? r.actualValue() <= r.limitValue()
              : r.actualValue() > r.limitValue()
                  || r.code() == RefusalCode.INVALID_ORDER
                  || r.code() == RefusalCode.NOT_TRADABLE;
      assertThat(beyond).as("seed=%d %s", seed, r).isTrue();
    }

    private void end() {
      assertThat(orders.values()).as("seed=%d every order ended", seed).noneMatch(o -> o.live);
      Map<String, Long> marked = new TreeMap<>();
      d.tape().marks().forEach(m -> marked.put(m.pairId() + "/" + m.leg(), m.positionLots()));
      held.forEach((pair, lots) -> {
        for (int leg = 0; leg < 2; leg++) {
          assertThat(d.desk.positionLots(pair, leg)).isEqualTo(lots[leg]);
          assertThat(marked.getOrDefault(pair + "/" + leg, 0L)).isEqualTo(lots[leg]);
        }
        assertThat(d.desk.flat(pair))
            .as("seed=%d pair=%d lots=%s", seed, pair, Arrays.toString(lots))
            .isEqualTo(lots[0] == 0 && lots[1] == 0);
      });
      assertThat(d.nowNs).isLessThan(DATE.endNs());
    }
  }
}
