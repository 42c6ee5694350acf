package dev.brume.core.gateway;

import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;

/** Where a service says which operations it does; all the others answer 501. */
public interface Binder {
  /** {@code operation} is done by {@code handler}, at once. */
  <I extends Struct, O extends Struct> void on(Operation<I, O> operation, Handler<I, O> handler);

  /** {@code operation} is done by {@code handler}, which may take its time. */
  <I extends Struct, O extends Struct> void onAsync(
      Operation<I, O> operation, AsyncHandler<I, O> handler);
}
