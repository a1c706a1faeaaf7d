package io.statarb.instruments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The instruments of a strategy, numbered from 0 in the order of their names. */
public final class Universe {
  private final List<Instrument> instruments;
  private final Map<String, Instrument> byName = new LinkedHashMap<>();

  /**
   * Makes a universe.
   *
   * @param instruments instruments whose ids are 0, 1, 2 ... in this order
   */
  public Universe(List<Instrument> instruments) {
    this.instruments = List.copyOf(instruments);
    for (int i = 0; i < this.instruments.size(); i++) {
      Instrument instrument = this.instruments.get(i);
      if (instrument.id() != i) {
        throw new IllegalArgumentException(
            "ids must be 0,1,2...: position=%d name=%s id=%d"
                .formatted(i, instrument.name(), instrument.id()));
      }
      if (byName.put(instrument.name(), instrument) != null) {
        throw new IllegalArgumentException("instrument twice: name=" + instrument.name());
      }
    }
  }

  /** All instruments by id. */
  public List<Instrument> instruments() {
    return instruments;
  }

  /** The instrument with this id. */
  public Instrument instrument(int id) {
    return instruments.get(id);
  }

  /** The instrument of this name; throws {@link IllegalArgumentException} when there is none. */
  public Instrument instrument(String name) {
    Instrument instrument = byName.get(name);
    if (instrument == null) {
      throw new IllegalArgumentException(
          "no such instrument: name=" + name + " known=" + byName.keySet());
    }
    return instrument;
  }

  /** Number of instruments. */
  public int count() {
    return instruments.size();
  }
}
