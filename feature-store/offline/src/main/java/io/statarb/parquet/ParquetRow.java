package io.statarb.parquet;

import io.statarb.loaders.LoadOptions;
import io.statarb.mapping.ColumnMapping;
import io.statarb.mapping.LocalOffsets;
import io.statarb.mapping.MappedRow;
import io.statarb.mapping.MappedTimes;
import io.statarb.mapping.SymbolTable;
import io.statarb.mapping.TextTime;
import io.statarb.mapping.Words;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.time.NanoDays;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The current row of a Parquet file, as a mapping wants it. */
final class ParquetRow implements MappedRow {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long SECONDS_PER_DAY = 86_400;

  private final List<ParquetColumn> columns;
  private final ColumnMapping mapping;
  private final MappedTimes times;
  private final LocalOffsets offsets;
  private final SymbolTable symbols;
  private final Set<String> missing;
  private final boolean cut;
  private final int dayColumn;

  ParquetRow(
      List<ParquetColumn> columns,
      int dayColumn,
      ColumnMapping mapping,
      LoadOptions options,
      MarketDataSink sink) {
    this.columns = columns;
    this.dayColumn = dayColumn;
    this.mapping = mapping;
    this.times = new MappedTimes(mapping, options);
    this.offsets = new LocalOffsets(mapping.zone());
    this.symbols = new SymbolTable(name -> sink.symbol(mapping.named(name)));
    this.missing = Set.copyOf(mapping.missing());
    this.cut = mapping.cutDigits();
  }

  @Override
  public long number(int column, int decimals) {
    ParquetColumn of = columns.get(column);
    return of.absent() ? MISSING : orMissing(of, of.number(decimals, cut));
  }

  /** Words for "missing" stand in text alone. */
  private long orMissing(ParquetColumn of, long value) {
    return value == INVALID && of.type() == ColumnType.TEXT && missing.contains(of.text())
        ? MISSING
        : value;
  }

  @Override
  public long time(int column) {
    ParquetColumn of = columns.get(column);
    if (of.absent()) {
      return MISSING;
    }
    return switch (of.type()) {
      case TIMESTAMP -> timestamp(of);
      case DATE -> utc(Scale.shift(of.whole() * SECONDS_PER_DAY, 9, false));
      case TIME -> counted(Scale.shift(of.whole(), of.unitDecimals(), false));
      case TEXT -> orMissing(of, text(of));
      // A number of seconds may have a fraction beyond ns.
      default -> counted(of.number(times.unitDecimals(), true));
    };
  }

  private long timestamp(ParquetColumn of) {
    long ns = Scale.shift(of.whole(), of.unitDecimals(), false);
    return of.local() ? utc(ns) : ns;
  }

  private long text(ParquetColumn of) {
    byte[] bytes = of.bytes();
    TextTime pattern = times.text();
    if (pattern == null) {
      return counted(Scale.text(bytes, times.unitDecimals(), true));
    }
    long day = times.needsDay() ? rowDay() : 0;
    return day == INVALID ? INVALID : pattern.parse(bytes, 0, bytes.length, day);
  }

  /** Since 1970 or since midnight, as the mapping says. */
  private long counted(long ns) {
    if (ns == INVALID || ns == MISSING || !times.needsDay()) {
      return ns;
    }
    long day = rowDay();
    return day == INVALID ? INVALID : times.number(ns, day);
  }

  private long rowDay() {
    if (dayColumn == ABSENT) {
      return times.constantDay();
    }
    long day = day(dayColumn);
    return day == MISSING || !NanoDays.fits(day) ? INVALID : day;
  }

  /** A local time of the mapping's zone as UTC. */
  private long utc(long localNs) {
    if (localNs == INVALID) {
      return INVALID;
    }
    long offset = offsets.seconds(Math.floorDiv(localNs, NANOS_PER_SECOND));
    return localNs - offset * NANOS_PER_SECOND;
  }

  @Override
  public long day(int column) {
    ParquetColumn of = columns.get(column);
    if (of.absent()) {
      return MISSING;
    }
    return switch (of.type()) {
      case DATE -> NanoDays.fits(of.whole()) ? of.whole() : INVALID;
      case TIMESTAMP -> dayOf(of);
      default -> {
        byte[] bytes = of.bytes();
        TextTime date = times.date();
        yield date.parse(bytes, 0, bytes.length, 0) == TextTime.INVALID
            ? orMissing(of, INVALID)
            : date.epochDay();
      }
    };
  }

  private long dayOf(ParquetColumn of) {
    long ns = Scale.shift(of.whole(), of.unitDecimals(), false);
    if (ns == INVALID) {
      return INVALID;
    }
    long seconds = Math.floorDiv(ns, NANOS_PER_SECOND);
    long offset =
        of.local()
            ? 0
            : mapping.zone().getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
    return Math.floorDiv(seconds + offset, SECONDS_PER_DAY);
  }

  @Override
  public int symbol(int column) {
    ParquetColumn of = columns.get(column);
    if (of.absent()) {
      return -1;
    }
    byte[] bytes = of.bytes();
    return symbols.of(bytes, 0, bytes.length);
  }

  @Override
  public byte side(int column) {
    ParquetColumn of = columns.get(column);
    byte[] bytes = of.bytes();
    return of.absent() ? MarketDataSink.UNKNOWN_SIDE : Words.side(bytes, 0, bytes.length);
  }

  @Override
  public boolean flag(int column) {
    ParquetColumn of = columns.get(column);
    byte[] bytes = of.bytes();
    return !of.absent() && Words.yes(bytes, 0, bytes.length);
  }

  @Override
  public String text(int column) {
    return column == ABSENT ? "" : columns.get(column).text();
  }
}
