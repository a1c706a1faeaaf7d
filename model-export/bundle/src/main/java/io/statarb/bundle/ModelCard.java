package io.statarb.bundle;

import io.statarb.settings.Strategy;
import java.util.Locale;
import java.util.Map;

/** The page that tells a reader what the models of a bundle are and are not for. */
final class ModelCard {
  private final StringBuilder text = new StringBuilder();

  private ModelCard() {}

  static String of(BundleContents contents) {
    ModelCard card = new ModelCard();
    card.write(contents);
    return card.text.toString();
  }

  private void write(BundleContents contents) {
    Strategy strategy = contents.settings().strategy();
    TrainingRun run = contents.run();
    line("# Model card: %s".formatted(strategy.name()));
    line("");
    line(strategy.description());
    line("");
    line("## Details");
    line(
        "Models: %s, one per pair, as ONNX graphs of float32 features."
            .formatted(run.pairs().size()));
    line(
        "Fitted with Smile, scored with ONNX Runtime: versions %s.".formatted(contents.versions()));
    line("Commit %s, seed %s.".formatted(contents.commit(), run.seed()));
    line("");
    line("## Intended use and limits");
    line(
        ("The score predicts the change of a pair's spread over %s ms, in standard deviations of"
                + " such changes. It decides an entry together with a z-score; it is no forecast of a"
                + " price. Outside the instruments, venues and quote rates of the data below it has"
                + " not been tried.")
            .formatted(strategy.label().horizonMs()));
    line("");
    line("## Data");
    line("Formation dates (hedge ratios): %s.".formatted(String.join(", ", run.formationDates())));
    line("Training dates: %s.".formatted(String.join(", ", run.trainDates())));
    line(
        "Data version %s, %s raw files."
            .formatted(run.dataVersion(), contents.lineage().rawFiles().size()));
    line("");
    line("## Features");
    line(
        "Service %s, schema %s."
            .formatted(contents.featureService().name(), contents.featureService().schemaHash()));
    contents
        .featureService()
        .fields()
        .forEach(field ->
            line("- `%s` [%s]: %s".formatted(field.name(), field.unit(), field.description())));
    line("");
    line("## Training and validation");
    line(
        ("Validation is ordered in time and purged, with an embargo of %s ms; the winner is chosen"
                + " net of costs. Every fit is in the trial ledger.")
            .formatted(strategy.training().embargoMs()));
    line("");
    line("| pair | model | settings | threshold | metrics |");
    line("|---|---|---|---|---|");
    for (TrainedPair pair : run.pairs()) {
      line(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  pair.name(),
                  pair.winner().kind(),
                  joined(pair.winner().settings()),
                  number(pair.entryScore()),
                  joined(pair.metrics())));
    }
    line("");
    line("## Parity with the fitting library");
    line("| pair | rows | above threshold | below | largest difference | decisions changed |");
    line("|---|---|---|---|---|---|");
    for (ModelCertificate c : contents.certificates()) {
      line(
          "| %s | %s | %s | %s | %s | %s |"
              .formatted(
                  c.name(),
                  c.rows(),
                  c.rowsAbove(),
                  c.rowsBelow(),
                  number(c.maxAbsDiff()),
                  c.decisionFlips()));
    }
    line("");
    line("## Gates known when the bundle was made");
    for (GateVerdict gate : contents.gates()) {
      line(
          "- %s (%s): %s, value %s, limit %s. %s"
              .formatted(
                  gate.name(),
                  gate.kind().name().toLowerCase(Locale.ROOT),
                  gate.passed() ? "passed" : "failed",
                  gate.value(),
                  gate.limit(),
                  gate.detail()));
    }
    line("");
    line("## Decay and approval");
    line(
        "Hedge ratios and thresholds hold for the dates after the training dates; how they did"
            + " there is in the report of each run. Approval and stage are in the registry's"
            + " promotion record, not here.");
  }

  private void line(String content) {
    text.append(content).append('\n');
  }

  private static String joined(Map<String, ?> values) {
    StringBuilder joined = new StringBuilder();
    values.forEach((name, value) -> {
      joined.append(joined.isEmpty() ? "" : ", ").append(name).append(' ');
      joined.append(value instanceof Double number ? number(number) : value);
    });
    return joined.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
