package dev.brume.kms.engine;

import dev.brume.core.state.Table;

/** The last uses of an account's keys. Guarded by the account's lock. */
public final class KeyUses {
  private final Table<String, LastKeyUse> uses;

  KeyUses(Table<String, LastKeyUse> uses) {
    this.uses = uses;
  }

  /** The last use of a key; null if there was none. */
  public LastKeyUse of(KeyRecord key) {
    return uses.get(AccountKeys.nameOf(key));
  }

  /** Records a use. */
  public void put(KeyRecord key, LastKeyUse use) {
    uses.put(AccountKeys.nameOf(key), use);
  }

  /** Removes the uses of a deleted key. */
  void removeOf(KeyRecord key) {
    uses.remove(AccountKeys.nameOf(key));
  }
}
