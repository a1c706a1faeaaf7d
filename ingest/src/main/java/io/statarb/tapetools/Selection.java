package io.statarb.tapetools;

import io.statarb.cli.Refusal;
import io.statarb.tape.TapeReader;
import io.statarb.tape.TapeSchema;
import io.statarb.tape.TapeSchema.Message;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which records are meant: by type, and by seq or time; both ends belong to the range. */
final class Selection {
  private static final int SEQ_OFFSET = 8;
  private static final int TS_OFFSET = 16;

  @Option(
      names = {"--type", "--types"},
      paramLabel = "TYPE",
      split = ",",
      description =
          "Only these messages, by name or a part of it: Tick,Order means Tick, ParentOrder and ChildOrder")
  List<String> types = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "SEQ_OR_TIME",
      description = "First record: a seq, or a time in UTC such as 2014-05-07T10:00:00.5Z")
  @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "SEQ_OR_TIME",
      description = "Last record: a seq, or a time; records of that very time still belong to it")
  @Nullable String to;

  /** The same as numbers. */
  record Bounds(Set<Integer> templateIds, long fromSeq, long toSeq, long fromNs, long toNs) {
    /** Whether the record that the reader stands on is meant. */
    boolean holds(TapeReader reader) {
      return templateIds.contains(reader.templateId()) && inRange(reader);
    }

    /** Whether it lies in the range, whatever its type. */
    boolean inRange(TapeReader reader) {
      long seq = seq(reader);
      long tsNs = tsNs(reader);
      return seq >= fromSeq && seq <= toSeq && tsNs >= fromNs && tsNs <= toNs;
    }
  }

  /** Position of the record that the reader stands on. */
  static long seq(TapeReader reader) {
    return reader.buffer().getLong(reader.offset() + SEQ_OFFSET, ByteOrder.LITTLE_ENDIAN);
  }

  /** Its time, UTC ns. */
  static long tsNs(TapeReader reader) {
    return reader.buffer().getLong(reader.offset() + TS_OFFSET, ByteOrder.LITTLE_ENDIAN);
  }

  /** Its message. */
  static Message message(TapeReader reader) {
    Message message = TapeSchema.message(reader.templateId());
    if (message == null) {
      throw new IllegalStateException(
          "Invariant: the tape was checked: templateId=" + reader.templateId());
    }
    return message;
  }

  Bounds bounds() {
    Bounds bounds =
        new Bounds(
            templateIds(),
            isSeq(from) ? number("--from", from) : 0,
            isSeq(to) ? number("--to", to) : Long.MAX_VALUE,
            from == null || isSeq(from) ? Long.MIN_VALUE : time("--from", from),
            to == null || isSeq(to) ? Long.MAX_VALUE : time("--to", to));
    if (bounds.fromSeq() > bounds.toSeq() || bounds.fromNs() > bounds.toNs()) {
      throw Refusal.usage("--from %s lies behind --to %s".formatted(from, to));
    }
    return bounds;
  }

  private Set<Integer> templateIds() {
    List<Message> messages = TapeSchema.current().messages();
    Set<Integer> ids = new LinkedHashSet<>();
    for (String type : types) {
      String wanted = type.strip().toLowerCase(Locale.ROOT);
      List<Integer> exact =
          messages.stream()
              .filter(m -> m.name().toLowerCase(Locale.ROOT).equals(wanted))
              .map(Message::id)
              .toList();
      List<Integer> found =
          exact.isEmpty() && !wanted.isEmpty()
              ? messages.stream()
                  .filter(m -> m.name().toLowerCase(Locale.ROOT).contains(wanted))
                  .map(Message::id)
                  .toList()
              : exact;
      if (found.isEmpty()) {
        throw Refusal.usage(
            "no message on a tape is called %s; there are %s"
                .formatted(type, messages.stream().map(Message::name).toList()));
      }
      ids.addAll(found);
    }
    if (ids.isEmpty()) {
      messages.forEach(message -> ids.add(message.id()));
    }
    return ids;
  }

  private static boolean isSeq(@Nullable String text) {
    return text != null && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static long number(String option, @Nullable String text) {
    try {
      return Long.parseLong(String.valueOf(text));
    } catch (NumberFormatException e) {
      throw Refusal.usage("%s is no seq: %s".formatted(option, text));
    }
  }

  private static long time(String option, String text) {
    try {
      Instant instant =
          text.length() == "2014-05-07".length()
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : text.endsWith("Z")
                  ? Instant.parse(text)
                  : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    } catch (DateTimeException | ArithmeticException e) {
      throw Refusal.usage(
          "%s is neither a seq nor a time such as 2014-05-07T10:00:00Z: %s"
              .formatted(option, text));
    }
  }
}
