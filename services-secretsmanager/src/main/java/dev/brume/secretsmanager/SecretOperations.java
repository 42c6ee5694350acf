package dev.brume.secretsmanager;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.NameRule;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Unit;
import dev.brume.secretsmanager.api.CreateSecretRequest;
import dev.brume.secretsmanager.api.CreateSecretResponse;
import dev.brume.secretsmanager.api.DeleteSecretRequest;
import dev.brume.secretsmanager.api.DeleteSecretResponse;
import dev.brume.secretsmanager.api.DescribeSecretRequest;
import dev.brume.secretsmanager.api.DescribeSecretResponse;
import dev.brume.secretsmanager.api.RestoreSecretRequest;
import dev.brume.secretsmanager.api.RestoreSecretResponse;
import dev.brume.secretsmanager.api.SecretsManagerErrors;
import dev.brume.secretsmanager.api.TagResourceRequest;
import dev.brume.secretsmanager.api.UntagResourceRequest;
import dev.brume.secretsmanager.api.UpdateSecretRequest;
import dev.brume.secretsmanager.api.UpdateSecretResponse;
import dev.brume.secretsmanager.engine.SecretQuotas;
import dev.brume.secretsmanager.engine.SecretRecord;
import dev.brume.secretsmanager.engine.SecretReplica;
import dev.brume.secretsmanager.engine.SecretRotation;
import dev.brume.secretsmanager.engine.SecretVersion;
import dev.brume.secretsmanager.engine.SecretsRegion;
import dev.brume.secretsmanager.engine.StagingLabels;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Creates, describes, updates, deletes and restores secrets. */
final class SecretOperations {
  private static final NameRule NAMES = NameRule.of(1, 512, "[A-Za-z0-9/_+=.@!-]");

  /** A tag with which tests set the suffix of a secret's ARN. */
  private static final String CUSTOM_ID = "_custom_id_";

  private final SecretFinder finder;
  private final SecretValues values;
  private final SecretKeys keys;
  private final ReplicateSecretOperations replications;

  SecretOperations(
      SecretFinder finder,
      SecretValues values,
      SecretKeys keys,
      ReplicateSecretOperations replications) {
    this.finder = finder;
    this.values = values;
    this.keys = keys;
    this.replications = replications;
  }

  CreateSecretResponse createSecret(RequestContext context, CreateSecretRequest input) {
    SecretRefusals.refuseUnbuilt("CrossAccountPrimaryARN", input.crossAccountPrimaryARN());
    String token = SecretRefusals.requireToken(input.clientRequestToken());
    NAMES.require(
        input.name(),
        () ->
            AwsError.client(
                "ValidationException",
                400,
                "Invalid name. Must be a valid name containing alphanumeric characters, or any of"
                    + " the following: -/_+=.@!"));
    SecretValues.checkOne(input.secretString(), input.secretBinary());
    Map<String, String> tags = SecretTags.ofNew(input.tags());
    if (input.secretString() != null || input.secretBinary() != null) {
      keys.requireToEncrypt(context, input.kmsKeyId());
    }
    SecretsRegion region = finder.region(context.scope());
    return region.call(() -> create(region, input, token, tags));
  }

  private CreateSecretResponse create(
      SecretsRegion region, CreateSecretRequest input, String token, Map<String, String> tags) {
    SecretRecord known = region.find(input.name());
    if (known != null) {
      return again(region, known, input, token);
    }
    SecretQuotas.SECRETS.require(
        region.size() + 1L,
        most ->
            SecretsManagerErrors.limitExceededException(
                "You cannot have more than " + most + " secrets."));
    long now = region.nowMillis();
    String suffix = tags == null ? null : tags.get(CUSTOM_ID);
    String arn = suffix == null ? region.newArn(input.name()) : region.arn(input.name(), suffix);
    SecretRecord plain =
        SecretRecord.of(input.name(), arn, now)
            .described(input.description(), input.kmsKeyId(), input.type(), now);
    SecretRecord tagged = tags == null ? plain : plain.tagged(tags, now);
    SecretRecord secret =
        input.addReplicaRegions() == null
            ? tagged
            : ReplicateSecretOperations.replicated(
                tagged,
                region.scope(),
                input.addReplicaRegions(),
                Boolean.TRUE.equals(input.forceOverwriteReplicaSecret()));
    region.put(secret);
    boolean hasValue = input.secretString() != null || input.secretBinary() != null;
    if (hasValue) {
      values.add(
          region,
          secret,
          token,
          input.secretString(),
          input.secretBinary(),
          List.of(StagingLabels.CURRENT));
    }
    return CreateSecretResponse.builder()
        .arn(arn)
        .name(input.name())
        .versionId(hasValue ? token : null)
        .replicationStatus(ReplicateSecretOperations.shown(secret))
        .build();
  }

