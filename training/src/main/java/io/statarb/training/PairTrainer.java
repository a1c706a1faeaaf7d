package io.statarb.training;

import io.statarb.bundle.ValidationRows;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.features.FeatureService;
import io.statarb.ledger.Trial;
import io.statarb.settings.Strategy;
import io.statarb.time.TradingSession;
import io.statarb.validation.PurgedSplit;
import io.statarb.validation.ScoreThreshold;
import io.statarb.validation.Thinning;
import io.statarb.validation.TradeSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Searches the model of one pair: fits every candidate on every fold, chooses the winner by what
 * the decision rule earns on the validation rows after costs, and fits the winner again on all
 * training sessions.
 */
final class PairTrainer {
  private static final long NS_PER_MS = 1_000_000;

  /**
   * With fewer round trips a mean gain is luck, and candidates are compared by their squared error
   * instead.
   */
  static final int MIN_ROUND_TRIPS = 10;

  /** With fewer rows beyond the entry z-score the threshold comes from all training rows. */
  static final int MIN_ENTRY_ROWS = 200;

  /** A few rows per feature; below, a fit describes the rows and nothing else. */
  static final int MIN_TRAIN_ROWS = 100;

  private final Strategy strategy;
  private final FeatureService service;
  private final String pairName;
  private final double feesBps;
  private final List<TradingSession> sessions;
  private final int formationSessions;
  private final String dataVersion;
  private final ExecutorService pool;

  /**
   * Makes the search of one pair.
   *
   * @param pairName name of the pair, for settings and messages
   * @param feesBps fees of a round trip, in bps of leg Y's notional
   * @param sessions the training sessions in order
   * @param formationSessions number of the first of them that fitted the hedge ratio; fewer than
   *     all
   * @param dataVersion digest of the pair's feature rows, which is all that the trials see
   * @param pool runs the fits
   */
  PairTrainer(
      Strategy strategy,
      FeatureService service,
      String pairName,
      double feesBps,
      List<TradingSession> sessions,
      int formationSessions,
      String dataVersion,
      ExecutorService pool) {
    if (formationSessions < 1 || formationSessions >= sessions.size()) {
      throw new IllegalArgumentException(
          "at least one session must validate: formation=%d train=%d"
              .formatted(formationSessions, sessions.size()));
    }
    this.strategy = strategy;
    this.service = service;
    this.pairName = pairName;
    this.feesBps = feesBps;
    this.sessions = List.copyOf(sessions);
    this.formationSessions = formationSessions;
    this.dataVersion = dataVersion;
    this.pool = pool;
  }

  /**
   * Runs the search.
   *
   * @throws Refusal when there are too few rows, or no threshold separates the scores
   */
  TrainedModel train(SpreadSample sample) {
    Labels labels = Labels.of(sample, strategy.label().horizonMs() * NS_PER_MS, formationSessions);
    if (!(labels.sd() > 0)) {
      throw Refusal.data(
          "%s: the spread does not change over label.horizon_ms=%d in the formation window: rows=%d"
              .formatted(pairName, strategy.label().horizonMs(), sample.count()));
    }
    int[] all =
        Thinning.evenly(
            rowsWhere(sample, labels, 0, sessions.size()), strategy.training().maxRows());
    LeakCheck.check(pairName, service.names(), sample.rows(all), labels.values(all));
    RuleOnRows rule =
        new RuleOnRows(strategy, sample, sessions, labels.sd(), feesBps, service.ofBars() ? 1 : 0);
    List<Candidate> candidates = Candidate.of(strategy.training());
    List<FoldResult> pooled = new ArrayList<>();
    List<Trial> trials = new ArrayList<>();
    for (List<FoldResult> fold : folds(candidates, sample, labels, rule)) {
      int validated = formationSessions + trials.size() / candidates.size();
      for (int c = 0; c < candidates.size(); c++) {
        FoldResult result = fold.get(c);
        trials.add(trial(candidates.get(c), validated, result));
        if (pooled.size() <= c) {
          pooled.add(result);
        } else {
          pooled.set(c, pooled.get(c).plus(result));
        }
      }
    }
    int best = best(pooled);
    return finish(candidates.get(best), pooled.get(best), sample, labels, all, trials);
  }

