package dev.brume.core.state;

import java.util.concurrent.CompletableFuture;

/** Receives every change of the store and makes it durable. */
interface Journal {
  /** Durability when nothing has to be awaited. */
  CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  /** Fails if the keys or values of a table can't be persisted. */
  void check(TableSpec<?, ?> spec);

  /**
   * Records that {@code key} of {@code table} has the value {@code value}; null for a removed one.
   * Called under the table's guard, so the changes of one key arrive in order.
   */
  void changed(TableKey table, Object key, Object value);

  /** Records that {@code table} is empty. Called under the table's guard. */
  void cleared(TableKey table);

  /** The calling thread enters a section. */
  void beginSection();

  /** The calling thread leaves its section: its changes are written together. */
  void endSection();

  /** The number of commits before this journal's first. */
  long age();

  /** The progress of writing. */
  Progress progress();

  /**
   * The progress of writing since the start.
   *
   * @param commits writes to the file
   * @param changesWritten changes in those writes
   * @param changesWaiting changes not written yet
   */
  record Progress(long commits, long changesWritten, long changesWaiting) {}

  /** See {@link Store#durable()}. */
  CompletableFuture<Void> durable();

  /** Completes when all changes so far are written, without hurrying the write. */
  CompletableFuture<Void> written();

  /** See {@link Store#save()}. */
  CompletableFuture<Void> save();

  /** See {@link Store#lacksRoom()}. */
  boolean lacksRoom();

  /** Writes all remaining changes, and closes the files. */
  void close();
}
