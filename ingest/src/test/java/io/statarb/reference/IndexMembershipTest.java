package io.statarb.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What dated lists can tell of membership, and what they cannot. */
class IndexMembershipTest {
  private static final LocalDate ALL = LocalDate.MAX;

  @TempDir Path folder;

  @BeforeEach
  void lists() throws IOException {
    list("2013-01-01", "Symbol,Name,Sector", "A,,Tech", "B,,Energy", "C,,Telecom", "BRK.B,,Fin");
    list(
        "2014-01-01", "Symbol,Name,Sector", "A,,Tech", "C,,Communication", "D,,Tech", "BRK-B,,Fin");
    // Fewer than four members: absence says nothing.
    list("2015-01-01", "Symbol,Name,Sector", "A,,Tech", "D,,Tech");
    list(
        "2016-01-01",
        "Symbol,Security,GICS Sector,Date added",
        "A,\"A, Inc.\",Tech,1999-01-01",
        "D,,Tech,2013-06-01",
        "E,,Energy,2015-03-02",
        "F,,Energy,1990",
        "BRK.B,,Fin,");
  }

  private void list(String date, String... lines) throws IOException {
    Files.write(folder.resolve("constituents_" + date + ".csv"), List.of(lines));
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  private Membership member(String symbol, String date, LocalDate known) {
    return IndexMembership.load(folder, 4, SymbolChanges.of(List.of()))
        .of(symbol, date(date), known)
        .membership();
  }

  @Test
  void shouldSayInOutOrUnknownWhenALeaverIsBetweenLists() {
    assertThat(member("A", "2013-07-01", ALL)).isEqualTo(Membership.IN);
    assertThat(member("B", "2013-01-01", ALL)).isEqualTo(Membership.IN);
    assertThat(member("B", "2013-07-01", ALL)).isEqualTo(Membership.UNKNOWN);
    assertThat(member("B", "2014-01-01", ALL)).isEqualTo(Membership.OUT);
    assertThat(member("B", "2014-07-01", ALL)).isEqualTo(Membership.OUT);
    assertThat(member("D", "2013-07-01", ALL)).isEqualTo(Membership.UNKNOWN);
    assertThat(member("A", "2012-12-31", ALL)).isEqualTo(Membership.UNKNOWN);
    assertThat(member("A", "2016-01-02", ALL)).isEqualTo(Membership.UNKNOWN);
    assertThat(member("BRK-B", "2013-07-01", ALL)).isEqualTo(Membership.IN);
  }

  @Test
  void shouldNotSeeListsThatWereNotKnown() {
    assertThat(member("A", "2013-07-01", date("2013-12-31"))).isEqualTo(Membership.UNKNOWN);
    assertThat(member("A", "2013-07-01", date("2014-01-01"))).isEqualTo(Membership.IN);
    assertThat(member("A", "2013-01-01", date("2012-12-31"))).isEqualTo(Membership.UNKNOWN);
  }

  @Test
  void shouldTakeAbsenceForNothingWhenAListIsIncomplete() {
    // C is not on the short list of 2015; it left at some time between 2014 and 2016.
    assertThat(member("C", "2015-01-01", ALL)).isEqualTo(Membership.UNKNOWN);
    assertThat(member("BRK.B", "2015-01-01", ALL)).isEqualTo(Membership.IN);
  }

  @Test
  void shouldDrawASharpBoundaryWhenAListSaysWhenAMemberJoined() {
    assertThat(member("E", "2015-03-01", ALL)).isEqualTo(Membership.OUT);
    assertThat(member("E", "2015-03-02", ALL)).isEqualTo(Membership.IN);
    // A year alone is no boundary, nor is a date that contradicts an earlier list.
    assertThat(member("F", "2015-03-02", ALL)).isEqualTo(Membership.UNKNOWN);
  }

  @Test
  void shouldFindAMemberUnderItsOtherSymbolWhenItWasRenamed() {
    SymbolChanges symbols =
        SymbolChanges.of(
            List.of(
                new CorporateAction(
                    "r",
                    "B",
                    ActionKind.SYMBOL_CHANGE,
                    date("2013-05-01"),
                    1,
                    1,
                    null,
                    "D",
                    false,
                    Instant.EPOCH)));
    IndexMembership index = IndexMembership.load(folder, 4, symbols);
    assertThat(index.of("D", date("2013-07-01"), ALL).membership()).isEqualTo(Membership.IN);
    assertThat(index.of("B", date("2013-02-01"), ALL).membership()).isEqualTo(Membership.IN);
  }

  @Test
  void shouldGiveTheSectorOnlyWhenItIsCertain() {
    IndexMembership index = IndexMembership.load(folder, 4, SymbolChanges.of(List.of()));
    assertThat(index.sector("A", date("2013-07-01"), ALL)).isEqualTo("Tech");
    assertThat(index.sector("C", date("2013-01-01"), ALL)).isEqualTo("Telecom");
    assertThat(index.sector("C", date("2013-07-01"), ALL)).isEmpty();
    assertThat(index.sector("C", date("2013-07-01"), date("2013-12-01"))).isEqualTo("Telecom");
  }

  @Test
  void shouldAnswerEverySymbolOnceAndAddUp() {
    IndexMembership index = IndexMembership.load(folder, 4, SymbolChanges.of(List.of()));
    assertThat(index.all(date("2014-01-01"), ALL))
        .extracting(IndexMembership.Answer::symbol)
        .containsExactly("A", "B", "BRK.B", "C", "D", "E", "F");
    assertThat(index.incompleteLists(ALL)).containsExactly(date("2015-01-01"));
    assertThat(index.lists(date("2014-06-01")).getLast().atStartOfDay(ZoneOffset.UTC))
        .isEqualTo(date("2014-01-01").atStartOfDay(ZoneOffset.UTC));
  }

  @Test
  void shouldRefuseListsThatContradictThemselves() throws IOException {
    list("2017-01-01", "Symbol,Name,Sector", "A,,Tech", "A,,Tech");
    assertThatThrownBy(() -> member("A", "2014-01-01", ALL))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("constituents_2017-01-01.csv:3");
    list("2017-01-01", "Ticker,Name");
    assertThatThrownBy(() -> member("A", "2014-01-01", ALL))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Symbol");
  }
}
