package dev.brume.core.gateway;

import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;

/**
 * Receives a service's handlers, one for each operation that it implements; all other operations
 * answer 501.
 */
public interface Binder {
  /** Binds {@code operation} to {@code handler}, which returns at once. */
  <I extends Struct, O extends Struct> void on(Operation<I, O> operation, Handler<I, O> handler);

  /** Binds {@code operation} to {@code handler}, which may complete later. */
  <I extends Struct, O extends Struct> void onAsync(
      Operation<I, O> operation, AsyncHandler<I, O> handler);

  /**
   * Binds {@code operation} to {@code handler}, which runs on a background thread, outside of the
   * store's sections: for work that would block an event loop for more than about a millisecond.
   */
  <I extends Struct, O extends Struct> void onBackground(
      Operation<I, O> operation, BackgroundHandler<I, O> handler);
}
