package dev.brume.secretsmanager;

import dev.brume.core.access.Requester;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.secretsmanager.api.APIErrorType;
import dev.brume.secretsmanager.api.BatchGetSecretValueRequest;
import dev.brume.secretsmanager.api.BatchGetSecretValueResponse;
import dev.brume.secretsmanager.api.GetSecretValueRequest;
import dev.brume.secretsmanager.api.GetSecretValueResponse;
import dev.brume.secretsmanager.api.ListSecretVersionIdsRequest;
import dev.brume.secretsmanager.api.ListSecretVersionIdsResponse;
import dev.brume.secretsmanager.api.PutSecretValueRequest;
import dev.brume.secretsmanager.api.PutSecretValueResponse;
import dev.brume.secretsmanager.api.SecretValueEntry;
import dev.brume.secretsmanager.api.SecretVersionsListEntry;
import dev.brume.secretsmanager.api.UpdateSecretVersionStageRequest;
import dev.brume.secretsmanager.api.UpdateSecretVersionStageResponse;
import dev.brume.secretsmanager.engine.SecretQuotas;
import dev.brume.secretsmanager.engine.SecretRecord;
import dev.brume.secretsmanager.engine.SecretVersion;
import dev.brume.secretsmanager.engine.SecretsRegion;
import dev.brume.secretsmanager.engine.StagingLabels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Values of secrets, their versions and staging labels. */
final class SecretValueOperations {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final SecretFinder finder;
  private final SecretValues values;
  private final SecretKeys keys;

  SecretValueOperations(SecretFinder finder, SecretValues values, SecretKeys keys) {
    this.finder = finder;
    this.values = values;
    this.keys = keys;
  }

  GetSecretValueResponse getSecretValue(RequestContext context, GetSecretValueRequest input) {
    return read(
        context.requester(),
        context.scope(),
        input.secretId(),
        input.versionId(),
        input.versionStage());
  }

  /** The same for a caller in the given account and region. */
  GetSecretValueResponse read(
      Requester caller, Scope scope, String secretId, String versionId, String versionStage) {
    SecretRecord[] found = new SecretRecord[1];
    GetSecretValueResponse value =
        finder.withLiving(
            scope,
            secretId,
            (region, secret) -> {
              found[0] = secret;
              return value(region, secret, versionId, versionStage);
            });
    Scope ofSecret = Arn.parse(value.arn()).map(Arn::scope).orElse(scope);
    keys.requireToDecrypt(caller, ofSecret, found[0].kmsKeyId(), value.arn(), value.versionId());
    return value;
  }

  private static GetSecretValueResponse value(
      SecretsRegion region, SecretRecord secret, String versionId, String versionStage) {
    SecretVersion version = find(region, secret, versionId, versionStage);
    long day = region.nowMillis() / DAY_MILLIS * DAY_MILLIS;
    if (version.accessedMillis() != day) {
      region.putVersionQuietly(secret, version.accessedOn(day));
    }
    if (secret.accessedMillis() != day) {
      region.putQuietly(secret.accessed(day));
    }
    return GetSecretValueResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versionId(version.id())
        .secretString(version.string())
        .secretBinary(version.binary())
        .versionStages(version.stages().isEmpty() ? null : version.stages())
        .createdDate(Instant.ofEpochMilli(version.createdMillis()))
        .build();
  }

  private static SecretVersion find(
      SecretsRegion region, SecretRecord secret, String versionId, String versionStage) {
    if (versionId == null) {
      String stage = versionStage == null ? StagingLabels.CURRENT : versionStage;
      SecretVersion version = region.labelled(secret, stage);
      if (version == null || version.isEmpty()) {
        throw SecretRefusals.noValue("staging label: " + stage);
      }
      return version;
    }
    SecretVersion version = region.version(secret, versionId);
    if (version == null) {
      throw SecretRefusals.noValue("VersionId: " + versionId);
    }
    if (versionStage != null && !version.stages().contains(versionStage)) {
      throw SecretRefusals.invalidRequest(
          "You provided a VersionStage that is not associated to the provided VersionId.");
    }
    if (version.isEmpty()) {
      throw SecretRefusals.noValue("VersionId: " + versionId);
    }
    return version;
  }

  PutSecretValueResponse putSecretValue(RequestContext context, PutSecretValueRequest input) {
    String token = SecretRefusals.requireToken(input.clientRequestToken());
    SecretValues.checkOne(input.secretString(), input.secretBinary());
    if (input.secretString() == null && input.secretBinary() == null) {
      throw SecretRefusals.invalidRequest("You must provide either SecretString or SecretBinary.");
    }
    List<String> stages =
        input.versionStages() == null ? List.of(StagingLabels.CURRENT) : input.versionStages();
    String keyId =
        finder
            .findQuietly(context.scope(), input.secretId())
            .map(SecretRecord::kmsKeyId)
            .orElse(null);
    keys.requireToEncrypt(context, keyId);
    return finder.withPrimary(
        context,
        input.secretId(),
        (region, secret) -> {
          requireRotationToken(secret, input.rotationToken());
          region.put(secret.changed(region.nowMillis()));
          values.add(region, secret, token, input.secretString(), input.secretBinary(), stages);
          return PutSecretValueResponse.builder()
              .arn(secret.arn())
              .name(secret.name())
              .versionId(token)
              .versionStages(region.version(secret, token).stages())
              .build();
        });
  }

  /** Checks the token that a rotation passes to its function. The text is not documented. */
  private static void requireRotationToken(SecretRecord secret, String token) {
    if (token != null && (secret.rotation() == null || !token.equals(secret.rotation().token()))) {
      throw SecretRefusals.invalidParameter("The RotationToken is not valid for this secret.");
    }
  }

