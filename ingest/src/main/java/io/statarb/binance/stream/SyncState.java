package io.statarb.binance.stream;

/** What a book can be trusted with; only in {@link #LIVE} may anything be decided on it. */
public enum SyncState {
  /** Nothing was heard of the symbol yet. */
  WAITING,
  /** Changes are kept until a snapshot says which of them count. */
  SYNCING,
  /** Snapshot and every change since. */
  LIVE,
  /** A change or the connection was lost: a new snapshot is on its way. */
  GAP,
  /** Whole as far as anyone knows, but nothing was heard of the symbol for too long. */
  STALE,
  /** Given up; stays so until somebody asks for it to be synced again. */
  BLIND
}
