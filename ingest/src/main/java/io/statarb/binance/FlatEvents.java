package io.statarb.binance;

import io.statarb.depthbook.DepthBook;
import io.statarb.depthbook.NaiveDepthBook;
import java.util.Arrays;

/**
 * Notes every change of a book in flat arrays: side, price, quantity and the two times. When the
 * book is emptied, for a snapshot or by a gap, notes begin anew. One thread.
 */
final class FlatEvents implements DepthBook {
  private static final int FIRST = 1 << 16;

  private final NaiveDepthBook book = new NaiveDepthBook();
  private byte[] sides = new byte[FIRST];
  private long[] pxsE9 = new long[FIRST];
  private long[] qtysE8 = new long[FIRST];
  private long[] eventNs = new long[FIRST];
  private long[] recvNs = new long[FIRST];
  private int count;
  private long tsEventNs;
  private long tsRecvNs;

  /** Times of the changes that come next. */
  void at(long event, long recv) {
    tsEventNs = event;
    tsRecvNs = recv;
  }

  int count() {
    return count;
  }

  byte side(int event) {
    return sides[event];
  }

  long pxE9(int event) {
    return pxsE9[event];
  }

  long qtyE8(int event) {
    return qtysE8[event];
  }

  long eventNs(int event) {
    return eventNs[event];
  }

  long recvNs(int event) {
    return recvNs[event];
  }

  /** Sets every level of another book as it was set here; a code of {@link DepthBook}. */
  int replay(DepthBook into) {
    byte[] side = sides;
    long[] px = pxsE9;
    long[] qty = qtysE8;
    int worst = OK;
    for (int i = 0; i < count; i++) {
      worst = Math.min(worst, into.set(side[i], px[i], qty[i]));
    }
    return worst;
  }

  @Override
  public int set(byte side, long pxE9, long qtyE8) {
    if (count == pxsE9.length) {
      sides = Arrays.copyOf(sides, 2 * count);
      pxsE9 = Arrays.copyOf(pxsE9, 2 * count);
      qtysE8 = Arrays.copyOf(qtysE8, 2 * count);
      eventNs = Arrays.copyOf(eventNs, 2 * count);
      recvNs = Arrays.copyOf(recvNs, 2 * count);
    }
    sides[count] = side;
    pxsE9[count] = pxE9;
    qtysE8[count] = qtyE8;
    eventNs[count] = tsEventNs;
    recvNs[count++] = tsRecvNs;
    return book.set(side, pxE9, qtyE8);
  }

  @Override
  public void clear() {
    count = 0;
    book.clear();
  }

  @Override
  public long bestPxE9(byte side) {
    return book.bestPxE9(side);
  }

  @Override
  public long bestQtyE8(byte side) {
    return book.bestQtyE8(side);
  }

  @Override
  public long qtyE8(byte side, long pxE9) {
    return book.qtyE8(side, pxE9);
  }

  @Override
  public int levels(byte side) {
    return book.levels(side);
  }

  @Override
  public int copy(byte side, long[] pxE9, long[] qtyE8) {
    return book.copy(side, pxE9, qtyE8);
  }

  @Override
  public long sizeBytes() {
    return book.sizeBytes();
  }
}
