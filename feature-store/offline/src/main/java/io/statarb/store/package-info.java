/**
 * The feature store: what is declared in a {@code features.yaml} (entities, views, services), the
 * facts of its views in append-only Delta tables under one folder, training sets joined from them
 * as of each row's own time, and single values as of a moment. Owns the whole of a store's folder
 * and nobody else writes there; defines no feature and trains nothing. To be called by commands and
 * tests; nothing else here calls it.
 *
 * <p>A <i>fact</i> is one row of a view: an entity, an event time (when it was true), a knowledge
 * time (from when on it could be known) and values. Facts are added and never changed: a correction
 * is a further fact of the same event time that became known later, so whoever asks for the past
 * gets what was known in the past. Times are UTC ns. A value that is not there is absent with a
 * reason and never a number. One thread; changes of a store take its lock.
 */
@NullMarked
package io.statarb.store;

import org.jspecify.annotations.NullMarked;
