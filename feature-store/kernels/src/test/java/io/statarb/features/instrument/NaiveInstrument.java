package io.statarb.features.instrument;

import static io.statarb.marketdata.MarketDataSink.BUY;
import static io.statarb.marketdata.MarketDataSink.SELL;

import io.statarb.marketdata.MarketDataSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The specification: every feature of one row computed from all events up to it, by its formula,
 * without state. Quadratic.
 */
final class NaiveInstrument {
  private static final Pattern NAME =
      Pattern.compile("([a-z_]+?)(?:_(\\d+))?(?:_(\\d+)s)?(?:_bps)?");

  private final List<MarketEvent> events;
  private final int row;

  /**
   * @param events all events
   * @param row position of the event whose row is wanted; later events are not looked at
   */
  NaiveInstrument(List<MarketEvent> events, int row) {
    this.events = events;
    this.row = row;
  }

  private double seconds(int event) {
    return (events.get(event).tsNs() - SeededMarket.START_NS) / 1e9;
  }

  private double ageS(int event) {
    return (events.get(row).tsNs() - events.get(event).tsNs()) / 1e9;
  }

  private MarketEvent lastOf(char kind, int event) {
    for (int i = event; i >= 0; i--) {
      if (events.get(i).kind() == kind) {
        return events.get(i);
      }
    }
    return new MarketEvent(
        0, kind, MarketDataSink.NULL_PX, 0, 0, 0, 0, 0, SELL, MarketEvent.Levels.NONE);
  }

  private boolean held(int event) {
    MarketEvent q = lastOf('Q', event);
    return event >= 0 && q.bid() > 0 && q.ask() >= q.bid();
  }

  private boolean sized(int event) {
    MarketEvent q = lastOf('Q', event);
    return held(event) && q.bidQty() > 0 && q.askQty() > 0;
  }

  private double mid(int event) {
    MarketEvent q = lastOf('Q', event);
    return (q.bid() + q.ask()) / 2e9;
  }

  private double spread(int event) {
    MarketEvent q = lastOf('Q', event);
    return (q.ask() - q.bid()) / 1e9 / mid(event);
  }

  private double imbalance(int event) {
    MarketEvent q = lastOf('Q', event);
    return (q.bidQty() - q.askQty()) / (double) (q.bidQty() + q.askQty());
  }

  private double depth(int event) {
    MarketEvent q = lastOf('Q', event);
    return (q.bidQty() + q.askQty()) / 2e8;
  }

  private boolean levels(int event, int wanted) {
    MarketEvent.Levels levels = lastOf('D', event).levels();
    return event >= 0
        && levels.known()
        && Math.min(levels.bids().count, levels.asks().count) >= Math.max(1, wanted);
  }

  private MarketEvent.Side side(int event, byte side) {
    MarketEvent.Levels levels = lastOf('D', event).levels();
    return side == BUY ? levels.bids() : levels.asks();
  }

  private double quantity(int event, byte side, int depth) {
    long sum = 0;
    for (int i = 0; i < depth; i++) {
      sum += side(event, side).qty[i];
    }
    return sum / 1e8;
  }

  private boolean isTrade(int event) {
    MarketEvent e = events.get(event);
    return e.kind() == 'T' && e.px() > 0 && e.qty() > 0;
  }

  private int sign(int trade) {
    MarketEvent e = events.get(trade);
    if (e.aggressor() != MarketDataSink.UNKNOWN_SIDE) {
      return e.aggressor() == BUY ? 1 : -1;
    }
    MarketEvent q = lastOf('Q', trade);
    return held(trade) ? Long.signum(2 * e.px() - q.bid() - q.ask()) : 0;
  }

  private static double warmUpS(double tau) {
    return Math.min(tau / 4, 20);
  }