  /** A repeated request succeeds without a change; any other request for the name is refused. */
  private static CreateSecretResponse again(
      SecretsRegion region, SecretRecord known, CreateSecretRequest input, String token) {
    if (known.isDeleted()) {
      throw SecretRefusals.invalidRequest(
          "You can't create this secret because a secret with this name is already scheduled for"
              + " deletion.");
    }
    SecretVersion version = region.version(known, token);
    if (version == null || !version.hasValue(input.secretString(), input.secretBinary())) {
      throw SecretsManagerErrors.resourceExistsException(
          "The operation failed because the secret " + known.name() + " already exists.");
    }
    return CreateSecretResponse.builder()
        .arn(known.arn())
        .name(known.name())
        .versionId(token)
        .replicationStatus(ReplicateSecretOperations.shown(known))
        .build();
  }

  UpdateSecretResponse updateSecret(RequestContext context, UpdateSecretRequest input) {
    String token = SecretRefusals.requireToken(input.clientRequestToken());
    String string = input.secretString();
    Blob binary = input.secretBinary();
    SecretValues.checkOne(string, binary);
    if (input.kmsKeyId() != null) {
      keys.requireToEncrypt(context, input.kmsKeyId());
    }
    return finder.withPrimary(
        context,
        input.secretId(),
        (region, secret) -> {
          SecretRecord changed =
              secret.described(
                  input.description(), input.kmsKeyId(), input.type(), region.nowMillis());
          boolean hasValue = string != null || binary != null;
          region.put(changed);
          if (hasValue) {
            values.add(region, changed, token, string, binary, List.of(StagingLabels.CURRENT));
          }
          return UpdateSecretResponse.builder()
              .arn(secret.arn())
              .name(secret.name())
              .versionId(hasValue ? token : null)
              .build();
        });
  }

