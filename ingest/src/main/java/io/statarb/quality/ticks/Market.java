package io.statarb.quality.ticks;

import io.statarb.cleansing.MarketWeek;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** When a series can be expected to be quoted, as far as its place among the files tells. */
enum Market {
  /** Currencies and CFDs: the week from Sunday to Friday 17:00 New York. */
  CURRENCY_WEEK,
  /** US equities: weekdays from 04:00 to 20:00 New York, auctions and late trading included. */
  US_EQUITIES,
  /** Coins, every day and hour. */
  ALWAYS,
  /** Nothing tells; treated as always open. */
  UNKNOWN;

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  /** ISO 10383 codes of the exchanges of US equities, their names, and Lean's name for them all. */
  private static final Set<String> US_VENUES =
      Set.of(
          "XNYS", "XNAS", "XNGS", "XNMS", "XNCM", "XASE", "ARCX", "BATS", "BATY", "EDGA", "EDGX",
          "IEXG", "XBOS", "XPHL", "XCHI", "XCIS", "MEMX", "EPRL", "LTSE", "NYSE", "NASDAQ", "USA");

  private static final long MARGIN_NS = 60_000_000_000L;
  private static final LocalTime FIRST = LocalTime.of(4, 0);
  private static final LocalTime LAST = LocalTime.of(20, 0);

  /** Dealers rest around the end of the trading date, some for minutes, metals for an hour. */
  private static final LocalTime REST_FROM = LocalTime.of(16, 45);

  private static final LocalTime REST_TO = LocalTime.of(18, 5);

  /**
   * The market of a file.
   *
   * @param told calendar that its mapping names, or null
   */
  static Market of(Path file, String format, @Nullable String told) {
    if (told != null) {
      return switch (told) {
        case "NYSE", "NASDAQ" -> US_EQUITIES;
        case "FX" -> CURRENCY_WEEK;
        case "CRYPTO" -> ALWAYS;
        default -> throw new IllegalStateException("Invariant: the mapping is checked: " + told);
      };
    }
    String path = "/" + file.toString().toLowerCase(Locale.ROOT).replace('\\', '/');
    if (path.contains("/forex/") || path.contains("/cfd/")) {
      return CURRENCY_WEEK;
    }
    boolean usEquities =
        path.contains("/equity/usa/") || format.equals("itch") || format.startsWith("lobster");
    return usEquities ? US_EQUITIES : UNKNOWN;
  }

  /**
   * The market of a symbol whose file tells none: a pair of two currencies or metals is of the
   * currency week, whatever its format. Coins, which trade always, have no ISO code. A venue may be
   * an exchange of US equities.
   *
   * @param symbol with or without a venue behind a dot
   */
  Market of(String symbol) {
    if (this != UNKNOWN) {
      return this;
    }
    int dot = symbol.lastIndexOf('.');
    String pair = (dot < 0 ? symbol : symbol.substring(0, dot)).toUpperCase(Locale.ROOT);
    String letters = pair.replace("/", "").replace("_", "");
    boolean currencies =
        letters.length() == 6
            && CURRENCIES.contains(letters.substring(0, 3))
            && CURRENCIES.contains(letters.substring(3));
    if (currencies) {
      return CURRENCY_WEEK;
    }
    String venue = symbol.substring(dot + 1).toUpperCase(Locale.ROOT);
    return dot >= 0 && US_VENUES.contains(venue) ? US_EQUITIES : UNKNOWN;
  }

  boolean open(long tsNs) {
    return switch (this) {
      case CURRENCY_WEEK -> MarketWeek.open(tsNs);
      case US_EQUITIES -> {
        ZonedDateTime there = Instant.ofEpochSecond(0, tsNs).atZone(MarketWeek.ZONE);
        LocalTime time = there.toLocalTime();
        yield there.getDayOfWeek() != DayOfWeek.SATURDAY
            && there.getDayOfWeek() != DayOfWeek.SUNDAY
            && !time.isBefore(FIRST)
            && !time.isAfter(LAST);
      }
      case ALWAYS, UNKNOWN -> true;
    };
  }

  /**
   * Whether it is shut, and was or will be so for a minute: clocks and closings differ by seconds.
   */
  boolean shut(long tsNs) {
    return !open(tsNs) && !open(tsNs - MARGIN_NS) && !open(tsNs + MARGIN_NS);
  }

  /** Whether silence from one moment to another is the market's own. */
  boolean rests(long fromNs, long toNs) {
    if (!open(fromNs + 1_000_000_000L) || !open(toNs - 1_000_000_000L)) {
      return true;
    }
    long middle = fromNs / 2 + toNs / 2;
    if (!open(middle)) {
      return true;
    }
    if (this != CURRENCY_WEEK || toNs - fromNs > 5_400_000_000_000L) {
      return false;
    }
    LocalTime from = Instant.ofEpochSecond(0, fromNs).atZone(MarketWeek.ZONE).toLocalTime();
    LocalTime to = Instant.ofEpochSecond(0, toNs).atZone(MarketWeek.ZONE).toLocalTime();
    return !from.isBefore(REST_FROM) && !to.isAfter(REST_TO) && from.isBefore(to);
  }
}
