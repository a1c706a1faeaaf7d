package io.statarb.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.statarb.cli.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MethodResultTest {
  @Test
  void shouldWriteNullWhenANumberIsNotKnown() {
    MethodResult result =
        new MethodResult(
            "Hurst",
            0.5,
            Double.NaN,
            Map.of(),
            -1,
            100,
            Map.of("errors", MethodResult.list(1, Double.POSITIVE_INFINITY)),
            List.of("null: none"));
    assertEquals(
        "{\"assumptions\":[\"null: none\"],\"critical_values\":{},\"errors\":[1.0,null],"
            + "\"lags_used\":null,\"method\":\"Hurst\",\"observations\":100,\"p_value\":null,"
            + "\"statistic\":0.5}",
        Json.text(result.fields()));
  }

  @Test
  void shouldNameColumnAndRowWhenAValueIsNotFinite() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                SeriesTable.of(
                    List.of("KO", "PEP"), new double[][] {{1, 2}, {3, Double.NaN}}, List.of()));
    assertEquals("PEP is not finite in row 2: NaN", refused.getMessage());
  }
}
