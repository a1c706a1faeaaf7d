package io.statarb.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class ChartsTest {
  @Test
  void shouldDrawBarsInProportionFromACommonZero() throws Exception {
    Document svg =
        parsed(
            Charts.bars(
                "P&L <USD>", new TreeMap<>(Map.of("a", 4_000_000L, "b", -1_000_000L)), 1e6));
    Element gain = (Element) svg.getElementsByTagName("rect").item(0);
    Element loss = (Element) svg.getElementsByTagName("rect").item(1);
    double gainLength = number(gain, "width");
    double lossLength = number(loss, "width");
    // Coordinates are written with one digit.
    assertThat(gainLength / lossLength).isBetween(3.99, 4.01);
    assertThat(number(loss, "x") + lossLength)
        .isBetween(number(gain, "x") - 0.2, number(gain, "x") + 0.2);
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("P&L <USD>");
  }

  @Test
  void shouldBreakTheLineWhereAValueIsNotFinite() throws Exception {
    Document svg = parsed(Charts.line("z", new double[] {1, 2, Double.NaN, -3, 4}, 1));
    String path = ((Element) svg.getElementsByTagName("path").item(0)).getAttribute("d");
    assertThat(path.chars().filter(c -> c == 'M').count()).isEqualTo(2);
    assertThat(path.chars().filter(c -> c == 'L').count()).isEqualTo(2);
  }

  @Test
  void shouldRefuseToDrawWhatIsNotANumber() {
    assertThatThrownBy(() -> Charts.line("z", new double[] {Double.NaN}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("title=z");
    assertThatThrownBy(() -> Charts.bars("b", new TreeMap<>(Map.of("a", Double.NaN)), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a=NaN");
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
