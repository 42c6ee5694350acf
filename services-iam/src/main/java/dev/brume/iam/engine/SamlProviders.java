package dev.brume.iam.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.state.Table;
import dev.brume.iam.api.IamErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The SAML providers of an account, by ARN. */
public final class SamlProviders {
  private final Table<String, SamlProviderRecord> providers;

  SamlProviders(Table<String, SamlProviderRecord> providers) {
    this.providers = providers;
  }

  /** The number of providers. */
  public int size() {
    return providers.size();
  }

  /** All, by ARN. */
  public List<SamlProviderRecord> all() {
    List<SamlProviderRecord> all = new ArrayList<>();
    providers.forEach((arn, provider) -> all.add(provider));
    all.sort(Comparator.comparing(SamlProviderRecord::arn));
    return all;
  }

  /** The provider with that ARN; null if there is none. */
  public SamlProviderRecord get(String arn) {
    return providers.get(arn);
  }

  /**
   * The provider with that ARN.
   *
   * @throws AwsError NoSuchEntity
   */
  public SamlProviderRecord find(String arn) {
    SamlProviderRecord provider = providers.get(arn);
    if (provider == null) {
      throw IamErrors.noSuchEntityException("Manifest not found for arn " + arn);
    }
    return provider;
  }

  /**
   * Adds a provider.
   *
   * @throws AwsError EntityAlreadyExists, LimitExceeded
   */
  public void add(SamlProviderRecord provider) {
    if (providers.get(provider.arn()) != null) {
      throw IamErrors.entityAlreadyExistsException(
          "SAMLProvider with name " + provider.name() + " already exists.");
    }
    EntityQuota.require(providers.size(), IamQuotas.SAML_PROVIDERS, "SAMLProvidersPerAccount");
    put(provider);
  }

  /** Replaces a provider. */
  public void put(SamlProviderRecord provider) {
    providers.put(provider.arn(), provider);
  }

  /** Removes a provider. */
  public void remove(String arn) {
    providers.remove(arn);
  }
}
