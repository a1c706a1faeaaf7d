package io.statarb.training;

import io.statarb.bundle.TrainingRun;

/**
 * What a run of {@code train} did.
 *
 * @param run what was written to the training folder
 * @param featureRows feature rows read
 * @param fits fits entered into the trial ledger
 * @param trials distinct trials in the ledger afterwards
 */
public record TrainSummary(TrainingRun run, long featureRows, long fits, long trials) {}
