package dev.brume.dynamodb.engine;

import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import java.util.List;

/**
 * The tables of all accounts and regions.
 *
 * @param store the store
 * @param spec creates a region
 * @param shared the only scope, if all accounts and regions share their tables; else null
 */
public record DynamoDbRegions(Store store, RootSpec<DynamoDbRegion> spec, Scope shared) {
  /** An account's tables in a region. */
  public DynamoDbRegion of(Scope scope) {
    return store.root(spec, shared == null ? scope : shared);
  }

  /** The same, if there is state; else null. Scopes that do not exist have none. */
  public DynamoDbRegion find(Scope scope) {
    Scope wanted = shared == null ? scope : shared;
    return store.holds(spec, wanted) ? store.root(spec, wanted) : null;
  }

  /** All regions that hold state. */
  public List<DynamoDbRegion> all() {
    return store.scopes(DynamoDbTables.SERVICE).stream()
        .map(scope -> store.root(spec, scope))
        .toList();
  }

  /** Opens all stored regions, so that due work runs. */
  public void open() {
    store.openRoots(spec);
  }
}