  /** Mean of what stood before this row, weighted by exp(-age/tau); NaN unless warm. */
  private double mean(double tau, IntPredicate known, IntToDoubleFunction value) {
    double weight = 0;
    double sum = 0;
    for (int i = 0; i < row; i++) {
      if (known.test(i)) {
        double w = Math.exp(-ageS(i + 1) / tau) - Math.exp(-ageS(i) / tau);
        weight += w;
        sum += w * value.applyAsDouble(i);
      }
    }
    return weight >= 1 - Math.exp(-warmUpS(tau) / tau) ? sum / weight : Double.NaN;
  }

  private double sum(double tau, IntPredicate counts, IntToDoubleFunction amount) {
    double sum = 0;
    for (int i = 0; i <= row; i++) {
      if (counts.test(i)) {
        sum += amount.applyAsDouble(i) * Math.exp(-ageS(i) / tau);
      }
    }
    return sum;
  }

  private boolean warm(double tau) {
    return ageS(0) >= warmUpS(tau);
  }

  private double perSecond(double tau, double sum) {
    return warm(tau) ? sum / (tau * (1 - Math.exp(-ageS(0) / tau))) : Double.NaN;
  }

  /** Ratio of two sums over trades; NaN unless one of them is within five tau. */
  private double ratio(
      double tau, IntPredicate counts, IntToDoubleFunction over, IntToDoubleFunction under) {
    boolean recent = sum(tau, counts, i -> 1) >= Math.exp(-5);
    return warm(tau) && recent ? sum(tau, counts, over) / sum(tau, counts, under) : Double.NaN;
  }

  private double quoteFlow(int event) {
    MarketEvent then = lastOf('Q', event - 1);
    MarketEvent now = events.get(event);
    return flow(
        new long[] {then.bid(), then.bidQty(), then.ask(), then.askQty()},
        new long[] {now.bid(), now.bidQty(), now.ask(), now.askQty()});
  }

  /** What came to the bid less what came to the ask, by the three cases of the paper. */
  private static double flow(long[] then, long[] now) {
    double bid =
        now[0] > then[0] ? now[1] : now[0] == then[0] ? now[1] - then[1] : -(double) then[1];
    double ask =
        now[2] < then[2] ? now[3] : now[2] == then[2] ? now[3] - then[3] : -(double) then[3];
    return (bid - ask) / 1e8;
  }

  private double bookFlow(int event, int depth) {
    double flow = 0;
    for (int i = 0; i < depth; i++) {
      flow += flow(level(event - 1, i), level(event, i));
    }
    return flow;
  }

  private long[] level(int event, int level) {
    MarketEvent.Side bids = side(event, BUY);
    MarketEvent.Side asks = side(event, SELL);
    return new long[] {bids.px[level], bids.qty[level], asks.px[level], asks.qty[level]};
  }

  /** Last event before a whole second, or -1. */
  private int before(long second) {
    int last = -1;
    for (int i = 0; i <= row && events.get(i).tsNs() < second * 1_000_000_000L; i++) {
      last = i;
    }
    return last;
  }

  /** Return of the second that ends here; NaN unless a quote stood all the way. */
  private double secondReturn(long second) {
    int from = before(second - 1);
    int to = before(second);
    if (from < 0) {
      return Double.NaN;
    }
    for (int i = from; i <= to; i++) {
      if (!held(i)) {
        return Double.NaN;
      }
    }
    return Math.log(mid(to)) - Math.log(mid(from));
  }

  /** Per second: sum of squared returns, and of products of neighbours times pi / 2. */
  private double[] variation(double tau) {
    long first = Math.floorDiv(events.getFirst().tsNs(), 1_000_000_000L);
    long last = Math.floorDiv(events.get(row).tsNs(), 1_000_000_000L);
    double squares = 0;
    double products = 0;
    double previous = Double.NaN;
    for (long s = first + 1; s <= last; s++) {
      double r = secondReturn(s);
      double age = (events.get(row).tsNs() - s * 1_000_000_000L) / 1e9;
      if (!Double.isNaN(r)) {
        squares += r * r * Math.exp(-age / tau);
        products +=
            Double.isNaN(previous) ? 0 : Math.abs(r) * Math.abs(previous) * Math.exp(-age / tau);
      }
      previous = r;
    }
    return new double[] {perSecond(tau, squares), Math.PI / 2 * perSecond(tau, products)};
  }

