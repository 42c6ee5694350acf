package dev.brume.core.admin;

import dev.brume.core.auth.Accounts;
import dev.brume.core.gateway.ServiceEntry;
import dev.brume.core.gateway.Services;
import dev.brume.core.state.Store;
import dev.brume.core.time.ControllableTimeline;

/** Deletes state on request: all of it, that of one service, or that of one account. */
final class StateReset {
  private final Services services;
  private final Store store;
  private final ControllableTimeline timeline;

  StateReset(Services services, Store store, ControllableTimeline timeline) {
    this.services = services;
    this.store = store;
    this.timeline = timeline;
  }

  /**
   * Deletes all state, and returns to the machine's time if the time was frozen or advanced.
   *
   * @return whether the time changed
   */
  boolean all() {
    store.reset();
    return timeline.returnToMachineTime();
  }

  /** Deletes the state of the service {@code id}. */
  void service(String id) {
    store.resetService(find(id).id());
  }

  /** Deletes the state of {@code account}. */
  void account(String account) {
    if (!Accounts.isAccount(account)) {
      throw AdminRefusal.badRequest("'" + account + "' is not an account: 12 digits are one");
    }
    store.resetAccount(account);
  }

  /** The service {@code id}. */
  ServiceEntry find(String id) {
    ServiceEntry entry = services.find(id);
    if (entry == null) {
      throw AdminRefusal.notFound("There is no service '" + id + "'");
    }
    return entry;
  }
}
