package io.statarb.features;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import java.util.List;

/** The instruments of a pair by leg: 0 is Y, 1 and on are its hedge legs. Immutable. */
public final class PairLegs {
  /** What {@link #leg} says of an instrument that is no leg. */
  public static final int NONE = -1;

  private final List<Instrument> instruments;
  private final int[] ids;

  private PairLegs(List<Instrument> instruments) {
    this.instruments = instruments;
    this.ids = instruments.stream().mapToInt(Instrument::id).toArray();
  }

  /**
   * The legs of a pair.
   *
   * @throws IllegalArgumentException when the universe lacks one
   */
  public static PairLegs of(PairDefinition pair, Universe universe) {
    return new PairLegs(pair.legs().stream().map(universe::instrument).toList());
  }

  /** Number of legs, at least 2. */
  public int count() {
    return ids.length;
  }

  /** The instruments in the order of the legs. */
  public List<Instrument> instruments() {
    return instruments;
  }

  /** Id of the instrument of a leg. */
  public int instrumentId(int leg) {
    return ids[leg];
  }

  /** The leg of an instrument, or {@link #NONE}. */
  public int leg(int instrumentId) {
    for (int leg = 0; leg < ids.length; leg++) {
      if (ids[leg] == instrumentId) {
        return leg;
      }
    }
    return NONE;
  }
}
