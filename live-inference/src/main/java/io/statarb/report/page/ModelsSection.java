package io.statarb.report.page;

import io.statarb.report.ModelFigures;
import io.statarb.report.Report;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The models: their certificate against the fitting library, and their validation. */
final class ModelsSection {
  private ModelsSection() {}

  static Html html(Report report) {
    return Html.of(
        """
        <section id="models">
        <h2>Models</h2>
        %s
        <p class="note">Every validation row is scored by the exported model and by the library that fitted it. A flip is a row on
        which the two would decide differently at the threshold; one flip refuses the bundle.</p>
        %s
        </section>
        """,
        certificates(report.models()), validation(report.models()));
  }

  private static Html certificates(List<ModelFigures> models) {
    Table table =
        Table.of("models-table")
            .text("Pair")
            .text("Model")
            .number("Rows compared")
            .number("Above threshold")
            .number("Below")
            .number("Largest difference")
            .number("Flips")
            .number("Threshold", "sd of the label");
    for (ModelFigures model : models) {
      table.row(
          model.name(),
          model.modelKind(),
          Figures.count(model.rows()),
          Figures.count(model.rowsAbove()),
          Figures.count(model.rowsBelow()),
          Figures.plain(model.maxAbsDiff()),
          Html.of(
              "<span class=\"%s\">%s</span>",
              model.decisionFlips() == 0 ? "pass" : "fail", Figures.count(model.decisionFlips())),
          Figures.number(model.threshold(), 4));
    }
    return table.html();
  }

  private static Html validation(List<ModelFigures> models) {
    SortedSet<String> names = new TreeSet<>();
    models.forEach(model -> names.addAll(model.metrics().keySet()));
    if (names.isEmpty()) {
      return Html.EMPTY;
    }
    Table table = Table.of("validation-table").text("Validation metric");
    models.forEach(model -> table.number(model.name()));
    for (String name : names) {
      Object[] cells = new Object[models.size() + 1];
      cells[0] = name.replace('_', ' ');
      for (int i = 0; i < models.size(); i++) {
        cells[i + 1] = Figures.plain(models.get(i).metrics().getOrDefault(name, Double.NaN));
      }
      table.row(cells);
    }
    return Html.of("<h3>Purged validation, net of costs</h3>%s", table.html());
  }
}
