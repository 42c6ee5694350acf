package dev.brume.dynamodb.engine;

/** The cause of a write. */
enum WriteCause {
  /** A request. */
  REQUEST,
  /** Time to live. */
  EXPIRY,
  /** Replication from another region. */
  REPLICATION
}
