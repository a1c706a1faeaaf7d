package io.statarb.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Small tables as HTML. */
public final class Html {
  private Html() {}

  /** Named members of a JSON object as a table of two columns. */
  public static String facts(JsonNode object, List<String> names) {
    StringBuilder html = new StringBuilder("<table><tbody>");
    for (String name : names) {
      html.append("<tr><th>").append(text(name)).append("</th><td>");
      html.append(text(plain(object.at("/" + name.replace('.', '/'))))).append("</td></tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  /**
   * Numbers that were counted again beside those of {@code run.json}.
   *
   * @param counted by path in {@code run.json}, e.g. {@code parity.rows_compared}
   * @param summary {@code run.json}
   */
  public static String comparison(SortedMap<String, Number> counted, JsonNode summary) {
    StringBuilder html =
        new StringBuilder(
            "<table><thead><tr><th>figure</th><th>counted here</th><th>run.json</th><th></th></tr></thead><tbody>");
    for (Map.Entry<String, Number> entry : counted.entrySet()) {
      JsonNode reported = summary.at("/" + entry.getKey().replace('.', '/'));
      boolean equal = reported.isNumber() && reported.longValue() == entry.getValue().longValue();
      html.append("<tr><td>").append(text(entry.getKey())).append("</td><td>");
      html.append(text(value(entry.getValue()))).append("</td><td>");
      html.append(text(reported.isMissingNode() ? "absent" : reported.asText()))
          .append("</td><td>");
      html.append(equal ? "equal" : "<b>differs</b>").append("</td></tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  private static String plain(JsonNode node) {
    return node.isContainerNode() ? node.toString() : node.asText();
  }

  /** A value as people read it. */
  static String value(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double number -> String.format(Locale.ROOT, "%.6g", number);
      case Float number -> String.format(Locale.ROOT, "%.6g", number);
      case Number number -> String.format(Locale.ROOT, "%,d", number.longValue());
      default -> value.toString();
    };
  }

  /** Text that can stand between tags or in an attribute. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
