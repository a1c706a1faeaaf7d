package io.statarb.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ReportPageTest {
  private static final String HOSTILE = "x<script>alert('1')</script>&\"é\u0001";

  @Test
  void shouldBeWellFormedWithEveryIdOnce() throws Exception {
    String page = ReportPage.html(SampleReport.of("fx-two-venue", 565));
    Files.writeString(Path.of("target", "sample-report.html"), page);

    Document document = parse(page);

    var elements = document.getElementsByTagName("*");
    var ids = new java.util.TreeSet<String>();
    for (int i = 0; i < elements.getLength(); i++) {
      String id = ((org.w3c.dom.Element) elements.item(i)).getAttribute("id");
      assertThat(id.isEmpty() || ids.add(id)).as("id=" + id).isTrue();
    }
    assertThat(ids).contains("equity", "chart-waterfall", "trades-table", "report-data");
  }

  @Test
  void shouldNeedNoNetworkAndStaySmall() {
    String page = ReportPage.html(SampleReport.of("fx-two-venue", 5000));

    assertThat(page.length()).isLessThan(2_500_000);
    // The chart library draws without them but has the words in it.
    String own = page.replaceAll("(?s)<script>.*?</script>", "");
    for (String reference : List.of("<link", "<img", "<iframe", " src=", "@import", "url(")) {
      assertThat(own.contains(reference)).as(reference).isFalse();
    }
    assertThat(page.contains("default-src 'none'")).isTrue();
  }

  @Test
  void shouldShowTextAsTextWhateverItHolds() throws Exception {
    String page = ReportPage.html(SampleReport.of(HOSTILE, 3));

    assertThat(page.contains("<script>alert")).isFalse();
    Document document = parse(page);
    assertThat(document.getElementsByTagName("h1").item(0).getTextContent())
        .isEqualTo("x<script>alert('1')</script>&\"é\uFFFD");
  }

  @Test
  void shouldSayThatNothingHappenedWhenNothingDid() throws Exception {
    String page = ReportPage.html(SampleReport.of("quiet", 0));

    parse(page);
    assertShows(page, "The strategy made no round trip: too few round trips to conclude.");
  }

  @Test
  void shouldDrawAQuarantineFromWhereItBeganToTheEndOfTheNextSession() throws Exception {
    Document page = parse(ReportPage.html(SampleReport.of("fx-two-venue", 565)));
    List<Double> lefts = new ArrayList<>();
    List<Double> widths = new ArrayList<>();
    var bars = page.getElementsByTagName("rect");
    for (int i = 0; i < bars.getLength(); i++) {
      var bar = (org.w3c.dom.Element) bars.item(i);
      if (bar.getAttribute("class").equals("quarantined")) {
        lefts.add(Double.valueOf(bar.getAttribute("x")));
        widths.add(Double.valueOf(bar.getAttribute("width")));
      }
    }
    // The first one is the legend's. Each of two sessions is 420 wide.
    assertThat(lefts).hasSize(3);
    assertThat(lefts.get(1)).isCloseTo(260 + 210, within(2.0));
    assertThat(widths.get(1)).isCloseTo(210, within(2.0));
    assertThat(lefts.get(2)).isEqualTo(680);
    assertThat(widths.get(2)).isEqualTo(420);
    assertShows(page.getDocumentElement().getTextContent(), "brought from 2014-05-07");
  }

  @Test
  void shouldStateTheStageInPlainWords() {
    String page = ReportPage.html(SampleReport.of("fx-two-venue", 10));

    assertShows(
        page,
        "Paper: failed the merit gates validation net bps, deflated sharpe; trades the simulated venue only.");
    assertShows(page, "too few days to conclude: 2 of at least 20");
  }

  /** Without printing a page of a megabyte when it fails. */
  private static void assertShows(String page, String text) {
    assertThat(page.contains(text)).as(text).isTrue();
  }

  /** Scripts and styles are not XML; all else must be. */
  private static Document parse(String page)
      throws ParserConfigurationException, IOException, SAXException {
    String markup =
        page.replaceAll("(?s)(<(script|style)[^>]*>).*?</\\2>", "$1</$2>")
            .replaceFirst("<!DOCTYPE html>", "");
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(markup)));
  }
}
