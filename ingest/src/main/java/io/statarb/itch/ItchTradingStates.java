package io.statarb.itch;

import io.statarb.marketdata.TradingState;

/**
 * What S, H, h and W messages say of each stock taken together, the strictest first: closed (before
 * system hours and after them), halted on any market for operational reasons, halted by the last H,
 * paused, quoted only, trading. A breach of a circuit breaker halts all until their next H.
 */
final class ItchTradingStates {
  private static final byte UNTOLD = 0;

  private final byte[] actions = new byte[ItchMessages.LOCATES];

  /** Bits of the markets on which a stock is halted for operational reasons. */
  private final byte[] halts = new byte[ItchMessages.LOCATES];

  private boolean closed;

  /** State of a stock. */
  TradingState state(int locate) {
    if (closed) {
      return TradingState.CLOSED;
    }
    if (halts[locate] != 0) {
      return TradingState.HALTED;
    }
    return switch (actions[locate]) {
      case 'T' -> TradingState.TRADING;
      case 'Q' -> TradingState.QUOTE_ONLY;
      case 'H', 'P' -> TradingState.HALTED;
      default -> TradingState.UNKNOWN;
    };
  }

  void action(int locate, byte action) {
    actions[locate] = action;
  }

  void operationalHalt(int locate, byte market, byte action) {
    // What is not a resumption of one of the three markets is a halt: unknown is not tradable.
    int bit = market == 'Q' ? 1 : market == 'B' ? 2 : market == 'X' ? 4 : 8;
    halts[locate] = (byte) (action == 'T' ? halts[locate] & ~bit : halts[locate] | bit);
  }

  void breached() {
    for (int locate = 0; locate < actions.length; locate++) {
      actions[locate] = actions[locate] == UNTOLD ? UNTOLD : (byte) 'H';
    }
  }

  /** Takes a system event; a feed that is joined later in the day has told none and is open. */
  void event(byte event) {
    switch (event) {
      case 'S', 'Q', 'M' -> closed = false;
      case 'O', 'E', 'C' -> closed = true;
      default -> {
        // An event that the specification does not have changes nothing.
      }
    }
  }
}
