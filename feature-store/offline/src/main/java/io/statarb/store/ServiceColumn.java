package io.statarb.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column of a service, written {@code view:field} or {@code view:field as name}.
 *
 * @param view name of the view
 * @param field name of its field
 * @param name of the column
 */
public record ServiceColumn(String view, String field, String name) {
  private static final Pattern FORM = Pattern.compile("([^:\\s]+):([^:\\s]+)(?:\\s+as\\s+(\\S+))?");

  /** Checks the column's name. */
  public ServiceColumn {
    Names.check("column", name);
  }

  /** Reads the written form. */
  @JsonCreator
  public static ServiceColumn parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "a feature is written view:field or view:field as name: " + text);
    }
    String as = form.group(3);
    return new ServiceColumn(form.group(1), form.group(2), as == null ? form.group(2) : as);
  }

  /** The written form. */
  @JsonValue
  public String text() {
    return name.equals(field) ? view + ":" + field : view + ":" + field + " as " + name;
  }
}
