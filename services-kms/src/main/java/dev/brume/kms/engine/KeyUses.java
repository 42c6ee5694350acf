package dev.brume.kms.engine;

import dev.brume.core.state.Table;

/** The last uses of an account's keys. Guarded by the account's lock. */
public final class KeyUses {
  private final Table<String, KeyUse> uses;

  KeyUses(Table<String, KeyUse> uses) {
    this.uses = uses;
  }

  /** The last use of a key; null where there was none. */
  public KeyUse of(KeyRecord key) {
    return uses.get(AccountKeys.nameOf(key));
  }

  /** Notes a use. */
  public void put(KeyRecord key, KeyUse use) {
    uses.put(AccountKeys.nameOf(key), use);
  }

  /** Forgets the uses of a key that is gone. */
  void removeOf(KeyRecord key) {
    uses.remove(AccountKeys.nameOf(key));
  }
}
