package io.statarb.loaders;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Finds and reads the raw files of one format: one file per instrument and file day. Stateless. */
public interface TickLoader {
  /** Name of the format in {@code data.format}. */
  String format();

  /** Where the file of an instrument and a file day belongs; it need not exist. */
  Path file(Path dataDir, Instrument instrument, LocalDate fileDate);

  /** File days that exist for an instrument, ascending. */
  List<LocalDate> fileDates(Path dataDir, Instrument instrument);

  /**
   * Reads a file.
   *
   * @param file as given by {@link #file}
   * @param instrument whose quotes it holds; its tick size makes prices integers
   * @param fileDate the day that its times count from
   * @param utcOffset offset of that day and its times from UTC
   * @param sink gets each line
   * @return number of lines
   * @throws Refusal when the file is missing or corrupt, naming it and the fact
   */
  int read(
      Path file, Instrument instrument, LocalDate fileDate, ZoneOffset utcOffset, LineSink sink);
}
