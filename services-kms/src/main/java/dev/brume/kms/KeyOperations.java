package dev.brume.kms;

import dev.brume.core.access.CallerIdentity;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.schema.Unit;
import dev.brume.kms.KeyFinder.Names;
import dev.brume.kms.api.CreateKeyRequest;
import dev.brume.kms.api.CreateKeyResponse;
import dev.brume.kms.api.DescribeKeyRequest;
import dev.brume.kms.api.DescribeKeyResponse;
import dev.brume.kms.api.DisableKeyRequest;
import dev.brume.kms.api.EnableKeyRequest;
import dev.brume.kms.api.KeyListEntry;
import dev.brume.kms.api.KeyMetadata;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.api.ListKeysRequest;
import dev.brume.kms.api.ListKeysResponse;
import dev.brume.kms.api.UpdateKeyDescriptionRequest;
import dev.brume.kms.engine.KeyBytes;
import dev.brume.kms.engine.KeyGeneration;
import dev.brume.kms.engine.KeyMaterial;
import dev.brume.kms.engine.KeyOrigin;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KeySettings;
import dev.brume.kms.engine.KmsAccount;
import dev.brume.kms.engine.KmsQuotas;
import java.util.List;

/** Creates keys, describes them, enables and disables them. */
final class KeyOperations {
  private static final String HEXADECIMAL = "0123456789abcdef";
  private static final int MULTI_REGION_ID_LENGTH = 32;

  private final KeyFinder finder;
  private final Ids ids;

  KeyOperations(KeyFinder finder, Ids ids) {
    this.finder = finder;
    this.ids = ids;
  }

  /**
   * CreateKey. Material is generated outside of the store's sections: an RSA pair takes up to
   * seconds.
   */
  CreateKeyResponse createKey(
      RequestContext context, CreateKeyRequest input, StoreSection section) {
    NewKey wanted = NewKey.of(input);
    if (input.policy() != null) {
      boolean bypass = Boolean.TRUE.equals(input.bypassPolicyLockoutSafetyCheck());
      CallerIdentity caller =
          section.call(
              () -> {
                KeyPolicies.requirePrincipals(input.policy(), context);
                return bypass ? null : context.identity();
              });
      KeyPolicies.check(input.policy(), caller, context.scope());
    }
    KeyBytes bytes = wanted.bytes();
    if (bytes == null && wanted.origin() == KeyOrigin.AWS_KMS) {
      bytes =
          KeyGeneration.generate(wanted.kind(), ids)
              .orElseThrow(() -> NewKey.unsupported(wanted.kind().name()));
    }
    KeyBytes made = bytes;
    return section.call(
        () -> {
          KmsAccount account = finder.account(context);
          return account.call(
              () ->
                  CreateKeyResponse.builder()
                      .keyMetadata(add(context, account, input, wanted, made))
                      .build());
        });
  }

  private KeyMetadata add(
      RequestContext context,
      KmsAccount account,
      CreateKeyRequest input,
      NewKey wanted,
      KeyBytes bytes) {
    String region = context.scope().region();
    boolean isMultiRegion = Boolean.TRUE.equals(input.multiRegion());
    String id = wanted.id() == null ? newId(isMultiRegion) : wanted.id();
    if (account.keys().find(region, id) != null) {
      throw KmsErrors.alreadyExistsException("Key '" + id + "' already exists");
    }
    KmsQuotas.KEYS.require(
        account.keys().count(region) + 1,
        most -> KmsErrors.limitExceededException("You have reached the quota of " + most + "."));
    long now = account.nowMillis();
    String policy = input.policy() == null ? KeyPolicies.standard(context.scope()) : input.policy();
    String description = input.description() == null ? "" : input.description();
    KeyRecord key =
        new KeyRecord(
            context.scope().account(),
            region,
            id,
            wanted.kind(),
            wanted.usage(),
            wanted.origin(),
            null,
            null,
            now,
            now,
            isMultiRegion ? region : null,
            null,
            new KeySettings(description, true, policy, wanted.tags()),
            null,
            null);
    if (bytes != null) {
      KeyMaterial material = KeyMaterial.of(account.keys().newMaterialId(), bytes, 1, now);
      account.keys().putMaterial(key, material);
      key = key.withMaterial(material.id());
    }
    account.keys().put(key);
    return KeyDescriptions.of(account, key);
  }

  private String newId(boolean isMultiRegion) {
    return isMultiRegion ? "mrk-" + ids.text(MULTI_REGION_ID_LENGTH, HEXADECIMAL) : ids.uuid();
  }

  DescribeKeyResponse describeKey(RequestContext context, DescribeKeyRequest input) {
    GrantTokens.check(input.grantTokens());
    KeyMetadata shown = finder.with(context, input.keyId(), Names.ALIAS_TOO, KeyDescriptions::of);
    return DescribeKeyResponse.builder().keyMetadata(shown).build();
  }

  ListKeysResponse listKeys(RequestContext context, ListKeysRequest input) {
    PageTokens tokens =
        PageTokens.of(KeyFinder.SERVICE, "ListKeys", KmsRefusals::invalidMarker, context.scope());
    String position = tokens.position(input.marker());
    int limit = input.limit() == null ? KmsQuotas.LISTED : input.limit();
    if (input.resourceOwners() != null && !input.resourceOwners().contains("SELF")) {
      return ListKeysResponse.builder().keys(List.of()).truncated(false).build();
    }
    KmsAccount account = finder.account(context);
    Page<KeyListEntry> page =
        account.call(
            () ->
                tokens
                    .page(
                        account.keys().list(context.scope().region(), position),
                        limit,
                        KeyRecord::id)
                    .map(key -> KeyListEntry.builder().keyId(key.id()).keyArn(key.arn()).build()));
    return ListKeysResponse.builder()
        .keys(page.elements())
        .nextMarker(page.nextToken())
        .truncated(page.nextToken() != null)
        .build();
  }

  Unit updateKeyDescription(RequestContext context, UpdateKeyDescriptionRequest input) {
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          KeyStates.requireToStay(key, account.nowMillis());
          account.keys().put(key.with(key.settings().describedAs(input.description())));
          return Unit.INSTANCE;
        });
  }

  Unit enableKey(RequestContext context, EnableKeyRequest input) {
    return enable(context, input.keyId(), true);
  }

  Unit disableKey(RequestContext context, DisableKeyRequest input) {
    return enable(context, input.keyId(), false);
  }

  private Unit enable(RequestContext context, String keyId, boolean enabled) {
    return finder.with(
        context,
        keyId,
        Names.ID_OR_ARN,
        (account, key) -> {
          requireCustomers(key);
          KeyStates.requireThere(key, account.nowMillis());
          account.keys().put(key.with(key.settings().enabled(enabled)));
          return Unit.INSTANCE;
        });
  }

  /** "You cannot perform this operation on an AWS managed key." The text is not documented. */
  static void requireCustomers(KeyRecord key) {
    if (key.awsService() != null) {
      throw KmsErrors.unsupportedOperationException(
          key.arn() + " is an AWS managed key which is not valid for this operation.");
    }
  }
}
