package io.statarb.research;

import picocli.CommandLine.ITypeConverter;

/** The name of a column as an option takes it: in double quotes where it has a comma. */
final class ColumnName implements ITypeConverter<String> {
  @Override
  public String convert(String given) {
    boolean quoted = given.length() > 2 && given.startsWith("\"") && given.endsWith("\"");
    return quoted ? given.substring(1, given.length() - 1) : given;
  }
}
