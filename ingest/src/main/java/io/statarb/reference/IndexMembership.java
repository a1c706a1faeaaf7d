package io.statarb.reference;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Membership of an index and sectors of its members, point in time, from dated lists. A folder
 * holds a file for each list, its date at the end of its name; columns {@code Symbol}, {@code
 * Sector} (or {@code GICS Sector}), and {@code Date added} where there is one:
 *
 * <pre>{@code
 * constituents_2012-12-27.csv
 * Symbol,Name,Sector
 * MMM,3M Co.,Industrials
 * }</pre>
 *
 * <p>What lists can tell of a date between two of them: a member of both is {@code IN}, one of
 * neither {@code OUT}, both on the assumption that nobody came and went in between; one of a single
 * list left or entered at a time within the interval, and before it is known when, the answer is
 * {@code UNKNOWN}. Before the first list and after the last known one everything is {@code
 * UNKNOWN}. A list counts from its own date on: a question as of an earlier knowledge date does not
 * see it. A list with fewer members than the index has is incomplete; absence from it says nothing.
 * Where a list says when a member was added, and that falls into the interval, the boundary is
 * sharp.
 *
 * <p>Share classes are written with a point ({@code BRK.B}), whatever the list uses. Immutable.
 */
public final class IndexMembership {
  /** Fewest members of a complete list of the S&amp;P 500. */
  public static final int SP500_MEMBERS = 500;

  private static final Pattern DATED = Pattern.compile(".*(\\d{4}-\\d{2}-\\d{2})\\.csv");

  /** Spellings of one sector in lists of different years. */
  private static final Map<String, String> SPELLINGS =
      Map.of("Telecommunications Services", "Telecommunication Services");

  private final List<MemberList> lists;
  private final SymbolChanges symbols;

  private IndexMembership(List<MemberList> lists, SymbolChanges symbols) {
    this.lists = lists;
    this.symbols = symbols;
  }

  /**
   * What is said of one symbol.
   *
   * @param symbol the symbol
   * @param membership the answer
   * @param reason what it rests on
   * @param before date of the last list at or before the date that says something of it
   * @param after date of the first one behind it
   */
  public record Answer(
      String symbol,
      Membership membership,
      String reason,
      @Nullable LocalDate before,
      @Nullable LocalDate after) {}

  /**
   * Reads a folder of lists.
   *
   * @param folder holds one CSV file for each list
   * @param members fewest members of a complete list
   * @param symbols symbol changes, by which a member is found in lists of other dates
   * @throws Refusal naming file and line of what is wrong
   */
  public static IndexMembership load(Path folder, int members, SymbolChanges symbols) {
    List<MemberList> lists = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      throw Refusal.usage("no such folder of member lists: " + folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        Matcher dated = DATED.matcher(file.getFileName().toString());
        if (dated.matches()) {
          lists.add(read(file, date(file.toString(), dated.group(1)), members));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (lists.isEmpty()) {
      throw Refusal.data(
          "%s holds no member list; they are named like constituents_2012-12-27.csv"
              .formatted(folder));
    }
    lists.sort(Comparator.comparing(MemberList::date));
    for (int i = 1; i < lists.size(); i++) {
      if (lists.get(i).date().equals(lists.get(i - 1).date())) {
        throw Refusal.data(
            "two member lists have one date: %s and %s"
                .formatted(lists.get(i - 1).file(), lists.get(i).file()));
      }
    }
    return new IndexMembership(List.copyOf(lists), symbols);
  }

  private static LocalDate date(String where, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Refusal.data("%s: no such date: %s".formatted(where, text));
    }
  }

  private static MemberList read(Path file, LocalDate date, int members) {
    List<String> lines = Rows.lines(file);
    List<String> header = lines.isEmpty() ? List.of() : Rows.fields(lines.getFirst(), file + ":1");
    int symbolAt = header.indexOf("Symbol");
    int sectorAt = Math.max(header.indexOf("Sector"), header.indexOf("GICS Sector"));
    int addedAt = header.indexOf("Date added");
    if (symbolAt < 0 || sectorAt < 0) {
      throw Refusal.data(
          "%s:1: a member list has columns Symbol and Sector: %s".formatted(file, header));
    }
    SortedMap<String, String> sectors = new TreeMap<>();
    SortedMap<String, LocalDate> added = new TreeMap<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      String where = file + ":" + (i + 1);
      List<String> fields = Rows.fields(lines.get(i), where);
      String symbol = symbol(field(fields, symbolAt));
      String sector = field(fields, sectorAt);
      if (symbol.isEmpty()) {
        throw Refusal.data("%s: a member has no symbol".formatted(where));
      }
      if (sectors.put(symbol, SPELLINGS.getOrDefault(sector, sector)) != null) {
        throw Refusal.data("%s: a member is there twice: %s".formatted(where, symbol));
      }
      String joined = addedAt < 0 ? "" : field(fields, addedAt);
      // Some lists give a year only, or more than one date: then no boundary is sharp.
      if (joined.matches("\\d{4}-\\d{2}-\\d{2}")) {
        added.put(symbol, date(where, joined));
      }
    }
    return new MemberList(file, date, sectors.size() >= members, sectors, added);
  }

