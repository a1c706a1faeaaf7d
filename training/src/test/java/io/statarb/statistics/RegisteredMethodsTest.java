package io.statarb.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class RegisteredMethodsTest {
  private final List<PairMethod> methods =
      ServiceLoader.load(PairMethod.class).stream().map(ServiceLoader.Provider::get).toList();

  @Test
  void shouldLoadMethodsWithNamesOfTheirOwn() {
    assertThat(methods).isNotEmpty();
    assertThat(methods).extracting(PairMethod::name).doesNotHaveDuplicates();
    assertThat(methods).allSatisfy(method -> assertThat(method.describe()).endsWith("."));
  }
}
