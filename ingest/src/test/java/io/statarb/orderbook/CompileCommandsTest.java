package io.statarb.orderbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A JVM says nothing of a method that it was told of and that is not there. */
class CompileCommandsTest {
  private static final Path OPTIONS =
      Path.of(System.getProperty("statarb.home", ".."), ".mvn", "jvm", "common.opts");
  private static final String NOT_INLINED = "-XX:CompileCommand=dontinline,";

  @Test
  void shouldNameMethodsThatAreThere() throws IOException, ClassNotFoundException {
    List<String> named =
        Files.readAllLines(OPTIONS).stream()
            .filter(line -> line.startsWith(NOT_INLINED))
            .map(line -> line.substring(NOT_INLINED.length()))
            .toList();
    assertThat(named).hasSizeGreaterThan(5);
    for (String method : named) {
      int name = method.indexOf("::");
      assertThat(methods(Class.forName(method.substring(0, name))))
          .as(method)
          .contains(method.substring(name + 2));
    }
  }

  private static List<String> methods(Class<?> type) {
    List<String> names =
        new ArrayList<>(Arrays.stream(type.getDeclaredMethods()).map(Method::getName).toList());
    names.add("*");
    return names;
  }
}
