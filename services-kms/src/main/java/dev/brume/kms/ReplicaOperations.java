package dev.brume.kms;

import dev.brume.core.auth.Regions;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Scope;
import dev.brume.kms.KeyFinder.Names;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.api.ReplicateKeyRequest;
import dev.brume.kms.api.ReplicateKeyResponse;
import dev.brume.kms.api.UpdatePrimaryRegionRequest;
import dev.brume.kms.engine.KeyMaterial;
import dev.brume.kms.engine.KeyOrigin;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KeyRotation;
import dev.brume.kms.engine.KeySettings;
import dev.brume.kms.engine.KmsAccount;
import java.util.Map;

/**
 * Multi-Region keys.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html">Multi-Region
 *     keys</a>
 */
final class ReplicaOperations {
  private final KeyFinder finder;

  ReplicaOperations(KeyFinder finder) {
    this.finder = finder;
  }

  private static void requirePrimary(KmsAccount account, KeyRecord key) {
    if (!key.isPrimary()) {
      // The text is not documented.
      throw KmsErrors.unsupportedOperationException(
          key.arn() + " is not a multi-Region primary key.");
    }
    KeyStates.requireToStay(key, account.nowMillis());
  }

  ReplicateKeyResponse replicateKey(RequestContext context, ReplicateKeyRequest input) {
    if (!Regions.mayCopy(context.scope().region(), input.replicaRegion())) {
      // The text is not documented.
      throw KmsRefusals.invalid("Region " + input.replicaRegion() + " is not valid.");
    }
    Map<String, String> tags = KeyTags.checked(input.tags());
    Scope there = new Scope(context.scope().account(), input.replicaRegion());
    if (input.policy() != null) {
      boolean bypass = Boolean.TRUE.equals(input.bypassPolicyLockoutSafetyCheck());
      KeyPolicies.requirePrincipals(input.policy(), context);
      KeyPolicies.check(input.policy(), bypass ? null : context.identity(), there);
    }
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> replicate(account, key, input, there, tags));
  }

  private static ReplicateKeyResponse replicate(
      KmsAccount account,
      KeyRecord key,
      ReplicateKeyRequest input,
      Scope there,
      Map<String, String> tags) {
    requirePrimary(account, key);
    KeyStates.requireEnabled(key, account.nowMillis());
    if (account.keys().find(input.replicaRegion(), key.id()) != null) {
      throw KmsErrors.alreadyExistsException(
          "Key '" + there.slashArn(KeyFinder.SERVICE, "key", key.id()) + "' already exists");
    }
    String policy = input.policy() == null ? KeyPolicies.standard(there) : input.policy();
    String description = input.description() == null ? "" : input.description();
    long now = account.nowMillis();
    KeySettings settings = new KeySettings(description, true, policy, tags);
    // The response shows a replica that is being created; the next read finds it ready.
    KeyRecord creating = key.replica(input.replicaRegion(), settings, now, Long.MAX_VALUE);
    account.keys().put(creating);
    if (key.origin() != KeyOrigin.EXTERNAL) {
      for (KeyMaterial material : account.keys().materials(key)) {
        account.keys().putMaterial(creating, material);
      }
    }
    ReplicateKeyResponse answer =
        ReplicateKeyResponse.builder()
            .replicaKeyMetadata(
                KeyDescriptions.of(account, creating).toBuilder()
                    .currentKeyMaterialId(null)
                    .build())
            .replicaPolicy(policy)
            .replicaTags(tags.isEmpty() ? null : KeyTags.shown(tags))
            .build();
    account.keys().put(key.replica(input.replicaRegion(), settings, now, now));
    return answer;
  }

  /** UpdatePrimaryRegion: "the rotation settings" move with the primary. */
  Unit updatePrimaryRegion(RequestContext context, UpdatePrimaryRegionRequest input) {
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          requirePrimary(account, key);
          KeyRecord next = account.keys().find(input.primaryRegion(), key.id());
          if (next == null) {
            Scope there = new Scope(key.account(), input.primaryRegion());
            throw KmsRefusals.noSuchKey(
                there.slashArn(KeyFinder.SERVICE, "key", key.id()).toString());
          }
          KeyStates.requireToStay(next, account.nowMillis());
          KeyRotation rotation = key.rotation();
          for (KeyRecord each : account.keys().related(key)) {
            boolean isNext = each.region().equals(input.primaryRegion());
            account
                .keys()
                .put(each.withPrimary(input.primaryRegion()).with(isNext ? rotation : null));
          }
          return Unit.INSTANCE;
        });
  }
}
