package dev.brume.dynamodb.engine;

import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import java.util.List;

/**
 * The tables of all accounts and regions.
 *
 * @param store where they are kept
 * @param spec how a region is made
 * @param shared the only scope, where all accounts and regions have the same tables; else null
 */
public record DynamoDbRegions(Store store, RootSpec<DynamoDbRegion> spec, Scope shared) {
  /** What an account has in a region. */
  public DynamoDbRegion of(Scope scope) {
    return store.root(spec, shared == null ? scope : shared);
  }

  /** The same, where there is something; else null. Scopes that clients make up come to nothing. */
  public DynamoDbRegion find(Scope scope) {
    Scope wanted = shared == null ? scope : shared;
    return store.holds(spec, wanted) ? store.root(spec, wanted) : null;
  }

  /** All that hold something. */
  public List<DynamoDbRegion> all() {
    return store.scopes(DynamoDbTables.SERVICE).stream()
        .map(scope -> store.root(spec, scope))
        .toList();
  }

  /** Opens what the store holds, so that what is due happens. */
  public void open() {
    store.openRoots(spec);
  }
}
