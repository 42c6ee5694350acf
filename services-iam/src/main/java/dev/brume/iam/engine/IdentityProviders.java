package dev.brume.iam.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.state.Table;
import dev.brume.iam.api.IamErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The OpenID Connect providers of an account, by ARN. */
public final class IdentityProviders {
  private final Table<String, OidcProviderRecord> oidc;

  IdentityProviders(Table<String, OidcProviderRecord> oidc) {
    this.oidc = oidc;
  }

  /** The number of providers. */
  public int size() {
    return oidc.size();
  }

  /** All, by ARN. */
  public List<OidcProviderRecord> all() {
    List<OidcProviderRecord> all = new ArrayList<>();
    oidc.forEach((arn, provider) -> all.add(provider));
    all.sort(Comparator.comparing(OidcProviderRecord::arn));
    return all;
  }

  /** The provider with that ARN; null if there is none. */
  public OidcProviderRecord get(String arn) {
    return oidc.get(arn);
  }

  /**
   * The provider with that ARN.
   *
   * @throws AwsError NoSuchEntity
   */
  public OidcProviderRecord find(String arn) {
    OidcProviderRecord provider = oidc.get(arn);
    if (provider == null) {
      throw IamErrors.noSuchEntityException("OpenIDConnect Provider not found for arn " + arn);
    }
    return provider;
  }

  /**
   * Adds a provider.
   *
   * @throws AwsError EntityAlreadyExists, LimitExceeded
   */
  public void add(OidcProviderRecord provider) {
    if (oidc.get(provider.arn()) != null) {
      throw IamErrors.entityAlreadyExistsException(
          "Provider with url https://" + provider.url() + " already exists.");
    }
    EntityQuota.require(oidc.size(), IamQuotas.OIDC_PROVIDERS, "OpenIdConnectProvidersPerAccount");
    put(provider);
  }

  /** Replaces a provider. */
  public void put(OidcProviderRecord provider) {
    oidc.put(provider.arn(), provider);
  }

  /** Removes a provider, if it exists. */
  public void remove(String arn) {
    oidc.remove(arn);
  }
}