  // ------------------------------------------------------------------------------ versions

  ListSecretVersionIdsResponse listSecretVersionIds(
      RequestContext context, ListSecretVersionIdsRequest input) {
    boolean all = Boolean.TRUE.equals(input.includeDeprecated());
    return finder.with(
        context,
        input.secretId(),
        (region, secret) -> {
          PageTokens tokens =
              PageTokens.of(
                  SecretFinder.SERVICE,
                  "ListSecretVersionIds",
                  SecretRefusals::invalidToken,
                  secret.arn(),
                  all);
          String position = tokens.position(input.nextToken());
          int after = position.isEmpty() ? 0 : Integer.parseInt(position);
          int limit = input.maxResults() == null ? SecretQuotas.LISTED : input.maxResults();
          Page<SecretVersionsListEntry> page =
              tokens
                  .page(
                      region.versions(secret).stream()
                          .filter(version -> version.ordinal() > after)
                          .filter(version -> all || !version.stages().isEmpty()),
                      limit,
                      version -> Integer.toString(version.ordinal()))
                  .map(SecretValueOperations::show);
          return ListSecretVersionIdsResponse.builder()
              .arn(secret.arn())
              .name(secret.name())
              .versions(page.elements())
              .nextToken(page.nextToken())
              .build();
        });
  }

  private static SecretVersionsListEntry show(SecretVersion version) {
    String key = version.kmsKeyId() == null ? "DefaultEncryptionKey" : version.kmsKeyId();
    return SecretVersionsListEntry.builder()
        .versionId(version.id())
        .versionStages(version.stages().isEmpty() ? null : version.stages())
        .createdDate(Instant.ofEpochMilli(version.createdMillis()))
        .lastAccessedDate(SecretOperations.instant(version.accessedMillis()))
        .kmsKeyIds(List.of(key))
        .build();
  }

  UpdateSecretVersionStageResponse updateSecretVersionStage(
      RequestContext context, UpdateSecretVersionStageRequest input) {
    return finder.withPrimary(
        context,
        input.secretId(),
        (region, secret) -> {
          moveStage(region, secret, input);
          region.put(secret.changed(region.nowMillis()));
          return UpdateSecretVersionStageResponse.builder()
              .arn(secret.arn())
              .name(secret.name())
              .build();
        });
  }

  private static void moveStage(
      SecretsRegion region, SecretRecord secret, UpdateSecretVersionStageRequest input) {
    String stage = input.versionStage();
    String from = input.removeFromVersionId();
    String to = input.moveToVersionId();
    for (String id : new String[] {from, to}) {
      if (id != null && region.version(secret, id) == null) {
        throw SecretRefusals.noValue("VersionId: " + id);
      }
    }
    SecretVersion holder = region.labelled(secret, stage);
    if (from != null && (holder == null || !holder.id().equals(from))) {
      throw SecretRefusals.invalidParameter(
          "The staging label " + stage + " is not currently attached to version " + from + ".");
    }
    if (from == null && holder != null && !holder.id().equals(to)) {
      throw SecretRefusals.invalidParameter(
          "The parameter RemoveFromVersionId can't be empty. Staging label "
              + stage
              + " is currently attached to version "
              + holder.id()
              + ", so you must explicitly reference that version in RemoveFromVersionId.");
    }
    if (to == null && stage.equals(StagingLabels.CURRENT)) {
      throw SecretRefusals.invalidParameter(
          "You can only move staging label AWSCURRENT to a different secret version. It can’t be"
              + " completely removed.");
    }
    if (to == null) {
      StagingLabels.remove(region, secret, stage);
    } else {
      StagingLabels.move(region, secret, stage, to);
    }
  }

  // --------------------------------------------------------------------------------- batch

  BatchGetSecretValueResponse batchGetSecretValue(
      RequestContext context, BatchGetSecretValueRequest input) {
    boolean byId = input.secretIdList() != null;
    boolean byFilter = input.filters() != null && !input.filters().isEmpty();
    if (byId == byFilter) {
      throw SecretRefusals.invalidParameter(
          byId
              ? "Either 'SecretIdList' or 'Filters' must be provided, but not both."
              : "Either 'SecretIdList' or 'Filters' must be provided.");
    }
    if (byId && (input.maxResults() != null || input.nextToken() != null)) {
      throw SecretRefusals.invalidParameter(
          "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is"
              + " provided.");
    }
    Page<String> page =
        byId ? new Page<>(input.secretIdList(), null) : SecretLists.batch(finder, context, input);
    List<SecretValueEntry> found = new ArrayList<>();
    List<APIErrorType> errors = new ArrayList<>();
    for (String secretId : page.elements()) {
      try {
        found.add(entry(readable(context, secretId)));
      } catch (AwsError e) {
        errors.add(
            APIErrorType.builder()
                .secretId(secretId)
                .errorCode(e.code())
                .message(e.getMessage())
                .build());
      }
    }
    return BatchGetSecretValueResponse.builder()
        .secretValues(found)
        .errors(errors)
        .nextToken(page.nextToken())
        .build();
  }

  /** "You must have secretsmanager:GetSecretValue for each secret." */
  private GetSecretValueResponse readable(RequestContext context, String secretId) {
    context.require(SecretsAccess.query(finder, context, "GetSecretValue", secretId));
    return getSecretValue(context, GetSecretValueRequest.builder().secretId(secretId).build());
  }

  private static SecretValueEntry entry(GetSecretValueResponse value) {
    return SecretValueEntry.builder()
        .arn(value.arn())
        .name(value.name())
        .versionId(value.versionId())
        .secretString(value.secretString())
        .secretBinary(value.secretBinary())
        .versionStages(value.versionStages())
        .createdDate(value.createdDate())
        .build();
  }
}
