package io.statarb.live;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What trains is not on the class path of what trades. */
final class ClassPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.spark.SparkConf",
        "org.apache.spark.sql.SparkSession",
        "io.delta.tables.DeltaTable",
        "scala.Option",
        "smile.regression.LinearModel",
        "smile.regression.GradientTreeBoost",
        "org.bytedeco.openblas.global.openblas",
        "net.openhft.chronicle.analytics.Analytics"
      })
  void shouldNotFindWhatTheTradingSideMustNotHave(String name) {
    assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
  }
}
