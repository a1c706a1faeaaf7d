package io.statarb.mapping;

import java.util.ArrayList;
import java.util.List;

/** What a row is, and the columns that it may and must have. */
// The lists are unmodifiable; the checker knows only its own types.
@SuppressWarnings("ImmutableEnumChecker")
public enum RowKind {
  /** Top of book. */
  QUOTES(List.of("time"), List.of("bid", "bid_size", "ask", "ask_size", "update_id")),
  /** Trades. */
  TRADES(List.of("time", "price"), List.of("size", "side")),
  /** Bars, of a day or, with bar_seconds, of less. */
  BARS(List.of("close"), List.of("time", "open", "high", "low", "volume")),
  /** Changes of price levels; rows alike in symbol, time and update id are one set. */
  DEPTH(List.of("time", "side", "price", "size"), List.of("update_id", "snapshot"));

  private static final List<String> ALWAYS = List.of("symbol", "date", "received");

  private final List<String> required;
  private final List<String> optional;

  RowKind(List<String> required, List<String> optional) {
    this.required = List.copyOf(required);
    this.optional = List.copyOf(optional);
  }

  /** Columns without which a row means nothing. */
  List<String> required() {
    return required;
  }

  /** All columns that are known. */
  List<String> known() {
    List<String> all = new ArrayList<>(required);
    all.addAll(optional);
    all.addAll(ALWAYS);
    return all;
  }
}