  /** Results per fold and candidate, both in order, whatever order they were computed in. */
  private List<List<FoldResult>> folds(
      List<Candidate> candidates, SpreadSample sample, Labels labels, RuleOnRows rule) {
    List<List<Candidate>> groups = groups(candidates);
    List<List<Future<List<FoldResult>>>> running = new ArrayList<>();
    for (int validated = formationSessions; validated < sessions.size(); validated++) {
      Fold fold = Fold.of(strategy, sample, labels, validated);
      if (fold.train().length < MIN_TRAIN_ROWS || fold.judged().length == 0) {
        throw Refusal.data(
            "%s: too few labelled rows with all features to validate %s: train rows=%d least=%d validation rows=%d"
                .formatted(
                    pairName,
                    sessions.get(validated).tradeDate(),
                    fold.train().length,
                    MIN_TRAIN_ROWS,
                    fold.judged().length));
      }
      List<Future<List<FoldResult>>> ofFold = new ArrayList<>();
      for (List<Candidate> group : groups) {
        Callable<List<FoldResult>> job = () -> judge(group, fold, sample, labels, rule);
        ofFold.add(pool.submit(job));
      }
      running.add(ofFold);
    }
    List<List<FoldResult>> results = new ArrayList<>();
    for (List<Future<List<FoldResult>>> ofFold : running) {
      List<FoldResult> fold = new ArrayList<>();
      for (Future<List<FoldResult>> job : ofFold) {
        fold.addAll(result(job));
      }
      results.add(fold);
    }
    return results;
  }

  /**
   * Candidates that share a fit stand together; concatenated, the groups are the candidates in
   * order.
   */
  private static List<List<Candidate>> groups(List<Candidate> candidates) {
    List<List<Candidate>> groups = new ArrayList<>();
    for (Candidate candidate : candidates) {
      boolean joins =
          candidate instanceof Candidate.Boosting
              && !groups.isEmpty()
              && groups.getLast().getFirst() instanceof Candidate.Boosting;
      if (!joins) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(candidate);
    }
    return groups;
  }

  private List<SpreadModel> fit(List<Candidate> group, double[][] rows, double[] labels) {
    return switch (group.getFirst()) {
      case Candidate.Ridge ridge -> List.of(RidgeModel.fit(rows, labels, ridge.lambda()));
      case Candidate.Boosting ignored ->
          BoostedModel.fit(
              rows,
              labels,
              group.stream().map(Candidate.Boosting.class::cast).toList(),
              strategy.seed());
    };
  }

  private List<FoldResult> judge(
      List<Candidate> group, Fold fold, SpreadSample sample, Labels labels, RuleOnRows rule) {
    double[][] trainRows = sample.rows(fold.train());
    double[] trainLabels = labels.values(fold.train());
    double labelMean = Arrays.stream(trainLabels).sum() / trainLabels.length;
    List<FoldResult> results = new ArrayList<>();
    for (SpreadModel model : fit(group, trainRows, trainLabels)) {
      double threshold =
          ScoreThreshold.near(
              entryScores(model, sample, fold.train()),
              strategy.entry().scoreQuantile(),
              new double[0]);
      double squaredError = 0;
      double squaredLabel = 0;
      double[] sums = new double[5];
      for (int row : fold.judged()) {
        double score = model.score(sample.row(row));
        double label = labels.value(row);
        squaredError += (score - label) * (score - label);
        squaredLabel += (label - labelMean) * (label - labelMean);
        sums[0] += score;
        sums[1] += label;
        sums[2] += score * score;
        sums[3] += label * label;
        sums[4] += score * label;
      }
      // A threshold that is NaN, from a constant score, lets nothing in.
      TradeSample trades = rule.trade(fold.traded(), model, threshold);
      results.add(
          new FoldResult(
              fold.train().length, fold.judged().length, squaredError, squaredLabel, sums, trades));
    }
    return results;
  }

  /** Scores of the rows at which the rule looks at the score. */
  private double[] entryScores(SpreadModel model, SpreadSample sample, int[] rows) {
    double entryZ = strategy.entry().z();
    int[] entries = Arrays.stream(rows).filter(row -> Math.abs(sample.z(row)) >= entryZ).toArray();
    return scores(model, sample, entries.length >= MIN_ENTRY_ROWS ? entries : rows);
  }

