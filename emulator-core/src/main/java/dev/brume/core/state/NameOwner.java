package dev.brume.core.state;

import dev.brume.core.scope.Scope;

/**
 * The entry of a name in a {@link NameIndex}.
 *
 * @param account empty if the name belongs to the whole server
 * @param region empty if it belongs to a whole account
 */
record NameOwner(String account, String region) {
  static NameOwner of(Scope scope) {
    return new NameOwner(scope.account(), scope.region());
  }

  Scope scope() {
    return new Scope(account, region);
  }
}
