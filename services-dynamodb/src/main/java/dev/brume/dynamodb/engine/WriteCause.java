package dev.brume.dynamodb.engine;

/** Why an item is written. */
enum WriteCause {
  /** Somebody asked for it. */
  REQUEST,
  /** Its time to live is over. */
  EXPIRY,
  /** It was written in another region. */
  REPLICATION
}
