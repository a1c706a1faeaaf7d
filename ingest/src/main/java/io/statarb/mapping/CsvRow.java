package io.statarb.mapping;

import io.statarb.loaders.DelimitedLines;
import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.Decimal;
import io.statarb.marketdata.MarketDataSink;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The current line of a CSV as a row; makes no object for a value. */
final class CsvRow implements MappedRow {
  private final DelimitedLines lines;
  private final MappedTimes times;
  private final SymbolTable symbols;
  private final byte[][] missing;
  private final boolean emptyIsMissing;
  private final boolean cut;
  private int dayColumn = ABSENT;

  // The field looked at last, without blanks around it.
  private int from;
  private int to;

  CsvRow(DelimitedLines lines, ColumnMapping mapping, LoadOptions options, MarketDataSink sink) {
    this.lines = lines;
    this.times = new MappedTimes(mapping, options);
    this.symbols = new SymbolTable(name -> sink.symbol(mapping.named(name)));
    this.missing = Words.bytes(mapping.missing());
    this.emptyIsMissing = mapping.missing().contains("");
    this.cut = mapping.cutDigits();
  }

  /** Says where the day of a row stands. */
  void day(@Nullable String column, ToIntFunction<String> index) {
    dayColumn = column == null ? ABSENT : index.applyAsInt(column);
  }

  @Override
  public long number(int column, int decimals) {
    look(column);
    if (from == to) {
      return emptyIsMissing ? MISSING : INVALID;
    }
    long value = CsvLoader.decimal(lines.bytes(), from, to, decimals, cut);
    // The smallest number that fits would be taken for one that is missing.
    return value == Decimal.INVALID || value == MISSING ? missingOrInvalid() : value;
  }

  @Override
  public long time(int column) {
    long day = times.constantDay();
    if (times.needsDay() && dayColumn != ABSENT) {
      day = day(dayColumn);
      if (day == MISSING || day == INVALID) {
        return INVALID;
      }
    }
    look(column);
    if (from == to) {
      return emptyIsMissing ? MISSING : INVALID;
    }
    TextTime text = times.text();
    long ns;
    if (text != null) {
      ns = text.parse(lines.bytes(), from, to, day);
    } else {
      ns = Decimal.truncate(lines.bytes(), from, to, times.unitDecimals());
      ns = ns == Decimal.INVALID ? INVALID : times.number(ns, day);
    }
    return ns == INVALID || ns == MISSING ? missingOrInvalid() : ns;
  }

  @Override
  public long day(int column) {
    look(column);
    if (from == to) {
      return emptyIsMissing ? MISSING : INVALID;
    }
    TextTime date = times.date();
    return date.parse(lines.bytes(), from, to, 0) == TextTime.INVALID
        ? missingOrInvalid()
        : date.epochDay();
  }

  @Override
  public int symbol(int column) {
    look(column);
    return symbols.of(lines.bytes(), from, to);
  }

  @Override
  public byte side(int column) {
    look(column);
    return Words.side(lines.bytes(), from, to);
  }

  @Override
  public boolean flag(int column) {
    look(column);
    return Words.yes(lines.bytes(), from, to);
  }

  @Override
  public String text(int column) {
    return column == ABSENT ? "" : lines.text(column);
  }

  private void look(int column) {
    from = lines.start(column);
    to = lines.end(column);
    byte[] bytes = lines.bytes();
    while (from < to && bytes[from] == ' ') {
      from++;
    }
    while (from < to && bytes[to - 1] == ' ') {
      to--;
    }
  }

  private long missingOrInvalid() {
    for (byte[] word : missing) {
      if (Arrays.equals(lines.bytes(), from, to, word, 0, word.length)) {
        return MISSING;
      }
    }
    return INVALID;
  }
}
