package io.statarb.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertThat(page).doesNotContain("<link", "<img", "<iframe", "<script src", "@import", "url(");
  }

  @Test
  void shouldShowTextAsTextWhateverItHolds() throws Exception {
    String page = ReportPage.html(SampleReport.of(HOSTILE, 3));

    assertThat(page).doesNotContain("<script>alert");
    Document document = parse(page);
    assertThat(document.getElementsByTagName("h1").item(0).getTextContent())
        .isEqualTo("x<script>alert('1')</script>&\"é\uFFFD");
  }

  @Test
  void shouldSayThatNothingHappenedWhenNothingDid() throws Exception {
    String page = ReportPage.html(SampleReport.of("quiet", 0));

    parse(page);
    assertThat(page).contains("The strategy made no round trip: too few round trips to conclude.");
  }

  @Test
  void shouldStateTheStageInPlainWords() {
    String page = ReportPage.html(SampleReport.of("fx-two-venue", 10));

    assertThat(page)
        .contains(
            "Paper: failed the merit gates validation net bps, deflated sharpe; trades the simulated venue only.");
    assertThat(page).contains("too few days to conclude: 2 of at least 20");
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
