package dev.brume.core.gateway;

import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;

/**
 * Receives a service's handlers, one for each operation that it implements; all other operations
 * answer 501.
 */
public interface Binder {
  /** {@code operation} is done by {@code handler}, at once. */
  <I extends Struct, O extends Struct> void on(Operation<I, O> operation, Handler<I, O> handler);

  /** {@code operation} is done by {@code handler}, which may take its time. */
  <I extends Struct, O extends Struct> void onAsync(
      Operation<I, O> operation, AsyncHandler<I, O> handler);

  /**
   * {@code operation} is done by {@code handler} on a background thread, outside of the store's
   * sections: for what would keep an event loop longer than a millisecond or so.
   */
  <I extends Struct, O extends Struct> void onBackground(
      Operation<I, O> operation, BackgroundHandler<I, O> handler);
}
