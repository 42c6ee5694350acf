package dev.brume.core.effect;

import dev.brume.core.state.Store;
import dev.brume.core.time.Section;
import java.util.function.Supplier;

/**
 * The store's shared section, with the outbox drained before it is left: every change of state runs
 * in it.
 */
public final class StoreSection implements Section {
  private final Store store;
  private final Outbox outbox;

  public StoreSection(Store store, Outbox outbox) {
    this.store = store;
    this.outbox = outbox;
  }

  @Override
  public void run(Runnable task) {
    store.enter();
    try {
      task.run();
    } finally {
      try {
        outbox.drain();
      } finally {
        store.exit();
      }
    }
  }

  /** Runs a task with a result: the later steps of an operation that has waited. */
  public <T> T call(Supplier<T> task) {
    store.enter();
    try {
      return task.get();
    } finally {
      try {
        outbox.drain();
      } finally {
        store.exit();
      }
    }
  }
}
