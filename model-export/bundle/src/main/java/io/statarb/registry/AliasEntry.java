package io.statarb.registry;

import io.statarb.bundle.Stage;

/**
 * What an alias means now.
 *
 * @param sha256 the version
 * @param stage how far it may go
 * @param promotion number of the record that put it there; 0 when nothing was decided
 */
public record AliasEntry(String sha256, Stage stage, long promotion) {}
