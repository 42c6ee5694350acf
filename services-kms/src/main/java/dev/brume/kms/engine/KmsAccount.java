package dev.brume.kms.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Tables;
import java.util.function.Supplier;

/**
 * The KMS state of an account in all regions, because multi-Region keys change together. Its parts
 * are used inside of {@link #call}, which holds the account's lock; steps there must be short.
 */
public final class KmsAccount implements AutoCloseable {
  private final Object lock = new Object();
  private final Surroundings surroundings;
  private final AccountKeys keys;
  private final KeyAliases aliases;
  private final KeyGrants grants;
  private final ImportTokens importTokens;
  private final CustomKeyStores customKeyStores;
  private final KeyUses uses;

  private KmsAccount(Tables tables, Surroundings surroundings) {
    this.surroundings = surroundings;
    aliases = new KeyAliases(tables.table(KmsTables.ALIASES, ""));
    grants = new KeyGrants(tables.table(KmsTables.GRANTS, ""));
    keys = new AccountKeys(tables, surroundings.ids());
    importTokens = new ImportTokens(tables.table(KmsTables.IMPORT_TOKENS, ""));
    uses = new KeyUses(tables.table(KmsTables.USES, ""));
    customKeyStores = new CustomKeyStores(tables.table(KmsTables.CUSTOM_KEY_STORES, ""));
  }

  /** The store's specification for creating accounts. */
  public static RootSpec<KmsAccount> spec(Surroundings surroundings) {
    return new RootSpec<>(
            KmsTables.SERVICE, false, (scope, tables) -> new KmsAccount(tables, surroundings))
        .of(Scope.Level.ACCOUNT)
        .withTables(KmsTables.ALL);
  }

  /** Runs a short step under the lock, after applying due changes. */
  public <T> T call(Supplier<T> step) {
    synchronized (lock) {
      for (KeyRecord gone : keys.passTime(nowMillis())) {
        aliases.removeOf(gone);
        grants.removeOf(gone);
        uses.removeOf(gone);
      }
      return step.get();
    }
  }

  /** The same without a result. */
  public void run(Runnable step) {
    call(
        () -> {
          step.run();
          return null;
        });
  }

  /** The present time. */
  public long nowMillis() {
    return surroundings.timeline().nowMillis();
  }

  /** The keys. */
  public AccountKeys keys() {
    return keys;
  }

  /** Their aliases. */
  public KeyAliases aliases() {
    return aliases;
  }

  /** Their grants. */
  public KeyGrants grants() {
    return grants;
  }

  /** The import tokens. */
  public ImportTokens importTokens() {
    return importTokens;
  }

  /** The last uses of keys. */
  public KeyUses uses() {
    return uses;
  }

  /** The custom key stores. */
  public CustomKeyStores customKeyStores() {
    return customKeyStores;
  }

  @Override
  public void close() {
    // There are no waiters.
  }
}
