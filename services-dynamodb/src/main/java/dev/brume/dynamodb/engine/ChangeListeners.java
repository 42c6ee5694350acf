package dev.brume.dynamodb.engine;

/**
 * Who hears of a table's changes.
 *
 * @param stream the table's stream; null where it has none
 * @param feed sends changes to Kinesis data streams
 */
record ChangeListeners(ChangeStream stream, ChangeFeed feed) {
  /** An item has changed; either state may be null. Called under the table's lock. */
  void changed(TableRecord table, StoredItem before, StoredItem after, boolean expired) {
    if (stream != null) {
      stream.add(before, after, expired);
    }
    feed.add(table, before, after, expired);
  }

  /** Ends the stream where it is another one from now on. */
  ChangeListeners adopt(ChangeStream changed) {
    if (stream == changed) {
      return this;
    }
    end();
    return new ChangeListeners(changed, feed);
  }

  /** Nothing changes any more. */
  void end() {
    if (stream != null) {
      stream.end();
    }
  }
}