  private List<Integer> trades() {
    List<Integer> trades = new ArrayList<>();
    for (int i = 0; i <= row; i++) {
      if (isTrade(i)) {
        trades.add(i);
      }
    }
    return trades;
  }

  private double kyle(double tau) {
    List<Integer> trades = trades();
    double over = 0;
    double under = 0;
    double count = 0;
    for (int k = 1; k < trades.size(); k++) {
      int then = trades.get(k - 1);
      int now = trades.get(k);
      boolean counts = sign(then) != 0;
      for (int i = then; i <= now; i++) {
        counts &= held(i);
      }
      if (counts) {
        double w = Math.exp(-ageS(now) / tau);
        double q = sign(then) * events.get(then).qty() / 1e8;
        over += w * q * (Math.log(mid(now)) - Math.log(mid(then)));
        under += w * q * q;
        count += w;
      }
    }
    return warm(tau) && count >= Math.exp(-5) ? 1e4 * over / under : Double.NaN;
  }

  private double roll(double tau) {
    List<Integer> trades = trades();
    double products = 0;
    double count = 0;
    for (int k = 2; k < trades.size(); k++) {
      double a = Math.log(events.get(trades.get(k - 2)).px() / 1e9);
      double b = Math.log(events.get(trades.get(k - 1)).px() / 1e9);
      double c = Math.log(events.get(trades.get(k)).px() / 1e9);
      double w = Math.exp(-ageS(trades.get(k)) / tau);
      products += w * (c - b) * (b - a);
      count += w;
    }
    boolean known = warm(tau) && count >= Math.exp(-5);
    return known ? 2e4 * Math.sqrt(Math.max(0, -products / count)) : Double.NaN;
  }

  private double bookImbalance(int depth, IntToDoubleFunction weight) {
    if (!levels(row, depth)) {
      return Double.NaN;
    }
    double over = 0;
    double under = 0;
    for (int i = 0; i < depth; i++) {
      double bid = side(row, BUY).qty[i];
      double ask = side(row, SELL).qty[i];
      over += weight.applyAsDouble(i) * (bid - ask);
      under += weight.applyAsDouble(i) * (bid + ask);
    }
    return over / under;
  }

  private double slope(byte side) {
    if (!levels(row, 10)) {
      return Double.NaN;
    }
    double middle = (side(row, BUY).px[0] + side(row, SELL).px[0]) / 2.0;
    double distance = 1e4 * Math.abs(side(row, side).px[9] - middle) / middle;
    return quantity(row, side, 10) / distance;
  }

  private double mlofi(int depth, double tau) {
    double flow =
        sum(
            tau,
            i -> i > 0 && events.get(i).kind() == 'D' && levels(i - 1, depth) && levels(i, depth),
            i -> bookFlow(i, depth));
    double scale =
        mean(
            tau,
            i -> levels(i, depth),
            i -> (quantity(i, BUY, depth) + quantity(i, SELL, depth)) / 2);
    return levels(row, depth) ? perSecond(tau, flow) / scale : Double.NaN;
  }

  private double ofi(double tau) {
    double flow =
        sum(
            tau,
            i -> i > 0 && events.get(i).kind() == 'Q' && sized(i - 1) && sized(i),
            this::quoteFlow);
    return perSecond(tau, flow) / mean(tau, this::sized, this::depth);
  }

  private double age() {
    List<Integer> trades = trades();
    return trades.isEmpty() ? Double.NaN : Math.min(60, ageS(trades.getLast()));
  }

