package dev.brume.dynamodb.engine;

/**
 * Who hears of a table's changes.
 *
 * @param stream the table's stream; null where it has none
 * @param feed sends changes to Kinesis data streams
 * @param replicas has replicas in other regions follow
 */
record ChangeListeners(ChangeStream stream, ChangeFeed feed, ReplicaFeed replicas) {
  /** An item has been written. Called under the table's lock. */
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

  /** Ends the stream where it is another one from now on. */
  ChangeListeners adopt(ChangeStream changed) {
    if (stream == changed) {
      return this;
    }
    end();
    return new ChangeListeners(changed, feed, replicas);
  }

  /** Nothing changes any more. */
  void end() {
    if (stream != null) {
      stream.end();
    }
  }
}