  private static double[] scores(SpreadModel model, SpreadSample sample, int[] rows) {
    double[] scores = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      scores[i] = model.score(sample.row(rows[i]));
    }
    return scores;
  }

  /** Best mean net gain among those with enough round trips; otherwise the least squared error. */
  static int best(List<FoldResult> pooled) {
    int best = 0;
    for (int c = 1; c < pooled.size(); c++) {
      if (better(pooled.get(c), pooled.get(best))) {
        best = c;
      }
    }
    return best;
  }

  private static boolean better(FoldResult a, FoldResult b) {
    boolean aTrades = a.trades().count() >= MIN_ROUND_TRIPS;
    boolean bTrades = b.trades().count() >= MIN_ROUND_TRIPS;
    if (aTrades != bTrades) {
      return aTrades;
    }
    int byGain = aTrades ? Double.compare(a.trades().meanNetBps(), b.trades().meanNetBps()) : 0;
    return byGain != 0 ? byGain > 0 : a.meanSquaredError() < b.meanSquaredError();
  }

  private TrainedModel finish(
      Candidate winner,
      FoldResult pooled,
      SpreadSample sample,
      Labels labels,
      int[] rows,
      List<Trial> trials) {
    SpreadModel model = fit(List.of(winner), sample.rows(rows), labels.values(rows)).getFirst();
    int last = sessions.size() - 1;
    int[] validationRows = Arrays.stream(sample.rowsOf(last)).filter(sample::usable).toArray();
    double[] validationScores = scores(model, sample, validationRows);
    double entryScore =
        ScoreThreshold.near(
            entryScores(model, sample, rows), strategy.entry().scoreQuantile(), validationScores);
    long above = Arrays.stream(validationScores).filter(s -> Math.abs(s) >= entryScore).count();
    if (above == 0 || above == validationScores.length) {
      throw Refusal.data(
          "%s: no rows on one side of the entry score in %s: model=%s entryScore=%s rows=%d above=%d"
              .formatted(
                  pairName,
                  sessions.get(last).tradeDate(),
                  winner,
                  entryScore,
                  validationScores.length,
                  above));
    }
    SortedMap<String, Double> metrics = new TreeMap<>(pooled.metrics());
    metrics.put("candidates", (double) trials.size() / (sessions.size() - formationSessions));
    metrics.put("final_train_rows", (double) rows.length);
    metrics.put("label_sd_bps", labels.sd() * 1e4);
    metrics.put("fees_bps", feesBps);
    return new TrainedModel(
        winner,
        model.toOnnx(service.names()),
        labels.sd(),
        entryScore,
        metrics,
        pooled.trades(),
        ValidationRows.of(sample.columns(), sample.floats(validationRows), validationScores),
        List.copyOf(trials));
  }

  /** Usable rows with a label whose session is in a range. */
  static int[] rowsWhere(SpreadSample sample, Labels labels, int from, int to) {
    int[] rows = new int[sample.count()];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      int session = sample.session()[i];
      if (session >= from && session < to && sample.usable(i) && labels.known(i)) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  private Trial trial(Candidate candidate, int validated, FoldResult result) {
    SortedMap<String, Object> settings = new TreeMap<>();
    settings.put("pair", pairName);
    settings.put("model", candidate.choice());
    settings.put("features", service.name());
    settings.put("validated", sessions.get(validated).tradeDate());
    settings.put("trained_from", sessions.getFirst().tradeDate());
    settings.put("label", strategy.label());
    settings.put("entry", strategy.entry());
    settings.put("exit", strategy.exit());
    settings.put("fees_bps", feesBps);
    settings.put("max_rows", strategy.training().maxRows());
    settings.put("embargo_ms", strategy.training().embargoMs());
    return new Trial("fit", dataVersion, Json.text(settings), strategy.seed(), result.metrics());
  }

  private static <T> T result(Future<T> job) {
    try {
      return job.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while models were fitted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a fit failed", e);
    }
  }

  /**
   * Rows of one fold.
   *
   * @param train rows that train, thinned
   * @param judged rows that are compared with their labels, thinned
   * @param traded all usable rows that the rule may see
   */
  @SuppressWarnings("ArrayRecordComponent") // Row numbers, read by one job.
  private record Fold(int[] train, int[] judged, int[] traded) {
    static Fold of(Strategy strategy, SpreadSample sample, Labels labels, int validated) {
      int[] rows = rowsWhere(sample, labels, 0, validated + 1);
      int[] block = new int[rows.length];
      long[] startNs = new long[rows.length];
      long[] endNs = new long[rows.length];
      for (int i = 0; i < rows.length; i++) {
        block[i] = sample.session()[rows[i]];
        startNs[i] = sample.tsNs()[rows[i]];
        endNs[i] = labels.endNs(startNs[i]);
      }
      long embargoNs = strategy.training().embargoMs() * NS_PER_MS;
      PurgedSplit split = PurgedSplit.of(block, startNs, endNs, validated, embargoNs);
      int[] train = pick(rows, split.train());
      int[] judged = pick(rows, split.validation());
      int most = strategy.training().maxRows();
      long firstNs = judged.length == 0 ? Long.MAX_VALUE : sample.tsNs()[judged[0]];
      int[] traded =
          Arrays.stream(sample.rowsOf(validated))
              .filter(row -> sample.usable(row) && sample.tsNs()[row] >= firstNs)
              .toArray();
      return new Fold(Thinning.evenly(train, most), Thinning.evenly(judged, most), traded);
    }

    private static int[] pick(int[] rows, int[] positions) {
      return Arrays.stream(positions).map(position -> rows[position]).toArray();
    }
  }
}