  private double effective() {
    return 1e4
        * ratio(
            60,
            i -> isTrade(i) && held(i) && sign(i) != 0,
            i -> 2 * sign(i) * (events.get(i).px() / 1e9 - mid(i)) / mid(i) * events.get(i).qty(),
            i -> events.get(i).qty());
  }

  /** A feature of the row, NaN where it is missing. */
  double value(String feature) {
    Matcher name = NAME.matcher(feature);
    if (!name.matches()) {
      throw new IllegalArgumentException("no formula: feature=" + feature);
    }
    int n = name.group(2) == null ? 0 : Integer.parseInt(name.group(2));
    double tau = name.group(3) == null ? n : Double.parseDouble(name.group(3));
    boolean timed = feature.matches(".*\\d+s(_bps)?");
    double now = sized(row) ? 1 : Double.NaN;
    MarketEvent q = lastOf('Q', row);
    return switch (name.group(1)) {
      case "microprice" ->
          now
              * 1e4
              * ((q.ask() * (double) q.bidQty() + q.bid() * (double) q.askQty())
                      / (q.bidQty() + q.askQty())
                      / 1e9
                  - mid(row))
              / mid(row);
      case "quote_imbalance" ->
          timed ? mean(tau, this::sized, this::imbalance) : now * imbalance(row);
      case "ofi" -> ofi(tau);
      case "book_imbalance" -> bookImbalance(n, i -> 1);
      case "book_imbalance_weighted" -> bookImbalance(10, i -> 1.0 / (i + 1));
      case "mlofi" -> mlofi(n, tau);
      case "depth" -> levels(row, n) ? quantity(row, BUY, n) + quantity(row, SELL, n) : Double.NaN;
      case "bid_slope" -> slope(BUY);
      case "ask_slope" -> slope(SELL);
      case "book_span" ->
          levels(row, 10)
              ? 2e4
                  * (side(row, SELL).px[9] - side(row, BUY).px[9])
                  / (side(row, BUY).px[0] + side(row, SELL).px[0])
              : Double.NaN;
      case "trade_sign_imbalance" -> ratio(tau, this::isTrade, this::sign, i -> 1);
      case "signed_volume" ->
          ratio(tau, this::isTrade, i -> sign(i) * events.get(i).qty(), i -> events.get(i).qty());
      case "realised_vol" -> 1e4 * Math.sqrt(variation(tau)[0]);
      case "bipower_vol" -> 1e4 * Math.sqrt(variation(tau)[1]);
      case "jump_share" -> {
        double[] v = variation(tau);
        yield v[0] > 0 ? Math.max(0, 1 - v[1] / v[0]) : Double.NaN;
      }
      case "quoted_spread" -> 1e4 * (timed ? mean(tau, this::held, this::spread) : spread(row));
      case "effective_spread" -> effective();
      case "depth_best" -> now * depth(row);
      case "depth_best_ratio" -> now * depth(row) / mean(60, this::sized, this::depth);
      case "quote_intensity" ->
          perSecond(tau, sum(tau, i -> events.get(i).kind() == 'Q' && held(i), i -> 1));
      case "trade_intensity" -> perSecond(tau, sum(tau, this::isTrade, i -> 1));
      case "volume_rate" -> perSecond(tau, sum(tau, this::isTrade, i -> events.get(i).qty() / 1e8));
      case "trade_age_s" -> age();
      case "momentum" -> 1e4 * (Math.log(mid(row)) - mean(tau, this::held, i -> Math.log(mid(i))));
      case "kyle_lambda" -> kyle(tau);
      case "roll_spread" -> roll(tau);
      default -> throw new IllegalArgumentException("no formula: feature=" + feature);
    };
  }

  /** Whether there is a row. */
  boolean exists() {
    MarketEvent e = events.get(row);
    return held(row) && (e.kind() != 'T' || isTrade(row)) && seconds(row) >= 0;
  }
}
