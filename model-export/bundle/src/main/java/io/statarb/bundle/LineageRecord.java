package io.statarb.bundle;

/**
 * {@code lineage.json}: from raw files to models.
 *
 * @param data raw files and table versions
 * @param training the training run, as it was written
 */
record LineageRecord(Lineage data, TrainingRun training) {}
