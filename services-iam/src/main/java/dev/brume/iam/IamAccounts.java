package dev.brume.iam;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.id.Ids;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.NameIndex;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.core.time.Timeline;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.OutboundFederation;
import dev.brume.iam.engine.TokenSigningKey;
import java.util.stream.Stream;

/** Finds the IAM and STS state of accounts. */
public final class IamAccounts {
  private final Store store;
  private final RootSpec<IamAccount> spec;

  /** The accounts of a store. */
  public IamAccounts(Store store, Timeline timeline, Ids ids) {
    this.store = store;
    this.spec = IamAccount.spec(store, timeline, ids);
  }

  /** The aliases of accounts, each with its partition before it. */
  NameIndex aliases() {
    return store.names(spec.service(), "aliases");
  }

  /** The account of a request. */
  public IamAccount of(RequestContext context) {
    return of(context.scope().account(), context.scope().partition());
  }

  /** The account with that id. */
  public IamAccount of(String account, String partition) {
    return store.root(spec, Scope.ofAccount(account, partition));
  }

  /** The account if it has any state; else null. */
  public IamAccount known(String account, String partition) {
    Scope scope = Scope.ofAccount(account, partition);
    return IamAccount.isIn(store, spec, scope) ? store.root(spec, scope) : null;
  }

  /**
   * The key with which an account has signed tokens as that issuer; null if there is none.
   *
   * @param issuer without its scheme
   * @param keyId the key id in tokens
   */
  public TokenSigningKey signingKey(String issuer, String keyId) {
    for (Scope scope : store.scopes(spec.service(), Scope.Level.ACCOUNT)) {
      IamAccount account = store.root(spec, scope);
      synchronized (account) {
        OutboundFederation federation = account.settings().federation();
        if (federation != null && federation.issuer().endsWith("://" + issuer)) {
          return Stream.of("RS256", "ES384")
              .map(federation::key)
              .filter(key -> key != null && key.id().equals(keyId))
              .findFirst()
              .orElse(null);
        }
      }
    }
    return null;
  }
}
