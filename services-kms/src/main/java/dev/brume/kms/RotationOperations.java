package dev.brume.kms;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.schema.Unit;
import dev.brume.kms.KeyFinder.Names;
import dev.brume.kms.api.DisableKeyRotationRequest;
import dev.brume.kms.api.EnableKeyRotationRequest;
import dev.brume.kms.api.GetKeyRotationStatusRequest;
import dev.brume.kms.api.GetKeyRotationStatusResponse;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.api.ListKeyRotationsRequest;
import dev.brume.kms.api.ListKeyRotationsResponse;
import dev.brume.kms.api.RotateKeyOnDemandRequest;
import dev.brume.kms.api.RotateKeyOnDemandResponse;
import dev.brume.kms.api.RotationsListEntry;
import dev.brume.kms.engine.KeyKind;
import dev.brume.kms.engine.KeyMaterial;
import dev.brume.kms.engine.KeyOrigin;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KeyRotation;
import dev.brume.kms.engine.KmsAccount;
import dev.brume.kms.engine.KmsQuotas;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Rotates keys.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html">Rotate AWS
 *     KMS keys</a>
 */
final class RotationOperations {
  private final KeyFinder finder;

  RotationOperations(KeyFinder finder) {
    this.finder = finder;
  }

  private static void requireRotatable(KmsAccount account, KeyRecord key) {
    KeyOperations.requireCustomers(key);
    KeyStates.requireEnabled(key, account.nowMillis());
    if (key.kind() != KeyKind.SYMMETRIC_DEFAULT) {
      throw KmsRefusals.invalidSpec(key);
    }
    if (key.isMultiRegion() && !key.isPrimary()) {
      // The text is not documented.
      throw KmsErrors.unsupportedOperationException(
          key.arn() + " is a multi-Region replica key which is not valid for this operation.");
    }
  }

  Unit enableKeyRotation(RequestContext context, EnableKeyRotationRequest input) {
    int days =
        input.rotationPeriodInDays() == null
            ? KmsQuotas.ROTATION_DAYS
            : input.rotationPeriodInDays();
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          requireRotatable(account, key);
          if (key.origin() != KeyOrigin.AWS_KMS) {
            throw KmsRefusals.invalidOrigin(key);
          }
          long next = account.nowMillis() + Duration.ofDays(days).toMillis();
          account.keys().put(key.with(new KeyRotation(days, next)));
          return Unit.INSTANCE;
        });
  }

  Unit disableKeyRotation(RequestContext context, DisableKeyRotationRequest input) {
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          requireRotatable(account, key);
          if (key.origin() != KeyOrigin.AWS_KMS) {
            throw KmsRefusals.invalidOrigin(key);
          }
          account.keys().put(key.with((KeyRotation) null));
          return Unit.INSTANCE;
        });
  }

  GetKeyRotationStatusResponse getKeyRotationStatus(
      RequestContext context, GetKeyRotationStatusRequest input) {
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          if (key.kind() != KeyKind.SYMMETRIC_DEFAULT) {
            throw KmsRefusals.invalidSpec(key);
          }
          boolean rotated = key.rotation() != null && key.deletion() == null;
          return GetKeyRotationStatusResponse.builder()
              .keyId(key.arn())
              .keyRotationEnabled(rotated)
              .rotationPeriodInDays(rotated ? key.rotation().periodDays() : null)
              .nextRotationDate(rotated ? Instant.ofEpochMilli(key.rotation().nextMillis()) : null)
              .build();
        });
  }

  RotateKeyOnDemandResponse rotateKeyOnDemand(
      RequestContext context, RotateKeyOnDemandRequest input) {
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          requireRotatable(account, key);
          long rotated =
              account.keys().materials(key).stream().filter(KeyMaterial::onDemand).count();
          KmsQuotas.ROTATIONS_ON_DEMAND.require(
              rotated + 1,
              most ->
                  KmsErrors.limitExceededException(
                      "You have reached the maximum number of on-demand rotations: " + most));
          if (key.origin() == KeyOrigin.EXTERNAL) {
            rotateImported(account, key);
          } else {
            account.keys().rotate(key, account.nowMillis(), true);
          }
          return RotateKeyOnDemandResponse.builder().keyId(key.arn()).build();
        });
  }

  private static void rotateImported(KmsAccount account, KeyRecord key) {
    KeyMaterial pending = account.keys().pending(key);
    if (pending == null || !pending.isThere()) {
      throw KmsRefusals.invalidState(
          "No available key material pending rotation for the key: " + key.arn() + ".");
    }
    account.keys().putMaterial(key, pending.current(account.nowMillis(), true));
    account.keys().put(key.withMaterial(pending.id()));
  }

  ListKeyRotationsResponse listKeyRotations(RequestContext context, ListKeyRotationsRequest input) {
    boolean all = "ALL_KEY_MATERIAL".equals(input.includeKeyMaterial());
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          if (key.kind() != KeyKind.SYMMETRIC_DEFAULT) {
            throw KmsRefusals.invalidSpec(key);
          }
          PageTokens tokens =
              PageTokens.of(
                  KeyFinder.SERVICE,
                  "ListKeyRotations",
                  KmsRefusals::invalidMarker,
                  key.arn(),
                  all);
          String position = tokens.position(input.marker());
          int after = position.isEmpty() ? 0 : Integer.parseInt(position);
          Stream<KeyMaterial> rest =
              account.keys().materials(key).stream()
                  .filter(material -> material.ordinal() > after)
                  .filter(material -> all || isRotation(material));
          int limit = input.limit() == null ? KmsQuotas.LISTED : input.limit();
          Page<RotationsListEntry> page =
              tokens
                  .page(rest, limit, material -> Integer.toString(material.ordinal()))
                  .map(material -> show(key, material));
          return ListKeyRotationsResponse.builder()
              .rotations(page.elements())
              .nextMarker(page.nextToken())
              .truncated(page.nextToken() != null)
              .build();
        });
  }

  private static boolean isRotation(KeyMaterial material) {
    return material.ordinal() > 1 && material.rotatedMillis() > 0;
  }

  private static RotationsListEntry show(KeyRecord key, KeyMaterial material) {
    boolean imported = key.origin() == KeyOrigin.EXTERNAL;
    String state = material.rotatedMillis() == 0 ? "PENDING_ROTATION" : "NON_CURRENT";
    RotationsListEntry.Builder shown =
        RotationsListEntry.builder()
            .keyId(key.arn())
            .keyMaterialId(material.id())
            .keyMaterialDescription(material.description())
            .keyMaterialState(material.id().equals(key.materialId()) ? "CURRENT" : state);
    if (imported) {
      boolean expires = material.expiresMillis() > 0;
      shown
          .importState(material.isThere() ? "IMPORTED" : "PENDING_IMPORT")
          .expirationModel(expires ? "KEY_MATERIAL_EXPIRES" : "KEY_MATERIAL_DOES_NOT_EXPIRE")
          .validTo(expires ? Instant.ofEpochMilli(material.expiresMillis()) : null);
    }
    if (isRotation(material)) {
      shown
          .rotationDate(Instant.ofEpochMilli(material.rotatedMillis()))
          .rotationType(material.onDemand() ? "ON_DEMAND" : "AUTOMATIC");
    }
    return shown.build();
  }
}
