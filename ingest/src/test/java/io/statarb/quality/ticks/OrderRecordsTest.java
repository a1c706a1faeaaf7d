package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.LoadOptions;
import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in files of orders, here messages of LOBSTER. */
final class OrderRecordsTest {
  private static final int LINES = 400;
  private static final double OPEN_S = 34_200;

  @TempDir private Path temp;

  @Test
  void shouldFindNothingInSoundOrders() throws IOException {
    assertThat(kinds(sound())).isEmpty();
  }

  @Test
  void shouldNameABlockThatIsSaidTwiceADuplicateAlone() throws IOException {
    List<String> lines = sound();
    lines.addAll(120, List.copyOf(lines.subList(100, 120)));
    List<Finding> findings = findings(lines);
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().kind()).isEqualTo(FindingKind.DUPLICATE);
    assertThat(findings.getFirst().evidence())
        .containsEntry("rows", 20L)
        .containsEntry("record", 121L)
        .containsEntry("last_record", 140L);
  }

  @Test
  void shouldFindAnOrderThatComesLate() throws IOException {
    List<String> lines = sound();
    lines.add(130, lines.remove(100));
    assertThat(kinds(lines)).containsExactly(FindingKind.OUT_OF_ORDER);
  }

  @Test
  void shouldFindAPriceOfNothing() throws IOException {
    List<String> lines = sound();
    lines.set(50, submit(50, 0));
    lines.set(300, submit(300, -1_000_000));
    assertThat(kinds(lines)).containsExactly(FindingKind.NON_POSITIVE, FindingKind.NON_POSITIVE);
  }

  @Test
  void shouldFindOrdersAndTradesAtNight() throws IOException {
    List<String> lines = sound();
    lines.addFirst("10800.5,1,7,100,1000000,1");
    lines.addLast("79200.5,5,0,100,1000000,1");
    assertThat(kinds(lines))
        .containsExactly(FindingKind.OUTSIDE_SESSION, FindingKind.OUTSIDE_SESSION);
  }

  @Test
  void shouldFindPricesOfOrdersAndExecutionsThatAreOffByAPowerOfTen() throws IOException {
    List<String> lines = sound();
    lines.set(100, submit(100, 10_001_000));
    lines.set(201, execute(201, 100_020));
    List<Finding> findings = findings(lines);
    assertThat(findings)
        .extracting(Finding::kind)
        .containsExactly(FindingKind.ABSURD_JUMP, FindingKind.ABSURD_JUMP);
    assertThat(findings.getFirst().evidence()).containsEntry("times_the_usual", 10.0);
    assertThat(findings.getLast().evidence())
        .containsEntry("price", 10.002)
        .containsEntry("price_of_the_order", 100.04);
  }

  @Test
  void shouldFindAnExecutionAtAPriceOfNothing() throws IOException {
    List<String> lines = sound();
    lines.set(201, execute(201, 0));
    assertThat(kinds(lines)).containsExactly(FindingKind.NON_POSITIVE);
  }

  @Test
  void shouldFindAPriceThatIsNotThatOfItsOrder() throws IOException {
    List<String> deleted = sound();
    deleted.set(101, delete(101, 1_300_000));
    assertWrongPrice(deleted, 102, 130.0, 100.02);
    // Of the two prices the unusual one is to blame, also where it came first.
    List<String> submitted = sound();
    submitted.set(100, submit(100, 770_000));
    assertWrongPrice(submitted, 101, 100.02, 77.0);
  }

  private void assertWrongPrice(List<String> lines, long record, double price, double ofTheOrder)
      throws IOException {
    List<Finding> findings = findings(lines);
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().kind()).isEqualTo(FindingKind.ABSURD_JUMP);
    assertThat(findings.getFirst().evidence())
        .containsEntry("record", record)
        .containsEntry("order_id", 1_100L)
        .containsEntry("price", price)
        .containsEntry("price_of_the_order", ofTheOrder);
  }

  @Test
  void shouldLetAnOrderTradeAtABetterPriceButNotAtAnyOther() throws IOException {
    List<String> better = sound();
    better.set(201, execute(201, 990_000));
    assertThat(kinds(better)).isEmpty();
    List<String> worse = sound();
    worse.set(201, execute(201, 1_010_000));
    assertThat(kinds(worse)).containsExactly(FindingKind.ABSURD_JUMP);
    List<String> farBetter = sound();
    farBetter.set(201, execute(201, 600_000));
    assertThat(kinds(farBetter)).containsExactly(FindingKind.ABSURD_JUMP);
  }

  @Test
  void shouldMissAnOrderWhoseIdIsGivenToNoneUntilLater() throws IOException {
    List<String> lines = sound();
    lines.add(150, "34274.7,3,1251,100,1000000,1");
    lines.add(200, "34299.2,3,900000,100,1000000,1");
    // An order may rest out of sight from before, or from between two that were seen.
    lines.add(250, "34323.7,3,500,100,1000000,1");
    lines.add(251, "34323.8,3,1201,100,1000000,1");
    List<Finding> findings = findings(lines);
    assertThat(findings)
        .extracting(Finding::kind)
        .containsExactly(FindingKind.GAP, FindingKind.GAP);
    assertThat(findings)
        .extracting(finding -> finding.evidence().get("order_id"))
        .containsExactly(1_251L, 900_000L);
  }

  @Test
  void shouldFindAHoleInTheOrdersUnlessItIsAHalt() throws IOException {
    List<String> lines = withPause(1_800);
    assertThat(kinds(lines)).containsExactly(FindingKind.STALE);
    lines.add(200, String.format(Locale.ROOT, "%.6f,7,0,0,-1,-1", OPEN_S + 100));
    lines.add(201, String.format(Locale.ROOT, "%.6f,7,0,0,1,-1", OPEN_S + 1_899));
    assertThat(kinds(lines)).isEmpty();
  }

  /** Sound lines, the second half of them later by so many seconds. */
  private static List<String> withPause(int seconds) {
    List<String> lines = sound();
    for (int i = LINES / 2; i < LINES; i++) {
      String line = lines.get(i);
      int comma = line.indexOf(',');
      double time = Double.parseDouble(line.substring(0, comma)) + seconds;
      lines.set(i, String.format(Locale.ROOT, "%.6f", time) + line.substring(comma));
    }
    return lines;
  }

  /** Executes the order of the line before. */
  private static String execute(int line, long price) {
    return String.format(Locale.ROOT, "%.6f,4,%d,100,%d,1", OPEN_S + line * 0.5, 999 + line, price);
  }

  private static List<String> sound() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      lines.add(i % 2 == 0 ? submit(i, 1_000_000 + 100 * (i % 7)) : delete(i));
    }
    return lines;
  }

  private static String submit(int line, long price) {
    return String.format(
        Locale.ROOT, "%.6f,1,%d,100,%d,1", OPEN_S + line * 0.5, 1_000 + line, price);
  }

  /** Deletes the order of the line before. */
  private static String delete(int line) {
    return delete(line, 1_000_000 + 100 * ((line - 1) % 7));
  }

  private static String delete(int line, long price) {
    return String.format(Locale.ROOT, "%.6f,3,%d,100,%d,1", OPEN_S + line * 0.5, 999 + line, price);
  }

  private List<FindingKind> kinds(List<String> lines) throws IOException {
    return findings(lines).stream().map(Finding::kind).toList();
  }

  private List<Finding> findings(List<String> lines) throws IOException {
    Path file = temp.resolve("ABC_2012-06-21_34200000_57600000_message_10.csv");
    Files.write(file, lines);
    TickProbe probe = new TickProbe();
    FileLoaders.of("lobster")
        .load(file, LoadOptions.NONE, probe.begin(file, "lobster", LoadOptions.NONE));
    List<Finding> findings = new ArrayList<>(probe.end());
    findings.addAll(probe.finish());
    return findings;
  }
}
