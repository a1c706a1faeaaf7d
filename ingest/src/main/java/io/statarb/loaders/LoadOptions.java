package io.statarb.loaders;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What a format may need to know and its files do not say.
 *
 * @param date day that times since midnight count from, or null when the file's name tells it
 * @param utcOffset offset of that day and of local times from UTC
 * @param mapping YAML file that maps columns, for generic formats; or null
 */
public record LoadOptions(@Nullable LocalDate date, ZoneOffset utcOffset, @Nullable Path mapping) {
  /** Nothing is known; times are UTC. */
  public static final LoadOptions NONE = new LoadOptions(null, ZoneOffset.UTC, null);
}
