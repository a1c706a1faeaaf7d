package io.statarb.offline;

import io.statarb.features.FeatureService;
import io.statarb.features.instrument.InstrumentFeatures;
import io.statarb.features.instrument.InstrumentFeed;
import io.statarb.features.instrument.InstrumentServices;
import io.statarb.marketdata.MarketDataSink;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Task: runs the kernels of instruments over rows of {@link CaptureEvents} by symbol and event. */
final class CaptureRows implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {
  private static final long serialVersionUID = 1L;

  /** Columns before the features: symbol, event, ts_ns. */
  static final int FIRST_FEATURE = 3;

  private final String service;

  CaptureRows(String service) {
    this.service = service;
  }

  static StructType schema(FeatureService service) {
    StructType schema =
        new StructType()
            .add("symbol", DataTypes.StringType)
            .add("event", DataTypes.LongType)
            .add("ts_ns", DataTypes.LongType);
    for (String name : service.names()) {
      schema = schema.add(name, DataTypes.DoubleType);
    }
    return schema;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> events) {
    return new Rows(InstrumentServices.named(service), events);
  }

  private static final class Rows implements Iterator<InternalRow> {
    private final Iterator<InternalRow> events;
    private final InstrumentFeed feed;
    private final SpecificInternalRow row;
    private long event;
    private boolean ready;

    Rows(FeatureService service, Iterator<InternalRow> events) {
      this.events = events;
      this.row = new SpecificInternalRow(schema(service));
      this.feed = new InstrumentFeed(service, this::fill);
    }

    private void fill(int symbol, long ofFeed, long tsNs, InstrumentFeatures features) {
      row.setLong(1, event);
      row.setLong(2, tsNs);
      double[] values = features.values();
      for (int k = 0; k < values.length; k++) {
        row.setDouble(FIRST_FEATURE + k, values[k]);
      }
      ready = true;
    }

    @Override
    public boolean hasNext() {
      while (!ready && events.hasNext()) {
        feed(events.next());
      }
      return ready;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      ready = false;
      return row;
    }

    private void feed(InternalRow from) {
      UTF8String name = from.getUTF8String(0).clone();
      int symbol = feed.symbol(name.toString());
      row.update(0, name);
      event = from.getLong(1);
      long[] bidPx = from.getArray(9).toLongArray();
      long[] bidQty = from.getArray(10).toLongArray();
      long[] askPx = from.getArray(11).toLongArray();
      long[] askQty = from.getArray(12).toLongArray();
      long tsEventNs = from.getLong(3);
      long tsRecvNs = from.getLong(4);
      long lastId = from.getLong(6);
      String kind = from.getUTF8String(2).toString();
      switch (kind) {
        case CaptureEvents.QUOTE ->
            feed.quote(
                event, symbol, tsEventNs, tsRecvNs, lastId, bidPx[0], bidQty[0], askPx[0],
                askQty[0]);
        case CaptureEvents.TRADE ->
            feed.trade(event, symbol, tsEventNs, tsRecvNs, bidPx[0], bidQty[0], from.getByte(8));
        default -> {
          boolean snapshot = kind.equals(CaptureEvents.SNAPSHOT);
          feed.depth(
              event,
              symbol,
              tsEventNs,
              tsRecvNs,
              snapshot,
              from.getLong(5),
              lastId,
              from.getLong(7));
          levels(MarketDataSink.BUY, bidPx, bidQty);
          levels(MarketDataSink.SELL, askPx, askQty);
          feed.depthEnd();
        }
      }
    }

    private void levels(byte side, long[] px, long[] qty) {
      for (int i = 0; i < px.length; i++) {
        feed.level(side, px[i], qty[i]);
      }
    }
  }
}
