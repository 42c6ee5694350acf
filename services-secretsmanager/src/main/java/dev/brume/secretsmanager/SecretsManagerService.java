package dev.brume.secretsmanager;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.secretsmanager.api.SecretsManagerApi;

/**
 * AWS Secrets Manager.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html">API
 *     Reference</a>
 */
public final class SecretsManagerService implements Service {
  private final SecretFinder finder;
  private final Ids ids;

  /** Makes the service; it keeps nothing itself. */
  public SecretsManagerService(Surroundings surroundings) {
    finder = new SecretFinder(surroundings);
    ids = surroundings.ids();
  }

  @Override
  public ServiceSchema schema() {
    return SecretsManagerApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    SecretValues values = new SecretValues();
    SecretOperations secrets = new SecretOperations(finder, values);
    binder.on(SecretsManagerApi.CREATE_SECRET, secrets::createSecret);
    binder.on(SecretsManagerApi.DELETE_SECRET, secrets::deleteSecret);
    binder.on(SecretsManagerApi.DESCRIBE_SECRET, secrets::describeSecret);
    binder.on(SecretsManagerApi.RESTORE_SECRET, secrets::restoreSecret);
    binder.on(SecretsManagerApi.ROTATE_SECRET, secrets::rotateSecret);
    binder.on(SecretsManagerApi.TAG_RESOURCE, secrets::tagResource);
    binder.on(SecretsManagerApi.UNTAG_RESOURCE, secrets::untagResource);
    binder.on(SecretsManagerApi.UPDATE_SECRET, secrets::updateSecret);
    SecretValueOperations versions = new SecretValueOperations(finder, values);
    binder.on(SecretsManagerApi.BATCH_GET_SECRET_VALUE, versions::batchGetSecretValue);
    binder.on(SecretsManagerApi.GET_SECRET_VALUE, versions::getSecretValue);
    binder.on(SecretsManagerApi.LIST_SECRET_VERSION_IDS, versions::listSecretVersionIds);
    binder.on(SecretsManagerApi.PUT_SECRET_VALUE, versions::putSecretValue);
    binder.on(SecretsManagerApi.UPDATE_SECRET_VERSION_STAGE, versions::updateSecretVersionStage);
    binder.on(SecretsManagerApi.LIST_SECRETS, new SecretLists(finder)::listSecrets);
    SecretPolicyOperations policies = new SecretPolicyOperations(finder);
    binder.on(SecretsManagerApi.DELETE_RESOURCE_POLICY, policies::deleteResourcePolicy);
    binder.on(SecretsManagerApi.GET_RESOURCE_POLICY, policies::getResourcePolicy);
    binder.on(SecretsManagerApi.PUT_RESOURCE_POLICY, policies::putResourcePolicy);
    binder.on(SecretsManagerApi.VALIDATE_RESOURCE_POLICY, policies::validateResourcePolicy);
    binder.on(
        SecretsManagerApi.GET_RANDOM_PASSWORD, new PasswordOperations(ids)::getRandomPassword);
  }

  @Override
  public ServiceAccess access() {
    return SecretsAccess.of(finder);
  }
}
