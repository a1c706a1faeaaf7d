package io.statarb.loaders;

import java.nio.file.Path;

/**
 * A file of a format, written from a seed.
 *
 * @param file the file
 * @param options what its loader needs to know besides
 * @param rows records that it holds, all of them sound
 */
public record LoaderSample(Path file, LoadOptions options, long rows) {}
