package dev.brume.core.admin;

import dev.brume.core.auth.Accounts;
import dev.brume.core.gateway.ServiceEntry;
import dev.brume.core.gateway.Services;
import dev.brume.core.state.Store;

/** Forgets state on request, for good: everything, a service's, or an account's. */
final class StateReset {
  private final Services services;
  private final Store store;

  StateReset(Services services, Store store) {
    this.services = services;
    this.store = store;
  }

  void all() {
    store.reset();
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
