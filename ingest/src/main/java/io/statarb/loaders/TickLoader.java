package io.statarb.loaders;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Finds and reads the raw files of one format by instrument and file day. */
public interface TickLoader {
  /** Name of the format in {@code data.format}. */
  String format();

  /** Where the file of an instrument and a file day belongs; it need not exist. */
  Path file(Path dataDir, Instrument instrument, LocalDate fileDate);

  /** File days that exist for an instrument, ascending. */
  List<LocalDate> fileDates(Path dataDir, Instrument instrument);

  /**
   * Days of an instrument's quotes in a file; the file day alone unless the format says more.
   *
   * @param file as given by {@link #file}
   * @param instrument whose quotes it holds
   * @param fileDate the file day
   */
  default List<LocalDate> days(Path file, Instrument instrument, LocalDate fileDate) {
    return List.of(fileDate);
  }

  /**
   * Reads a file.
   *
   * @param file as given by {@link #file}
   * @param instrument whose quotes it holds; its tick size makes prices integers
   * @param fileDate the day that its times count from
   * @param utcOffset offset of that day and its times from UTC
   * @param sink gets each line
   * @return how often the sink was called
   * @throws Refusal when the file is missing or corrupt, naming it and the fact
   */
  int read(
      Path file, Instrument instrument, LocalDate fileDate, ZoneOffset utcOffset, LineSink sink);
}
