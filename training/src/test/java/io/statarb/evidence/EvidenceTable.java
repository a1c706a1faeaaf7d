package io.statarb.evidence;

import io.statarb.evidence.Evidence.Kind;
import io.statarb.statistics.CsvFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.CsvSource;

/** All {@link Evidence} of the test classes that stand beside this one. */
final class EvidenceTable {
  private static final String HEAD =
      """
      # Estimators

      What the tests hold each estimator to. Made from the tests by `EvidenceTest`, which holds this file to them and
      leaves a new one in `training/target/estimators.md`; so do not edit it by hand.

      A case is a row of a test's table: a statistic with its inputs, and what belongs to it. *Published* numbers were
      printed by somebody else: papers, books, NIST, OEIS, and what R, Stata, SAS and Matlab give or the tests of another
      program expect. Numbers of *peers* come from programs that were run for the test. A *second formula* comes to the
      same number another way.
      *Truth* is drawn: worlds of known parameters, found again within confidence bands, and null worlds, rejected at the
      level.

      """;

  /**
   * One line of evidence.
   *
   * @param of the estimator
   * @param kind what it is held to
   * @param source who published, or empty
   * @param test class and method
   * @param cases number of cases
   */
  record Line(Estimator of, Kind kind, String source, String test, int cases) {}

  private final List<Line> lines;

  private EvidenceTable(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  static EvidenceTable read() {
    List<Line> lines = new ArrayList<>();
    for (Class<?> type : testClasses()) {
      for (Method method : type.getDeclaredMethods()) {
        for (Evidence evidence : method.getAnnotationsByType(Evidence.class)) {
          for (Estimator of : evidence.of()) {
            String test = type.getSimpleName() + "." + method.getName();
            int cases = cases(method, evidence, of);
            lines.add(new Line(of, evidence.kind(), evidence.source(), test, cases));
          }
        }
      }
    }
    lines.sort(Comparator.comparing(Line::test).thenComparing(Line::source));
    return new EvidenceTable(lines);
  }

  private static List<Class<?>> testClasses() {
    try {
      Path root =
          Path.of(EvidenceTable.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(root)) {
        return files
            .map(file -> root.relativize(file).toString().replace('/', '.'))
            .filter(name -> name.endsWith("Test.class"))
            .<Class<?>>map(EvidenceTable::load)
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String file) {
    try {
      String name = file.substring(0, file.length() - ".class".length());
      return Class.forName(name, false, EvidenceTable.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int cases(Method method, Evidence evidence, Estimator of) {
    if (!evidence.file().isEmpty()) {
      return CsvFixture.read(evidence.file()).records().size();
    }
    CsvSource table = method.getAnnotation(CsvSource.class);
    if (table == null) {
      return 1;
    }
    boolean shared = evidence.of().length > 1;
    return (int)
        Arrays.stream(table.value())
            .filter(row -> !shared || row.startsWith(of.name() + ","))
            .count();
  }

  /** The lines of one estimator and kind, by test. */
  List<Line> lines(Estimator of, Kind kind) {
    return lines.stream().filter(line -> line.of() == of && line.kind() == kind).toList();
  }

  /** Cases of a kind, of all estimators. */
  int cases(Kind kind) {
    return lines.stream().filter(line -> line.kind() == kind).mapToInt(Line::cases).sum();
  }

  /** The page. */
  String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append(
        "%d published cases, %d cases of peers.\n\n"
            .formatted(cases(Kind.PUBLISHED), cases(Kind.PEER)));
    page.append(
        "| estimator | published | peers | second formula | truth |\n|---|---|---|---|---|\n");
    for (Estimator of : Estimator.values()) {
      page.append("| ").append(of.words());
      for (Kind kind : Kind.values()) {
        page.append(" | ").append(cell(lines(of, kind)));
      }
      page.append(" |\n");
    }
    return page.toString();
  }

  /** Sources with their cases, or the tests where there is no source. */
  private static String cell(List<Line> lines) {
    SortedMap<String, Integer> cases = new TreeMap<>();
    lines.stream()
        .filter(line -> !line.source().isEmpty())
        .forEach(line -> cases.merge(line.source(), line.cases(), Integer::sum));
    List<String> entries = new ArrayList<>();
    cases.forEach((source, number) -> entries.add(source + ": " + number));
    lines.stream()
        .filter(line -> line.source().isEmpty())
        .forEach(line -> entries.add("`" + line.test() + "`"));
    return entries.isEmpty() ? "none" : String.join("<br>", entries);
  }
}
