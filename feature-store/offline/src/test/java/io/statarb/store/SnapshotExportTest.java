package io.statarb.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import io.statarb.snapshot.FeatureSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotExportTest {
  private static final String AT = "2014-05-07T10:00:08Z";

  @TempDir private Path folder;

  private OnlineFeatures filled(String features) {
    QuotesStore quotes = new QuotesStore(folder);
    quotes.apply(
        QuotesStore.REPO.replace(
            "\"quotes:mid\", \"quotes:size as lots\", \"quotes:venue\"", features),
        List.of(),
        false);
    quotes.quotes(QuotesStore.ROWS);
    quotes.materialize(OptionalLong.empty());
    return new OnlineFeatures(quotes.store());
  }

  private static OnlineSnapshot asked(OnlineFeatures features) {
    return features.at("quotes-v1", List.of("KO", "PEP", "XOM"), Moments.of(AT));
  }

  @Test
  void shouldGiveTheTradingSideTheSameNumbersUntilTheirTimeToLiveEnds() {
    OnlineFeatures features = filled("\"quotes:mid\", \"quotes:size as lots\"");
    OnlineSnapshot online = asked(features);
    Path file = folder.resolve("snapshot.json");
    features.forTrading(online).write(file);
    FeatureSnapshot read = FeatureSnapshot.read(file, online.schemaHash());
    long atNs = Moments.ns(AT);
    assertThat(read.columns()).containsExactly("mid", "lots");
    assertThat(read.value("KO", "mid", atNs)).isEqualTo(41.6);
    assertThat(read.value("KO", "lots", atNs)).isEqualTo(200.0);
    assertThat(read.value("PEP", "mid", atNs)).isEqualTo(85.0);
    assertThat(read.absence("PEP", "lots", atNs)).isEqualTo("MISSING");
    assertThat(read.absence("XOM", "mid", atNs)).isEqualTo("MISSING");
    // The quote is of five seconds past ten, and its ttl is ten seconds.
    long endNs = Moments.ns("2014-05-07T10:00:15Z");
    assertThat(read.absence("KO", "mid", endNs)).isNull();
    assertThat(read.absence("KO", "mid", endNs + 1)).isEqualTo(FeatureSnapshot.STALE);
  }

  @Test
  void shouldRefuseText() {
    OnlineFeatures features = filled("\"quotes:mid\", \"quotes:venue\"");
    OnlineSnapshot online = asked(features);
    assertThatThrownBy(() -> features.forTrading(online))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("column venue of service quotes-v1 is ARCA");
  }
}
