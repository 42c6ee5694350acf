package dev.brume.dynamodb.engine;

/**
 * The listeners of a table's changes.
 *
 * @param stream the table's stream; null if it has none
 * @param feed sends changes to Kinesis data streams
 * @param replicas sends writes to replicas in other regions
 */
record ChangeListeners(ChangeStream stream, ChangeFeed feed, ReplicaFeed replicas) {
  /** Called after an item has been written, under the table's lock. */
  void changed(TableRecord table, PreparedWrite write, WriteCause cause) {
    boolean expired = cause == WriteCause.EXPIRY;
    if (stream != null) {
      stream.add(write.before(), write.after(), expired);
    }
    feed.add(table, write.before(), write.after(), expired);
    if (cause != WriteCause.REPLICATION) {
      replicas.add(table, write);
    }
  }

  /** Switches to another stream, and ends the former one. */
  ChangeListeners adopt(ChangeStream changed) {
    if (stream == changed) {
      return this;
    }
    end();
    return new ChangeListeners(changed, feed, replicas);
  }

  /** Called when there will be no more changes. */
  void end() {
    if (stream != null) {
      stream.end();
    }
  }
}
