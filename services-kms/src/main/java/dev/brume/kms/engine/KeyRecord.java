package dev.brume.kms.engine;

import dev.brume.core.scope.Scope;

/**
 * A key, without its material.
 *
 * @param account its account
 * @param region its region
 * @param id a UUID, or {@code mrk-} and 32 digits of a multi-Region key, the same in all regions
 * @param kind its key spec
 * @param usage its usage
 * @param origin the origin of its material
 * @param awsService the service of an AWS managed key, such as {@code s3}; null for customer
 *     managed keys
 * @param customKeyStoreId null if its material is in KMS
 * @param createdMillis when it was created
 * @param readyMillis the end of its creation
 * @param primaryRegion of a multi-Region key; null of others
 * @param materialId the current material; null if there is none
 * @param settings its mutable settings
 * @param rotation its automatic rotation; null for none
 * @param deletion its scheduled deletion; null for none
 */
public record KeyRecord(
    String account,
    String region,
    String id,
    KeyKind kind,
    KeyUsage usage,
    KeyOrigin origin,
    String awsService,
    String customKeyStoreId,
    long createdMillis,
    long readyMillis,
    String primaryRegion,
    String materialId,
    KeySettings settings,
    KeyRotation rotation,
    KeyDeletion deletion) {

  /** The key's ARN. */
  public String arn() {
    return new Scope(account, region).slashArn("kms", "key", id).toString();
  }

  /** Whether it is one of several related keys. */
  public boolean isMultiRegion() {
    return primaryRegion != null;
  }

  /** Whether it is the primary of related keys. */
  public boolean isPrimary() {
    return region.equals(primaryRegion);
  }

  /** Its state in AWS's spelling. */
  public String state(long nowMillis) {
    if (deletion != null) {
      return deletion.endMillis() == 0 ? "PendingReplicaDeletion" : "PendingDeletion";
    }
    if (nowMillis < readyMillis) {
      return "Creating";
    }
    if (materialId == null) {
      return "PendingImport";
    }
    return settings.enabled() ? "Enabled" : "Disabled";
  }

  /** The same with other settings. */
  public KeyRecord with(KeySettings changed) {
    return copy(primaryRegion, materialId, changed, rotation, deletion);
  }

  /** The same with automatic rotation, or none if null. */
  public KeyRecord with(KeyRotation changed) {
    return copy(primaryRegion, materialId, settings, changed, deletion);
  }

  /** The same with a scheduled deletion, or none if null. */
  public KeyRecord with(KeyDeletion changed) {
    return copy(primaryRegion, materialId, settings, rotation, changed);
  }

  /** The same with other current material, or none if null. */
  public KeyRecord withMaterial(String changed) {
    return copy(primaryRegion, changed, settings, rotation, deletion);
  }

  /** The same with another primary key. */
  public KeyRecord withPrimary(String changed) {
    return copy(changed, materialId, settings, rotation, deletion);
  }

  private KeyRecord copy(
      String newPrimaryRegion,
      String newMaterialId,
      KeySettings newSettings,
      KeyRotation newRotation,
      KeyDeletion newDeletion) {
    return new KeyRecord(
        account,
        region,
        id,
        kind,
        usage,
        origin,
        awsService,
        customKeyStoreId,
        createdMillis,
        readyMillis,
        newPrimaryRegion,
        newMaterialId,
        newSettings,
        newRotation,
        newDeletion);
  }

  /** The replica of this key in another region. */
  public KeyRecord replica(
      String otherRegion, KeySettings otherSettings, long nowMillis, long otherReadyMillis) {
    return new KeyRecord(
        account,
        otherRegion,
        id,
        kind,
        usage,
        origin,
        null,
        null,
        nowMillis,
        otherReadyMillis,
        primaryRegion,
        origin == KeyOrigin.EXTERNAL ? null : materialId,
        otherSettings,
        null,
        null);
  }
}
