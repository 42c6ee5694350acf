package dev.brume.secretsmanager;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.gateway.AccessTable;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.secretsmanager.api.CreateSecretRequest;
import dev.brume.secretsmanager.api.ReplicaRegionType;
import dev.brume.secretsmanager.api.SecretsManagerApi;
import dev.brume.secretsmanager.engine.SecretRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The permissions that callers need, by identity policies and the secret's policy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html">Actions,
 *     resources, and condition keys for AWS Secrets Manager</a>
 */
final class SecretsAccess {
  private static final String PREFIX = "secretsmanager:";

  private final SecretFinder finder;
  private final AccessTable table = new AccessTable(SecretFinder.SERVICE);

  private SecretsAccess(SecretFinder finder) {
    this.finder = finder;
  }

  static ServiceAccess of(SecretFinder finder) {
    return new SecretsAccess(finder).table();
  }

  private AccessTable table() {
    onId(SecretsManagerApi.CANCEL_ROTATE_SECRET, input -> input.secretId());
    onId(SecretsManagerApi.DELETE_RESOURCE_POLICY, input -> input.secretId());
    onId(
        SecretsManagerApi.DELETE_SECRET,
        input -> input.secretId(),
        (input, keys) ->
            keys.put("secretsmanager:RecoveryWindowInDays", text(input.recoveryWindowInDays()))
                .put(
                    "secretsmanager:ForceDeleteWithoutRecovery",
                    text(input.forceDeleteWithoutRecovery())));
    onId(SecretsManagerApi.DESCRIBE_SECRET, input -> input.secretId());
    onId(SecretsManagerApi.GET_RESOURCE_POLICY, input -> input.secretId());
    onId(
        SecretsManagerApi.GET_SECRET_VALUE,
        input -> input.secretId(),
        (input, keys) ->
            keys.put("secretsmanager:VersionId", input.versionId())
                .put("secretsmanager:VersionStage", input.versionStage()));
    onId(SecretsManagerApi.LIST_SECRET_VERSION_IDS, input -> input.secretId());
    onId(SecretsManagerApi.LIST_RESOURCE_POLICIES, input -> input.secretId());
    onId(
        SecretsManagerApi.PUT_RESOURCE_POLICY,
        input -> input.secretId(),
        (input, keys) ->
            keys.put("secretsmanager:BlockPublicPolicy", text(input.blockPublicPolicy())));
    onId(SecretsManagerApi.PUT_SECRET_VALUE, input -> input.secretId());
    onId(SecretsManagerApi.REMOVE_REGIONS_FROM_REPLICATION, input -> input.secretId());
    onId(
        SecretsManagerApi.REPLICATE_SECRET_TO_REGIONS,
        input -> input.secretId(),
        (input, keys) ->
            addReplicas(keys, input.addReplicaRegions(), input.forceOverwriteReplicaSecret()));
    onId(SecretsManagerApi.RESTORE_SECRET, input -> input.secretId());
    onId(
        SecretsManagerApi.ROTATE_SECRET,
        input -> input.secretId(),
        (input, keys) ->
            keys.put("secretsmanager:RotationLambdaARN", input.rotationLambdaARN())
                .put("secretsmanager:ModifyRotationRules", text(input.rotationRules() != null))
                .put("secretsmanager:RotateImmediately", text(input.rotateImmediately())));
    onId(SecretsManagerApi.STOP_REPLICATION_TO_REPLICA, input -> input.secretId());
    onId(SecretsManagerApi.TAG_RESOURCE, input -> input.secretId());
    onId(SecretsManagerApi.UNTAG_RESOURCE, input -> input.secretId());
    onId(SecretsManagerApi.UPDATE_SECRET, input -> input.secretId());
    onId(SecretsManagerApi.UPDATE_SECRET_VERSION_STAGE, input -> input.secretId());
    onId(SecretsManagerApi.VALIDATE_RESOURCE_POLICY, input -> input.secretId());
    table.onAny(
        SecretsManagerApi.BATCH_GET_SECRET_VALUE,
        SecretsManagerApi.GET_RANDOM_PASSWORD,
        SecretsManagerApi.LIST_SECRETS);
    return table.onMany(SecretsManagerApi.CREATE_SECRET, SecretsAccess::creation);
  }