  private static String field(List<String> fields, int at) {
    return at < fields.size() ? fields.get(at) : "";
  }

  private static String symbol(String text) {
    return text.toUpperCase(Locale.ROOT).replace('-', '.').replace('/', '.');
  }

  /** Dates of the lists that were known on a date, in order. */
  public List<LocalDate> lists(LocalDate known) {
    return lists.stream().map(MemberList::date).filter(d -> !d.isAfter(known)).toList();
  }

  /** Dates of those of them that have fewer members than the index. */
  public List<LocalDate> incompleteLists(LocalDate known) {
    return lists.stream()
        .filter(list -> !list.date().isAfter(known) && !list.complete())
        .map(MemberList::date)
        .toList();
  }

  /**
   * Whether a symbol is a member.
   *
   * @param asked its symbol on {@code date}
   * @param date when
   * @param known lists of later dates do not count
   */
  public Answer of(String asked, LocalDate date, LocalDate known) {
    String symbol = symbol(asked);
    MemberList before = null;
    MemberList after = null;
    for (MemberList list : lists) {
      if (list.date().isAfter(known) || !list.tells(symbolOn(list, symbol, date))) {
        continue;
      }
      if (!list.date().isAfter(date)) {
        before = list;
      } else if (after == null) {
        after = list;
      }
    }
    return answer(symbol, date, before, after);
  }

  /**
   * Whether the last list of a date or before that tells of a symbol has it: what somebody knew on
   * that day, with nothing of what came later.
   *
   * @param asked its symbol on {@code date}
   */
  public boolean inLastList(String asked, LocalDate date) {
    String symbol = symbol(asked);
    boolean member = false;
    for (MemberList list : lists) {
      String listed = symbolOn(list, symbol, date);
      if (!list.date().isAfter(date) && list.tells(listed)) {
        member = list.has(listed);
      }
    }
    return member;
  }

  private String symbolOn(MemberList list, String symbol, LocalDate date) {
    return symbols.symbolOn(list.date(), symbol, date);
  }

  private Answer answer(
      String symbol, LocalDate date, @Nullable MemberList before, @Nullable MemberList after) {
    LocalDate from = before == null ? null : before.date();
    LocalDate to = after == null ? null : after.date();
    if (before == null) {
      return new Answer(symbol, Membership.UNKNOWN, "before the first list that tells", from, to);
    }
    boolean was = before.has(symbolOn(before, symbol, date));
    if (before.date().equals(date)) {
      Membership told = was ? Membership.IN : Membership.OUT;
      return new Answer(symbol, told, "the list of that date", from, to);
    }
    if (after == null) {
      String last = was ? "a member" : "no member";
      return new Answer(
          symbol, Membership.UNKNOWN, last + " in the last list that tells", from, to);
    }
    boolean will = after.has(symbolOn(after, symbol, date));
    if (was == will) {
      Membership both = was ? Membership.IN : Membership.OUT;
      return new Answer(
          symbol, both, was ? "a member before and after" : "no member before and after", from, to);
    }
    if (was) {
      return new Answer(symbol, Membership.UNKNOWN, "left between the lists", from, to);
    }
    LocalDate added = after.added().get(symbolOn(after, symbol, date));
    if (added != null && added.isAfter(before.date()) && !added.isAfter(after.date())) {
      Membership sharp = date.isBefore(added) ? Membership.OUT : Membership.IN;
      return new Answer(symbol, sharp, "added on " + added, from, to);
    }
    return new Answer(symbol, Membership.UNKNOWN, "entered between the lists", from, to);
  }

  /** Answers for every symbol of a list that was known on a date, by symbol. */
  public List<Answer> all(LocalDate date, LocalDate known) {
    TreeSet<String> asked = new TreeSet<>();
    for (MemberList list : lists) {
      if (!list.date().isAfter(known)) {
        for (String member : list.sectors().keySet()) {
          asked.add(symbols.symbolOn(date, member, list.date()));
        }
      }
    }
    return asked.stream().map(symbol -> of(symbol, date, known)).toList();
  }

  /**
   * Sector of a symbol: that of the last list at or before a date; where there is none or the next
   * one has another, empty unless the date is that of the list, as nobody knows when it changed.
   *
   * @param asked its symbol on {@code date}
   * @param date when
   * @param known lists of later dates do not count
   */
  public String sector(String asked, LocalDate date, LocalDate known) {
    String symbol = symbol(asked);
    String before = "";
    boolean exact = false;
    String after = "";
    for (MemberList list : lists) {
      String sector = list.sectors().getOrDefault(symbolOn(list, symbol, date), "");
      if (list.date().isAfter(known) || sector.isEmpty()) {
        continue;
      }
      if (!list.date().isAfter(date)) {
        before = sector;
        exact = list.date().equals(date);
      } else if (after.isEmpty()) {
        after = sector;
      }
    }
    return exact || after.isEmpty() || before.equals(after) ? before : "";
  }
}
