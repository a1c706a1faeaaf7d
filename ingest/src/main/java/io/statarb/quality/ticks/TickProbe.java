package io.statarb.quality.ticks;

import io.statarb.loaders.LoadOptions;
import io.statarb.mapping.ColumnMapping;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.quality.Finding;
import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import io.statarb.quality.QualityProbe;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with quotes, trades and captures. Files are given one after the other: {@link
 * #begin}, the loader's calls, {@link #end}; then {@link #finish} compares what came from different
 * files. Holds the good quotes of all files until then.
 */
public final class TickProbe implements QualityProbe {
  /** What a week says of a clock is in half hours. */
  private static final long SAME_WEEK_NS = 900_000_000_000L;

  private final SortedMap<String, QuoteHistory> histories = new TreeMap<>();
  private @Nullable TickFile current;
  private String place = "";
  private Market market = Market.UNKNOWN;
  private boolean recorded;
  private ZoneOffset utcOffset = ZoneOffset.UTC;

  /**
   * Begins a file.
   *
   * @param file its path
   * @param format the name of its loader
   * @param options what it was read with
   * @return takes what the file says
   */
  @Override
  public MarketDataSink begin(Path file, String format, LoadOptions options) {
    boolean mapped =
        options.mapping() != null && (format.equals("csv") || format.equals("parquet"));
    market = Market.of(file, format, mapped ? ColumnMapping.of(options, format).market() : null);
    utcOffset = options.utcOffset();
    recorded = format.equals("binance-capture");
    Path folder = file.toAbsolutePath().normalize().getParent();
    place = folder == null ? "" : folder.toString();
    Path name = file.getFileName();
    boolean oneSequence = format.equals("itch") || format.startsWith("lobster");
    boolean complete = format.equals("itch");
    current =
        new TickFile(
            name == null ? file.toString() : name.toString(), market, oneSequence, complete);
    return current;
  }

  /** Ends it and says what is wrong within it. */
  @Override
  public List<Finding> end() {
    TickFile file = current;
    if (file == null) {
      throw new IllegalStateException("Invariant: a file was begun");
    }
    current = null;
    return file.findings(this::history);
  }

  private QuoteHistory history(String symbol) {
    return histories.computeIfAbsent(
        place + " " + symbol,
        key -> new QuoteHistory(symbol, market.of(symbol), recorded, utcOffset));
  }

  /** What is wrong between files, and what can only be told with all of them. */
  @Override
  public List<Finding> finish() {
    List<Finding> findings = new ArrayList<>();
    List<QuoteHistory> all = new ArrayList<>();
    for (QuoteHistory history : histories.values()) {
      if (!history.parts().isEmpty()) {
        all.add(history);
      }
    }
    long[] aheadNs = new long[all.size()];
    boolean[] told = new boolean[all.size()];
    int[] partner = new int[all.size()];
    java.util.Arrays.fill(partner, -1);
    for (int i = 0; i < all.size(); i++) {
      OptionalLong week = VenueClocks.byWeek(all.get(i));
      told[i] = week.isPresent();
      aheadNs[i] = week.orElse(0);
    }
    boolean[] explained = new boolean[all.size()];
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        if (sameSymbol(all.get(i), all.get(j))) {
          compare(all, i, j, aheadNs, told, explained, findings);
          partner[i] = partner[i] < 0 ? j : partner[i];
          partner[j] = partner[j] < 0 ? i : partner[j];
        }
      }
    }
    List<QuotedTimes> times = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      times.add(new QuotedTimes(all.get(i), aheadNs[i]));
    }
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        if (sameSymbol(all.get(i), all.get(j))) {
          findings.addAll(
              new VenueLevels(all.get(i), aheadNs[i], all.get(j), aheadNs[j]).findings());
        }
      }
    }
    for (int i = 0; i < all.size(); i++) {
      QuoteHistory history = all.get(i);
      if (told[i] && aheadNs[i] != 0 && !explained[i]) {
        findings.add(againstWeek(history, aheadNs[i]));
      }
      findings.addAll(SessionCheck.findings(history, aheadNs[i]));
      @Nullable QuoteHistory other = partner[i] < 0 ? null : all.get(partner[i]);
      findings.addAll(
          new SilenceCheck(
                  history,
                  aheadNs[i],
                  times.get(i),
                  other,
                  partner[i] < 0 ? 0 : aheadNs[partner[i]])
              .findings());
      if (!history.recorded) {
        List<QuotedTimes> others = new ArrayList<>();
        for (int j = 0; j < all.size(); j++) {
          if (j != i && openTogether(history, all.get(j))) {
            others.add(times.get(j));
          }
        }
        findings.addAll(new EdgeCheck(history, aheadNs[i], times.get(i), others).findings());
      }
    }
    return findings;
  }

  /** Whether two series are quoted at the same hours: of shares many rest while others trade. */
  private static boolean openTogether(QuoteHistory a, QuoteHistory b) {
    return sameSymbol(a, b)
        || (a.market == Market.CURRENCY_WEEK && b.market == Market.CURRENCY_WEEK);
  }

  private static boolean sameSymbol(QuoteHistory a, QuoteHistory b) {
    return !a.recorded
        && !b.recorded
        && !a.venue().isEmpty()
        && !a.venue().equals(b.venue())
        && a.base().equals(b.base());
  }

  private static void compare(
      List<QuoteHistory> all,
      int i,
      int j,
      long[] aheadNs,
      boolean[] told,
      boolean[] explained,
      List<Finding> findings) {
    VenueClocks clocks = new VenueClocks(all.get(i), all.get(j));
    clocks.measure();
    long offset = clocks.usualOffsetNs();
    // By the week the one is at UTC and the other is not: then that one is to be set.
    boolean iWrong = told[i] && told[j] && aheadNs[i] != 0 && aheadNs[j] == 0;
    boolean jWrong = told[i] && told[j] && aheadNs[i] == 0 && aheadNs[j] != 0;
    findings.addAll(clocks.findings(iWrong ? all.get(i) : jWrong ? all.get(j) : null));
    explained[i] |= iWrong && offset != 0;
    explained[j] |= jWrong && offset != 0;
    boolean weeksDisagree =
        told[i]
            && told[j]
            && clocks.decided()
            && Math.abs(aheadNs[j] - aheadNs[i] - offset) > SAME_WEEK_NS;
    // Of two weeks that do not fit each other the one nearer to UTC is believed.
    if (weeksDisagree ? Math.abs(aheadNs[i]) > Math.abs(aheadNs[j]) : (told[j] && !told[i])) {
      aheadNs[i] = aheadNs[j] - offset;
    } else if (weeksDisagree) {
      aheadNs[j] = aheadNs[i] + offset;
    } else if (offset != 0 || !told[j]) {
      aheadNs[j] = aheadNs[i] + offset;
    }
  }

  private static Finding againstWeek(QuoteHistory history, long aheadNs) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("offset_seconds", aheadNs / 1e9);
    evidence.put("by", "last quote before a weekend against the close at 17:00 New York");
    evidence.put("fix", VenueClocks.fix(history, aheadNs, true));
    List<QuoteHistory.Part> parts = history.parts();
    return new Finding(
        history.symbol,
        Defects.iso(parts.getFirst().firstNs() - Math.max(0, aheadNs)),
        Defects.iso(parts.getLast().lastNs() - Math.min(0, aheadNs)),
        FindingKind.CLOCK_MISALIGNMENT,
        evidence,
        Verdict.WARN);
  }
}
