package dev.brume.iam.engine;

import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.core.state.Table;
import dev.brume.core.state.TableSpec;
import dev.brume.core.state.Tables;

/**
 * The state of an account as stored by earlier versions: in the first region of the partition. It
 * is moved to the scope of the whole account on first access.
 */
record RegionalState(Tables tables) implements AutoCloseable {
  private static final RootSpec<RegionalState> SPEC =
      new RootSpec<>(IamTables.SERVICE, false, (scope, tables) -> new RegionalState(tables));

  /** Its former scope. */
  private static Scope scopeOf(Scope account) {
    String region =
        switch (account.partition()) {
          case "aws-cn" -> "cn-north-1";
          case "aws-us-gov" -> "us-gov-west-1";
          default -> Scope.DEFAULT_REGION;
        };
    return new Scope(account.account(), region);
  }

  /** Whether an account has such state. */
  static boolean isOf(Scope account, Store store) {
    return store.holds(SPEC, scopeOf(account));
  }

  /**
   * Moves an account's state; within a section of the store, so that it is written as one change.
   */
  static void moveTo(Tables account, Scope scope, Store store) {
    if (isOf(scope, store)) {
      Tables former = store.root(SPEC, scopeOf(scope)).tables();
      IamTables.ALL.forEach(spec -> move(spec, former, account));
    }
  }

  private static <K extends Comparable<K>, V> void move(
      TableSpec<K, V> spec, Tables former, Tables account) {
    Table<K, V> target = account.table(spec, "");
    former.table(spec, "").forEach(target::put);
    former.drop(spec, "");
  }

  @Override
  public void close() {
    // It has no resources but its tables.
  }
}
