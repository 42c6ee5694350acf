package dev.brume.core.admin;

import dev.brume.core.auth.Accounts;
import dev.brume.core.gateway.ServiceEntry;
import dev.brume.core.gateway.Services;
import dev.brume.core.state.Store;
import dev.brume.core.time.ControllableTimeline;

/** Deletes state on request: all of it, that of a service, or that of an account. */
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
   * Forgets everything, and goes back to the machine's time where the present had been moved.
   *
   * @return whether the time went back
   */
  boolean all() {
    store.reset();
    return timeline.returnToMachineTime();
  }

  /** Forgets what the service called {@code id} holds. */
  void service(String id) {
    store.resetService(find(id).id());
  }

  /** Forgets what {@code account} holds. */
  void account(String account) {
    if (!Accounts.isAccount(account)) {
      throw AdminRefusal.badRequest("'" + account + "' is not an account: 12 digits are one");
    }
    store.resetAccount(account);
  }

  /** The service called {@code id}. */
  ServiceEntry find(String id) {
    ServiceEntry entry = services.find(id);
    if (entry == null) {
      throw AdminRefusal.notFound("There is no service '" + id + "'");
    }
    return entry;
  }
}