  static Instant instant(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis);
  }

  /** The labels of the labelled versions; null if there is no version. */
  static Map<String, List<String>> stages(SecretsRegion region, SecretRecord secret) {
    Map<String, List<String>> stages = new LinkedHashMap<>();
    for (SecretVersion version : region.versions(secret)) {
      if (!version.stages().isEmpty()) {
        stages.put(version.id(), version.stages());
      }
    }
    return stages.isEmpty() ? null : stages;
  }

  DescribeSecretResponse describeSecret(RequestContext context, DescribeSecretRequest input) {
    SecretRecord[] found = new SecretRecord[1];
    DescribeSecretResponse.Builder shown =
        finder.with(
            context,
            input.secretId(),
            (region, secret) -> {
              found[0] = secret;
              return DescribeSecretResponse.builder()
                  .arn(secret.arn())
                  .name(secret.name())
                  .type(secret.type())
                  .description(secret.description())
                  .kmsKeyId(secret.kmsKeyId())
                  .createdDate(instant(secret.createdMillis()))
                  .lastChangedDate(instant(secret.changedMillis()))
                  .lastAccessedDate(instant(secret.accessedMillis()))
                  .deletedDate(instant(secret.deletionMillis()))
                  .tags(SecretTags.shown(secret.tags()))
                  .versionIdsToStages(stages(region, secret))
                  .primaryRegion(secret.primaryRegion());
            });
    SecretRecord secret = found[0];
    SecretRotation rotation = secret.rotation();
    if (rotation != null) {
      shown
          .rotationEnabled(rotation.enabled())
          .rotationLambdaARN(rotation.functionArn())
          .rotationRules(RotateSecretOperations.shown(rotation.rules()))
          .lastRotatedDate(instant(rotation.rotatedMillis()))
          .nextRotationDate(rotationDate(rotation));
    }
    return shown.replicationStatus(replications.described(secret, context.scope())).build();
  }

  /** The last second of the window: "on or before this date". */
  static Instant rotationDate(SecretRotation rotation) {
    return rotation.nextMillis() == 0
        ? null
        : Instant.ofEpochMilli(rotation.nextMillis()).minusSeconds(1);
  }

  // ------------------------------------------------------------------------------ deletion

  /** "Without recovery" also succeeds if there is no such secret. */
  DeleteSecretResponse deleteSecret(RequestContext context, DeleteSecretRequest input) {
    boolean force = Boolean.TRUE.equals(input.forceDeleteWithoutRecovery());
    Long given = input.recoveryWindowInDays();
    if (force && given != null) {
      throw SecretRefusals.invalidParameter(
          "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }
    long days = given == null ? SecretQuotas.MAX_WINDOW_DAYS : given;
    if (days < SecretQuotas.MIN_WINDOW_DAYS || days > SecretQuotas.MAX_WINDOW_DAYS) {
      throw SecretRefusals.invalidParameter(
          "RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
    }
    if (force && finder.findQuietly(context.scope(), input.secretId()).isEmpty()) {
      return ofNobody(context, input.secretId());
    }
    return finder.with(
        context,
        input.secretId(),
        (region, secret) -> {
          SecretRefusals.requirePrimary(secret);
          requireAlone(secret);
          long now = region.nowMillis();
          if (force) {
            region.remove(secret);
            return answer(secret, now);
          }
          if (secret.isDeleted()) {
            throw SecretRefusals.deleted();
          }
          long end = now + Duration.ofDays(days).toMillis();
          region.put(secret.deleted(end));
          return answer(secret, end);
        });
  }

  private static void requireAlone(SecretRecord secret) {
    if (!secret.knownReplicas().isEmpty()) {
      throw SecretRefusals.invalidRequest(
          "You can't delete secret "
              + secret.name()
              + " that still has replica regions "
              + secret.knownReplicas().stream().map(SecretReplica::region).toList());
    }
  }

  private static DeleteSecretResponse answer(SecretRecord secret, long atMillis) {
    return DeleteSecretResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .deletionDate(Instant.ofEpochMilli(atMillis))
        .build();
  }

  private DeleteSecretResponse ofNobody(RequestContext context, String secretId) {
    SecretsRegion region = finder.region(context.scope());
    boolean isArn = secretId.startsWith("arn:");
    return DeleteSecretResponse.builder()
        .arn(isArn ? secretId : region.newArn(secretId))
        .name(isArn ? secretId.substring(secretId.lastIndexOf(':') + 1) : secretId)
        .deletionDate(Instant.ofEpochMilli(region.nowMillis()))
        .build();
  }

  RestoreSecretResponse restoreSecret(RequestContext context, RestoreSecretRequest input) {
    return finder.with(
        context,
        input.secretId(),
        (region, secret) -> {
          region.put(secret.deleted(0));
          return RestoreSecretResponse.builder().arn(secret.arn()).name(secret.name()).build();
        });
  }

  // ---------------------------------------------------------------------------------- tags

  Unit tagResource(RequestContext context, TagResourceRequest input) {
    return finder.withPrimary(
        context,
        input.secretId(),
        (region, secret) -> {
          Map<String, String> tags = SecretTags.merged(secret.knownTags(), input.tags());
          region.put(secret.tagged(tags, region.nowMillis()));
          return Unit.INSTANCE;
        });
  }

  Unit untagResource(RequestContext context, UntagResourceRequest input) {
    return finder.withPrimary(
        context,
        input.secretId(),
        (region, secret) -> {
          Map<String, String> tags = new LinkedHashMap<>(secret.knownTags());
          input.tagKeys().forEach(tags::remove);
          region.put(secret.tagged(tags, region.nowMillis()));
          return Unit.INSTANCE;
        });
  }
}
