package dev.brume.secretsmanager;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.Requester;
import dev.brume.core.port.SecretSource;
import dev.brume.core.scope.Scope;
import dev.brume.secretsmanager.api.GetSecretValueResponse;

/** Secrets that other services read by reference. */
final class ReferencedSecrets implements SecretSource {
  private final SecretFinder finder;
  private final SecretValueOperations values;

  ReferencedSecrets(SecretFinder finder, SecretValueOperations values) {
    this.finder = finder;
    this.values = values;
  }

  @Override
  public StoredSecret read(Requester caller, Scope scope, String secretId) {
    GetSecretValueResponse value = values.read(caller, scope, secretId, null, null);
    return new StoredSecret(
        value.arn(),
        value.name(),
        value.versionId(),
        value.secretString(),
        value.secretBinary(),
        value.versionStages(),
        value.createdDate().toEpochMilli());
  }

  @Override
  public AccessQuery access(Scope caller, String secretId) {
    return SecretsAccess.query(finder, caller, "GetSecretValue", secretId);
  }
}
