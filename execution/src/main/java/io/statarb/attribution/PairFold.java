package io.statarb.attribution;

import io.statarb.attribution.TapeOrders.Decided;
import io.statarb.attribution.TapeOrders.Filled;
import io.statarb.attribution.TapeOrders.Parent;
import io.statarb.instruments.Instrument;
import io.statarb.positions.PositionBook;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** One pair of one session. */
final class PairFold {
  private final int pairId;
  private final String name;
  private final List<Instrument> legs;
  private final TreeMap<String, Long> refusals = new TreeMap<>();
  private final List<TripFold> trips = new ArrayList<>();
  private final long[] cashLots;
  private long cashMicros;
  private long strayMarkMicros;
  private long orders;
  private long fills;
  private long roundTrips;
  private @Nullable TripFold trip;

  PairFold(int pairId, List<Instrument> legs) {
    this.pairId = pairId;
    this.legs = List.copyOf(legs);
    cashLots = new long[legs.size()];
    name = String.join("/", legs.stream().map(Instrument::name).toList());
  }

  boolean holds(int instrumentId) {
    return legs.stream().anyMatch(leg -> leg.id() == instrumentId);
  }

  int legs() {
    return legs.size();
  }

  /** Whether a parent order trades exactly the legs of the pair. */
  boolean trades(Parent parent) {
    return parent.instrumentIds().equals(legs.stream().map(Instrument::id).toList());
  }

  String name() {
    return name;
  }

  Instrument instrument(int leg) {
    return legs.get(leg);
  }

  void parent(Parent parent, Decided decision) {
    if (trip != null) {
      trip.decide(parent, decision);
    }
  }

  void child() {
    orders++;
  }

  void refusal(String code) {
    refusals.merge(code, 1L, Long::sum);
  }

  void fill(Filled f, Decided decision, IntSupplier nextTripId) {
    fills++;
    TripFold open = trip;
    if (open == null) {
      open = new TripFold(nextTripId.getAsInt(), f.order().parent, decision, legs);
      trips.add(open);
      trip = open;
    }
    open.fill(f);
    book(f);
    if (open.flat()) {
      roundTrips++;
      trip = null;
    }
  }

  private void book(Filled f) {
    int leg = f.order().leg;
    long signed = f.order().side * f.cashLots();
    cashLots[leg] += signed;
    cashMicros -=
        PositionBook.value(signed, f.cashPx2(), instrument(leg).microsPerTickLot()) + f.cashFee();
  }

  /** What is held earned the move of the mids up to now; before prices change their units. */
  void moveTo(QuoteLog quotes) {
    if (trip != null) {
      trip.moveTo(quotes);
    }
  }

  /** A leg goes on in other units; the quotes are in them already. */
  void rebase(int leg, long positionLots, long cash, QuoteLog quotes) {
    cashLots[leg] = positionLots;
    cashMicros = Math.addExact(cashMicros, cash);
    TripFold open = trip;
    if (open != null) {
      open.rebase(leg, positionLots, cash, quotes.lastMid2(instrument(leg).id()));
      if (open.flat()) {
        roundTrips++;
        trip = null;
      }
    } else {
      // No order left this position: it counts as P&L without a cause, so the residual shows it.
      strayMarkMicros = Math.addExact(strayMarkMicros, cash);
    }
  }

  void mark(int leg, long positionLots, long px2Ticks) {
    if (trip == null) {
      // No order left this position: it counts as P&L without a cause, so the residual shows it.
      strayMarkMicros +=
          PositionBook.value(positionLots, px2Ticks, instrument(leg).microsPerTickLot());
    } else {
      trip.mark(leg, positionLots, px2Ticks);
    }
  }

  void end(QuoteLog quotes) {
    if (trip != null) {
      trip.leave(quotes);
    }
  }

  /** Cash plus positions at mid, by the reports. */
  long equityMicros(QuoteLog quotes) {
    long equity = cashMicros;
    for (int leg = 0; leg < cashLots.length; leg++) {
      if (cashLots[leg] != 0) {
        Instrument instrument = instrument(leg);
        equity +=
            PositionBook.value(
                cashLots[leg], quotes.lastMid2(instrument.id()), instrument.microsPerTickLot());
      }
    }
    return equity;
  }

  List<RoundTrip> trips(String tradeDate) {
    return trips.stream().map(t -> t.result(tradeDate, name)).toList();
  }

  PairAttribution result() {
    long pnl = strayMarkMicros;
    Causes causes = Causes.NONE;
    for (TripFold t : trips) {
      pnl = Math.addExact(pnl, t.pnlMicros());
      causes = causes.plus(t.causes());
    }
    return new PairAttribution(
        pairId,
        name,
        orders,
        fills,
        roundTrips,
        new TreeMap<>(refusals),
        pnl,
        causes,
        Math.subtractExact(pnl, causes.sum()));
  }
}
