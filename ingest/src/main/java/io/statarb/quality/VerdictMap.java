package io.statarb.quality;

import io.statarb.quality.Finding.Verdict;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When and where the findings are: series down, days across, or months where the span is long. The
 * gravest finding of a cell colours it; a finding colours all cells of its span.
 */
final class VerdictMap {
  private static final int MOST_SERIES = 60;
  private static final int MOST_DAYS = 40;
  private static final int MOST_MONTHS = 72;
  private static final int LEFT = 140;
  private static final int TOP = 34;
  private static final int ROW = 15;
  private static final int ROOM = 770;
  private static final int LETTER = 7;
  private static final int MOST_LETTERS = 20;

  private final boolean byDay;
  private final List<String> across = new ArrayList<>();
  private final Map<String, Map<String, Verdict>> rows = new TreeMap<>();

  /** Takes what has a date; there may be nothing. */
  VerdictMap(List<Finding> findings) {
    List<Finding> dated =
        findings.stream().filter(f -> f.from().length() >= 10 && f.to().length() >= 10).toList();
    if (dated.isEmpty()) {
      byDay = true;
      return;
    }
    LocalDate first = Collections.min(dated.stream().map(f -> date(f.from())).toList());
    LocalDate last = Collections.max(dated.stream().map(f -> date(f.to())).toList());
    byDay = ChronoUnit.DAYS.between(first, last) < MOST_DAYS;
    if (!byDay
        && ChronoUnit.MONTHS.between(YearMonth.from(first), YearMonth.from(last)) >= MOST_MONTHS) {
      first = last.minusMonths(MOST_MONTHS - 1);
    }
    across.addAll(periods(first, last));
    LocalDate begin = first;
    for (Finding finding : dated) {
      Map<String, Verdict> row = rows.computeIfAbsent(finding.symbol(), s -> new HashMap<>());
      LocalDate from = date(finding.from());
      for (String period : periods(from.isBefore(begin) ? begin : from, date(finding.to()))) {
        row.merge(period, finding.verdict(), Verdict::and);
      }
    }
  }

  private static LocalDate date(String iso) {
    return LocalDate.parse(iso.substring(0, 10));
  }

  private List<String> periods(LocalDate from, LocalDate to) {
    List<String> periods = new ArrayList<>();
    if (byDay) {
      for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
        periods.add(day.toString());
      }
    } else {
      YearMonth last = YearMonth.from(to);
      for (YearMonth month = YearMonth.from(from);
          !month.isAfter(last);
          month = month.plusMonths(1)) {
        periods.add(month.toString());
      }
    }
    return periods;
  }

  boolean isEmpty() {
    return across.isEmpty();
  }

  /** Verdict of a cell, or null where nothing was found. */
  @Nullable Verdict verdict(String symbol, String period) {
    return rows.getOrDefault(symbol, Map.of()).get(period);
  }

  /** Days or months, without a gap. */
  List<String> across() {
    return Collections.unmodifiableList(across);
  }

  /** The picture with what it shows in words. */
  String html() {
    List<String> down =
        rows.keySet().stream()
            .sorted(Comparator.comparingInt((String symbol) -> gravity(symbol)).reversed())
            .limit(MOST_SERIES)
            .toList();
    int label = across.get(0).length() * LETTER;
    // As wide as its label where there are few, so that each has one.
    int cell = Math.max(8, Math.min(label + LETTER, ROOM / across.size()));
    int width = LEFT + cell * across.size();
    int height = TOP + ROW * down.size();
    Svg svg = new Svg(width, height, "findings by series and period");
    for (int r = 0; r < down.size(); r++) {
      String symbol = down.get(r);
      int y = TOP + ROW * r;
      String name = symbol.length() > MOST_LETTERS ? symbol.substring(0, MOST_LETTERS) : symbol;
      svg.text(LEFT - 6, y + 11, "end", name);
      for (int c = 0; c < across.size(); c++) {
        String period = across.get(c);
        @Nullable Verdict verdict = verdict(symbol, period);
        String colour = verdict == null ? "var(--card)" : "var(--" + verdict.json() + ")";
        String title = symbol + " " + period + (verdict == null ? "" : " " + verdict.json());
        svg.box(LEFT + c * cell, y, cell - 1, ROW - 2, colour, title);
      }
    }
    int every = (label + LETTER + cell - 1) / cell;
    for (int c = 0; c < across.size() && LEFT + c * cell + label <= width + LETTER; c += every) {
      svg.text(LEFT + c * cell, TOP - 8, "start", across.get(c));
    }
    return "<h2>When and where</h2><p class=\"soft\">By %s, the %d series with the gravest findings of %d.</p>%s"
        .formatted(byDay ? "day" : "month", down.size(), rows.size(), svg.inItsSize());
  }

  private int gravity(String symbol) {
    int sum = 0;
    for (Verdict verdict : rows.getOrDefault(symbol, Map.of()).values()) {
      sum += verdict == Verdict.FAIL ? 1_000 : verdict == Verdict.WARN ? 1 : 0;
    }
    return sum;
  }
}
