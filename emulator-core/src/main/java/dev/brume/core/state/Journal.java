package dev.brume.core.state;

import java.util.concurrent.CompletableFuture;

/** Is called for every change of the store and makes it durable. */
interface Journal {
  /** What durability is where nothing has to be waited for. */
  CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  /** Fails where the keys or values of a table could not be written down. */
  void check(TableSpec<?, ?> spec);

  /**
   * {@code key} of {@code table} has the value {@code value} from now on; null where it has none
   * any more. Called under the table's guard, so that the changes of one key come in their order.
   */
  void changed(TableKey table, Object key, Object value);

  /** {@code table} is empty from now on. Called under the table's guard. */
  void cleared(TableKey table);

  /** The calling thread enters a section. */
  void beginSection();

  /** The calling thread leaves its section: what it has changed belongs together. */
  void endSection();

  /** How many writes there had been before this journal's first. */
  long age();

  /** How far the writing has come. */
  Progress progress();

  /**
   * How far the writing has come since the start.
   *
   * @param commits writes to the file
   * @param changesWritten changes in them
   * @param changesWaiting changes that are not written yet
   */
  record Progress(long commits, long changesWritten, long changesWaiting) {}

  /** See {@link Store#durable()}. */
  CompletableFuture<Void> durable();

  /** Completes when all that has changed up to now is written down, in its time. */
  CompletableFuture<Void> written();

  /** See {@link Store#save()}. */
  CompletableFuture<Void> save();

  /** Writes down what is not yet, and lets go of the files. */
  void close();
}
