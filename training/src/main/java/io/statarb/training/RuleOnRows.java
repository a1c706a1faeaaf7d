package io.statarb.training;

import io.statarb.engine.DecisionRule;
import io.statarb.engine.EngineMode;
import io.statarb.settings.Strategy;
import io.statarb.tape.sbe.DecisionKind;
import io.statarb.time.TradingSession;
import io.statarb.validation.TradeSample;
import java.util.List;

/**
 * What the live decision rule ({@link DecisionRule}) would earn on feature rows: an estimate for
 * choosing between models, not a backtest. Every order fills at once at the quote of its row; there
 * is no latency, size, risk gate or unwinding.
 *
 * <p>Gain of a round trip: direction times the change of the spread between the rows of entry and
 * exit, in bps. Cost: half of the quoted cost of both rows, and fees on all legs both ways.
 */
final class RuleOnRows {
  private static final double BPS = 1e4;

  private final Strategy strategy;
  private final SpreadSample sample;
  private final List<TradingSession> sessions;
  private final double labelSd;
  private final double feesBps;
  private final int lag;

  /**
   * Makes the rule for one pair.
   *
   * @param sessions the sessions that the sample's rows refer to
   * @param labelSd unit of the scores, log units
   * @param feesBps fees of a round trip, in bps of leg Y's notional
   * @param lag rows from a decision to the one whose spread it is dealt at: 0 of ticks, 1 of bars,
   *     whose rows stand for closes
   */
  RuleOnRows(
      Strategy strategy,
      SpreadSample sample,
      List<TradingSession> sessions,
      double labelSd,
      double feesBps,
      int lag) {
    this.strategy = strategy;
    this.sample = sample;
    this.sessions = List.copyOf(sessions);
    this.labelSd = labelSd;
    this.feesBps = feesBps;
    this.lag = lag;
  }

  /**
   * Trades rows of one session.
   *
   * @param rows usable rows, ascending, all of one session
   * @param model asked only where a position could be opened
   * @param entryScore threshold on the score toward reversion
   */
  TradeSample trade(int[] rows, SpreadModel model, double entryScore) {
    TradeSample trades = new TradeSample();
    if (rows.length == 0) {
      return trades;
    }
    DecisionRule rule =
        new DecisionRule(
            strategy.entry(),
            strategy.exit(),
            EngineMode.LIVE,
            sessions.get(sample.session()[rows[0]]));
    double entryZ = strategy.entry().z();
    int opened = -1;
    int direction = 0;
    long closedNs = Long.MIN_VALUE / 2;
    // A bar is over when it is decided on: the last one can be decided on, not dealt.
    for (int i = 0; i + lag < rows.length; i++) {
      int row = rows[i];
      long nowNs = sample.tsNs()[row];
      double z = sample.z(row);
      if (opened >= 0) {
        boolean out =
            rule.whenOpen(nowNs, z, direction, sample.tsNs()[opened]) != DecisionKind.NULL_VAL;
        if (out) {
          close(trades, opened, rows[i + lag], direction);
          opened = -1;
          closedNs = nowNs;
        }
      } else if (Math.abs(z) >= entryZ) {
        double score = model.score(sample.row(row));
        DecisionKind decision =
            rule.whenFlat(nowNs, z, score, entryScore, labelSd, sample.costBps(row), closedNs);
        if (decision == DecisionKind.ENTER) {
          opened = rows[i + lag];
          direction = DecisionRule.entryDirection(z);
        }
      }
    }
    if (opened >= 0) {
      close(trades, opened, rows[rows.length - 1], direction);
    }
    return trades;
  }

  private void close(TradeSample trades, int opened, int closed, int direction) {
    double gross = direction * (sample.spread()[closed] - sample.spread()[opened]) * BPS;
    double cost = 0.5 * (sample.costBps(opened) + sample.costBps(closed)) + feesBps;
    trades.add(gross, cost);
  }

  /**
   * Fees of a round trip on all legs, in bps of leg Y's notional.
   *
   * @param feePerMillion fees of all legs one way, per million of leg Y's notional
   */
  static double feesBps(double feePerMillion) {
    return 2 * feePerMillion / 1e6 * BPS;
  }
}
