package io.statarb.training;

import io.statarb.bundle.ModelChoice;
import io.statarb.cli.Refusal;
import io.statarb.settings.Strategy.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A model family with its settings, before it is fitted. */
sealed interface Candidate {

  /** Name of the family. */
  String kind();

  /** Settings as text by name. */
  SortedMap<String, String> settings();

  /** What the training run records. */
  default ModelChoice choice() {
    return new ModelChoice(kind(), settings());
  }

  /**
   * Ridge regression on standardised features.
   *
   * @param lambda penalty of the squared coefficients
   */
  record Ridge(double lambda) implements Candidate {
    @Override
    public String kind() {
      return "ridge";
    }

    @Override
    public SortedMap<String, String> settings() {
      return new TreeMap<>(java.util.Map.of("lambda", Double.toString(lambda)));
    }
  }

  /**
   * Gradient boosted regression trees with squared loss.
   *
   * @param trees number of trees
   * @param leaves most leaves of a tree
   * @param shrinkage learning rate
   */
  record Boosting(int trees, int leaves, double shrinkage) implements Candidate {
    @Override
    public String kind() {
      return "gradient-boosting";
    }

    @Override
    public SortedMap<String, String> settings() {
      return new TreeMap<>(
          java.util.Map.of(
              "trees",
              Integer.toString(trees),
              "leaves",
              Integer.toString(leaves),
              "shrinkage",
              Double.toString(shrinkage)));
    }
  }

  /**
   * The candidates of a strategy, in a fixed order.
   *
   * @throws Refusal when a family is unknown or there is no candidate
   */
  static List<Candidate> of(TrainingSettings training) {
    List<Candidate> candidates = new ArrayList<>();
    for (String family : training.models()) {
      switch (family) {
        case "ridge" -> training.ridgeLambdas().forEach(l -> candidates.add(new Ridge(l)));
        case "gradient-boosting" ->
            training
                .boostingTrees()
                .forEach(trees ->
                    candidates.add(
                        new Boosting(
                            trees, training.boostingLeaves(), training.boostingShrinkage())));
        default ->
            throw Refusal.usage(
                "training.models: unknown family %s; known are ridge and gradient-boosting"
                    .formatted(family));
      }
    }
    if (candidates.isEmpty()) {
      throw Refusal.usage("training.models: no model to fit");
    }
    return List.copyOf(candidates);
  }
}