  /** A new secret has no ARN yet; policies name it by {@code secretsmanager:Name}. */
  private static List<AccessQuery> creation(RequestContext context, CreateSecretRequest input) {
    ContextKeys.Builder keys =
        ContextKeys.builder()
            .put("secretsmanager:Name", input.name())
            .put("secretsmanager:Description", input.description())
            .put("secretsmanager:KmsKeyId", input.kmsKeyId());
    addReplicas(keys, input.addReplicaRegions(), input.forceOverwriteReplicaSecret());
    AccessTarget target =
        AccessTarget.of(arnOf(context.scope(), input.name()), context.scope().account())
            .with(keys.build());
    List<AccessQuery> queries = new ArrayList<>();
    queries.add(new AccessQuery(PREFIX + "CreateSecret", target));
    if (input.tags() != null && !input.tags().isEmpty()) {
      queries.add(new AccessQuery(PREFIX + "TagResource", target));
    }
    if (input.addReplicaRegions() != null && !input.addReplicaRegions().isEmpty()) {
      queries.add(new AccessQuery(PREFIX + "ReplicateSecretToRegions", target));
    }
    return queries;
  }

  private static String arnOf(Scope scope, String name) {
    return scope.colonArn(SecretFinder.SERVICE, "secret", name).toString();
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  private static void addReplicas(
      ContextKeys.Builder keys, List<ReplicaRegionType> regions, Boolean overwrite) {
    if (regions != null) {
      keys.put(
          PREFIX + "AddReplicaRegions",
          regions.stream().map(ReplicaRegionType::region).filter(Objects::nonNull).toList());
    }
    keys.put(PREFIX + "ForceOverwriteReplicaSecret", text(overwrite));
  }

  private <I extends Struct> void onId(Operation<I, ?> operation, Function<I, String> secretId) {
    onId(operation, secretId, (input, keys) -> {});
  }

  /** The same with condition keys from the input. */
  private <I extends Struct> void onId(
      Operation<I, ?> operation,
      Function<I, String> secretId,
      BiConsumer<I, ContextKeys.Builder> conditions) {
    table.onMany(
        operation,
        (context, input) -> {
          ContextKeys.Builder keys = ContextKeys.builder();
          conditions.accept(input, keys);
          return List.of(
              query(finder, context.scope(), operation.name(), secretId.apply(input), keys));
        });
  }

  /** The access query for an action on a secret. */
  static AccessQuery query(
      SecretFinder finder, RequestContext context, String action, String secretId) {
    return query(finder, context.scope(), action, secretId);
  }

  /** The same for a caller in the given account and region. */
  static AccessQuery query(SecretFinder finder, Scope caller, String action, String secretId) {
    return query(finder, caller, action, secretId, ContextKeys.builder());
  }

  private static AccessQuery query(
      SecretFinder finder, Scope caller, String action, String secretId, ContextKeys.Builder keys) {
    if (secretId == null) {
      return new AccessQuery(PREFIX + action, AccessTarget.ANY);
    }
    SecretRecord secret = finder.findQuietly(caller, secretId).orElse(null);
    if (secret == null) {
      String arn = secretId.startsWith("arn:") ? secretId : arnOf(caller, secretId);
      return new AccessQuery(PREFIX + action, AccessTarget.of(arn, null));
    }
    keys.put("secretsmanager:SecretId", secretId)
        .put("secretsmanager:SecretPrimaryRegion", secret.primaryRegion())
        .tags("aws:ResourceTag/", secret.knownTags())
        .tags("secretsmanager:ResourceTag/", secret.knownTags());
    if (secret.rotation() != null) {
      keys.put("secretsmanager:resource/AllowRotationLambdaArn", secret.rotation().functionArn());
    }
    String account = Arn.parse(secret.arn()).map(Arn::account).orElse(null);
    return new AccessQuery(
        PREFIX + action,
        AccessTarget.of(secret.arn(), account)
            .with(SecretPolicyOperations.policyOf(secret))
            .with(keys.build()));
  }
}
