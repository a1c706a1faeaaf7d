package io.statarb.binance.stream;

import io.statarb.binance.BinanceCaptureLoader;
import io.statarb.binance.MessageKind;
import io.statarb.cli.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a publisher has to know of a recording before it begins.
 *
 * @param defaultSymbol symbol of snapshots that name none
 * @param lastDepth line of the last change of each symbol's book
 * @param withSnapshot symbols of which the recording holds a snapshot
 */
record CaptureOutline(
    String defaultSymbol, SortedMap<String, Long> lastDepth, SortedSet<String> withSnapshot) {
  CaptureOutline {
    lastDepth = Collections.unmodifiableSortedMap(new TreeMap<>(lastDepth));
    withSnapshot = Collections.unmodifiableSortedSet(new TreeSet<>(withSnapshot));
  }

  /** Reads the files once. */
  static CaptureOutline of(List<Path> files) {
    String defaultSymbol = BinanceCaptureLoader.symbolOf(files.getFirst());
    SortedMap<String, Long> last = new TreeMap<>();
    SortedSet<String> snapshots = new TreeSet<>();
    try (CaptureMessages messages = new CaptureMessages(files)) {
      while (messages.next()) {
        String symbol =
            messages.message().hasSymbol() ? messages.message().symbol() : defaultSymbol;
        if (messages.message().kind() == MessageKind.DEPTH_UPDATE) {
          last.put(symbol, messages.record());
        } else if (messages.message().kind() == MessageKind.SNAPSHOT) {
          snapshots.add(symbol);
        }
      }
      if (messages.record() == messages.refused()) {
        throw Refusal.data("%s holds no message of a capture".formatted(files.getFirst()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CaptureOutline(defaultSymbol, last, snapshots);
  }
}
