package io.statarb.columns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/** The different texts of a column, in the order in which they are met. */
public final class Texts {
  private final Map<UTF8String, Integer> places = new HashMap<>();
  private final List<UTF8String> texts = new ArrayList<>();
  private long bytes;

  /** No texts. */
  public Texts() {}

  /** Place of a text, which is copied if it is new. */
  public int place(UTF8String text) {
    Integer known = places.get(text);
    if (known == null) {
      UTF8String kept = text.clone();
      known = texts.size();
      places.put(kept, known);
      texts.add(kept);
      bytes += kept.numBytes();
    }
    return known;
  }

  /** All of them, by place; grows with this. */
  public List<UTF8String> all() {
    return Collections.unmodifiableList(texts);
  }

  /** Bytes of all of them together. */
  public long bytes() {
    return bytes;
  }

  /** Forgets all. */
  public void clear() {
    places.clear();
    texts.clear();
    bytes = 0;
  }
}
