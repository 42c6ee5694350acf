package dev.brume.kms;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.kms.engine.KmsAccount;

/** Finds the state of accounts. */
final class KmsAccounts {
  private final Store store;
  private final RootSpec<KmsAccount> spec;

  KmsAccounts(Surroundings surroundings) {
    store = surroundings.store();
    spec = KmsAccount.spec(surroundings);
  }

  KmsAccount of(String account) {
    return store.root(spec, Scope.ofAccount(account));
  }
}
