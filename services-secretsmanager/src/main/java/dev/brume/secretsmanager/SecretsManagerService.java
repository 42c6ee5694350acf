package dev.brume.secretsmanager;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.SecretSource;
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
  private final Surroundings surroundings;
  private final SecretKeys keys;
  private final SecretValues values = new SecretValues();
  private final SecretValueOperations versions;

  /** Creates the service; all state is in the store. */
  public SecretsManagerService(Surroundings surroundings) {
    this.surroundings = surroundings;
    finder = new SecretFinder(surroundings);
    keys = new SecretKeys(surroundings.ports());
    versions = new SecretValueOperations(finder, values, keys);
  }

  @Override
  public ServiceSchema schema() {
    return SecretsManagerApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    ReplicateSecretOperations replications = new ReplicateSecretOperations(finder);
    binder.on(
        SecretsManagerApi.REMOVE_REGIONS_FROM_REPLICATION,
        replications::removeRegionsFromReplication);
    binder.on(
        SecretsManagerApi.REPLICATE_SECRET_TO_REGIONS, replications::replicateSecretToRegions);
    binder.on(
        SecretsManagerApi.STOP_REPLICATION_TO_REPLICA, replications::stopReplicationToReplica);
    SecretOperations secrets = new SecretOperations(finder, values, keys, replications);
    binder.on(SecretsManagerApi.CREATE_SECRET, secrets::createSecret);
    binder.on(SecretsManagerApi.DELETE_SECRET, secrets::deleteSecret);
    binder.on(SecretsManagerApi.DESCRIBE_SECRET, secrets::describeSecret);
    binder.on(SecretsManagerApi.RESTORE_SECRET, secrets::restoreSecret);
    binder.on(SecretsManagerApi.TAG_RESOURCE, secrets::tagResource);
    binder.on(SecretsManagerApi.UNTAG_RESOURCE, secrets::untagResource);
    binder.on(SecretsManagerApi.UPDATE_SECRET, secrets::updateSecret);
    binder.on(SecretsManagerApi.BATCH_GET_SECRET_VALUE, versions::batchGetSecretValue);
    binder.on(SecretsManagerApi.GET_SECRET_VALUE, versions::getSecretValue);
    binder.on(SecretsManagerApi.LIST_SECRET_VERSION_IDS, versions::listSecretVersionIds);
    binder.on(SecretsManagerApi.PUT_SECRET_VALUE, versions::putSecretValue);
    binder.on(SecretsManagerApi.UPDATE_SECRET_VERSION_STAGE, versions::updateSecretVersionStage);
    binder.on(SecretsManagerApi.LIST_SECRETS, new SecretLists(finder)::listSecrets);
    RotateSecretOperations rotations = new RotateSecretOperations(finder, surroundings);
    binder.on(SecretsManagerApi.CANCEL_ROTATE_SECRET, rotations::cancelRotateSecret);
    binder.on(SecretsManagerApi.ROTATE_SECRET, rotations::rotateSecret);
    SecretPolicyOperations policies = new SecretPolicyOperations(finder);
    binder.on(SecretsManagerApi.DELETE_RESOURCE_POLICY, policies::deleteResourcePolicy);
    binder.on(SecretsManagerApi.GET_RESOURCE_POLICY, policies::getResourcePolicy);
    binder.on(SecretsManagerApi.LIST_RESOURCE_POLICIES, policies::listResourcePolicies);
    binder.on(SecretsManagerApi.PUT_RESOURCE_POLICY, policies::putResourcePolicy);
    binder.on(SecretsManagerApi.VALIDATE_RESOURCE_POLICY, policies::validateResourcePolicy);
    binder.on(
        SecretsManagerApi.GET_RANDOM_PASSWORD,
        new PasswordOperations(surroundings.ids())::getRandomPassword);
  }

  /** Secrets, for other services to read. */
  public SecretSource secrets() {
    return new ReferencedSecrets(finder, versions);
  }

  /** Opens the stored regions, so that rotations and replications continue. */
  @Override
  public void resume() {
    finder.resume();
  }

  @Override
  public ServiceAccess access() {
    return SecretsAccess.of(finder);
  }
}
