package io.statarb.session;

import io.statarb.attribution.SessionAttribution;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.orders.DeskPair;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.tape.sbe.ActivationEncoder;
import io.statarb.tape.sbe.DateEndEncoder;
import io.statarb.tape.sbe.DateStartEncoder;
import io.statarb.tape.sbe.DecisionEncoder;
import io.statarb.tape.sbe.DecisionKind;
import io.statarb.tape.sbe.MessageHeaderEncoder;
import io.statarb.tape.sbe.QuoteCondition;
import io.statarb.tape.sbe.TickEncoder;
import io.statarb.time.TradingSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.ExpandableArrayBuffer;

/**
 * The records that an engine writes around a desk: DateStart, Activation, Tick, Decision, DateEnd.
 * Instruments: 0 EURUSD.FXCM, 1 EURUSD.OANDA, 2 NZDUSD.FXCM, 3 NZDUSD.OANDA; a tick of a lot is
 * 10,000 micros.
 */
public final class Session {
  public static final int EUR_FXCM = 0;
  public static final int EUR_OANDA = 1;
  public static final int NZD_FXCM = 2;
  public static final int NZD_OANDA = 3;
  public static final long MS = 1_000_000L;
  public static final byte GOOD = (byte) QuoteCondition.GOOD.value();
  public static final byte LOCKED = (byte) QuoteCondition.LOCKED.value();
  public static final byte CROSSED = (byte) QuoteCondition.CROSSED.value();
  public static final TradingSession DATE =
      new TradingSession("2014-05-06", 1_399_323_600_000_000_000L, 1_399_410_000_000_000_000L);

  /** Settings with round numbers; a test overlays its own. */
  private static final List<String> ROUND =
      List.of(
          "venues.FXCM.latency_ms=20",
          "venues.OANDA.latency_ms=20",
          "venues.FXCM.fee_per_million=25",
          "venues.OANDA.fee_per_million=40",
          "venues.FXCM.max_fill_lots=500",
          "venues.OANDA.max_fill_lots=500",
          "venues.FXCM.stale_after_ms=5000",
          "venues.OANDA.stale_after_ms=5000",
          "order.lots=100",
          "order.limit_slack_bps=1.0",
          "order.unwind_slack_bps=5.0",
          "order.max_unwind_attempts=3",
          "risk.max_order_lots=1000",
          "risk.max_order_notional=1000000",
          "risk.price_collar_bps=20",
          "risk.max_gross_notional=2000000",
          "risk.max_messages=100",
          "risk.message_window_ms=1000",
          "risk.duplicate_window_ms=0",
          "risk.max_daily_loss=20000");

  private final Strategy strategy;
  private final Universe universe;
  private final MemoryTape tape = new MemoryTape();
  private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private long decisions;
  private long ticks;

  /** Starts the tape of a session in this mode. */
  public Session(String mode, String... sets) {
    strategy = settings(sets);
    universe = Settings.universe(strategy);
    dateStart();
    ActivationEncoder activation = new ActivationEncoder();
    activation
        .wrapAndApplyHeader(buffer, 0, header)
        .seq(tape.nextSeq())
        .tsNs(DATE.startNs())
        .bundleSha256("none")
        .stage("paper")
        .mode(mode);
    append(activation.encodedLength());
  }

  /** The default strategy with round numbers and these settings over them. */
  public static Strategy settings(String... sets) {
    List<String> all = new ArrayList<>(ROUND);
    all.addAll(List.of(sets));
    Path home = Path.of(System.getProperty("statarb.home", ".."));
    return Settings.load(home.resolve("dags/strategies/fx-two-venue.yaml"), Map.of(), all)
        .strategy();
  }

  /** The three pairs of the default strategy. */
  public static List<DeskPair> pairs() {
    return List.of(
        new DeskPair(0, EUR_FXCM, EUR_OANDA, 1.0),
        new DeskPair(1, NZD_FXCM, NZD_OANDA, 0.97),
        new DeskPair(2, EUR_FXCM, NZD_FXCM, 0.6));
  }

  private void dateStart() {
    DateStartEncoder start = new DateStartEncoder();
    start
        .wrapAndApplyHeader(buffer, 0, header)
        .seq(tape.nextSeq())
        .tsNs(DATE.startNs())
        .sessionStartNs(DATE.startNs())
        .sessionEndNs(DATE.endNs());
    DateStartEncoder.InstrumentsEncoder instruments = start.instrumentsCount(universe.count());
    for (Instrument i : universe.instruments()) {
      instruments
          .next()
          .instrumentId(i.id())
          .microsPerTickLot(i.microsPerTickLot())
          .tickSizeE9(i.tickSizeE9())
          .name(i.name());
    }
    start.tradeDate(DATE.tradeDate()).strategy(strategy.name()).settingsSha256("none");
    append(start.encodedLength());
  }

  /** Writes a tick and returns its tickSeq. */
  public long tick(long nowNs, int instrumentId, long bid, long ask, byte condition) {
    TickEncoder tick = new TickEncoder();
    tick.wrapAndApplyHeader(buffer, 0, header)
        .seq(tape.nextSeq())
        .tsNs(nowNs)
        .tickSeq(ticks)
        .bidPxTicks(bid)
        .askPxTicks(ask)
        .line(ticks)
        .fileId(0)
        .instrumentId(instrumentId)
        .condition(QuoteCondition.get(condition));
    append(tick.encodedLength());
    return ticks++;
  }

  /** Writes a decision and returns its id. */
  public long decision(long nowNs, int pairId, DecisionKind kind, int direction) {
    long id = ++decisions;
    DecisionEncoder decision = new DecisionEncoder();
    decision
        .wrapAndApplyHeader(buffer, 0, header)
        .seq(tape.nextSeq())
        .tsNs(nowNs)
        .decisionId(id)
        .scoreSeq(-1)
        .zScore(-2.5 * direction)
        .entryZ(2.0)
        .score(0.5 * direction)
        .entryScore(0.25)
        .spread(0.001)
        .hedgeRatio(1.0)
        .yMid2Ticks(0)
        .xMid2Ticks(0)
        .pairId(pairId)
        .kind(kind)
        .direction((byte) direction);
    append(decision.encodedLength());
    return id;
  }

  /** Ends the tape. */
  public void end(long nowNs) {
    DateEndEncoder end = new DateEndEncoder();
    end.wrapAndApplyHeader(buffer, 0, header).seq(tape.nextSeq()).tsNs(nowNs).ticks(ticks);
    append(end.encodedLength());
  }

  private void append(int encodedLength) {
    tape.append(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
  }

  public Strategy strategy() {
    return strategy;
  }

  public Universe universe() {
    return universe;
  }

  public MemoryTape tape() {
    return tape;
  }

  public SessionAttribution attribution() {
    return tape.attribution(strategy, universe);
  }
}
