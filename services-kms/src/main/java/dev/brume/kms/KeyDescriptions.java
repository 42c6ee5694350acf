package dev.brume.kms;

import dev.brume.core.scope.Scope;
import dev.brume.kms.api.KeyMetadata;
import dev.brume.kms.api.MultiRegionConfiguration;
import dev.brume.kms.api.MultiRegionKey;
import dev.brume.kms.engine.KeyKind;
import dev.brume.kms.engine.KeyMaterial;
import dev.brume.kms.engine.KeyOrigin;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KeyUsage;
import dev.brume.kms.engine.KmsAccount;
import java.time.Instant;
import java.util.List;

/**
 * Keys in API form.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html">KeyMetadata</a>
 */
final class KeyDescriptions {
  private KeyDescriptions() {}

  /** The key's metadata; under the account's lock. */
  static KeyMetadata of(KmsAccount account, KeyRecord key) {
    String state = key.state(account.nowMillis());
    KeyMetadata.Builder shown =
        KeyMetadata.builder()
            .awsAccountId(key.account())
            .keyId(key.id())
            .arn(key.arn())
            .creationDate(Instant.ofEpochMilli(key.createdMillis()))
            .enabled(state.equals("Enabled"))
            .description(key.settings().description())
            .keyUsage(key.usage().name())
            .keyState(state)
            .origin(key.origin().name())
            .keyManager(key.awsService() == null ? "CUSTOMER" : "AWS")
            .customerMasterKeySpec(key.kind().name())
            .keySpec(key.kind().name())
            .customKeyStoreId(key.customKeyStoreId())
            .multiRegion(key.isMultiRegion());
    showAlgorithms(shown, key);
    showMaterial(shown, account, key);
    if (key.isMultiRegion()) {
      shown.multiRegionConfiguration(configuration(account.keys().related(key), key));
    }
    if (key.deletion() != null) {
      if (key.deletion().endMillis() == 0) {
        shown.pendingDeletionWindowInDays(key.deletion().windowDays());
      } else {
        shown.deletionDate(Instant.ofEpochMilli(key.deletion().endMillis()));
      }
    }
    return shown.build();
  }

  private static void showAlgorithms(KeyMetadata.Builder shown, KeyRecord key) {
    KeyKind kind = key.kind();
    List<String> algorithms = kind.algorithms(key.usage());
    switch (key.usage()) {
      case ENCRYPT_DECRYPT -> shown.encryptionAlgorithms(algorithms);
      case SIGN_VERIFY -> shown.signingAlgorithms(algorithms);
      case GENERATE_VERIFY_MAC -> shown.macAlgorithms(algorithms);
      case KEY_AGREEMENT -> shown.keyAgreementAlgorithms(algorithms);
      case ENCAPSULATE_DECAPSULATE -> shown.encapsulationAlgorithms(algorithms);
    }
  }

  /** "Only of symmetric encryption keys", and the expiry of imported material. */
  private static void showMaterial(KeyMetadata.Builder shown, KmsAccount account, KeyRecord key) {
    KeyMaterial current = account.keys().current(key);
    if (current == null) {
      return;
    }
    if (key.kind() == KeyKind.SYMMETRIC_DEFAULT && key.usage() == KeyUsage.ENCRYPT_DECRYPT) {
      shown.currentKeyMaterialId(current.id());
    }
    if (key.origin() == KeyOrigin.EXTERNAL) {
      boolean expires = current.expiresMillis() > 0;
      shown.expirationModel(expires ? "KEY_MATERIAL_EXPIRES" : "KEY_MATERIAL_DOES_NOT_EXPIRE");
      if (expires) {
        shown.validTo(Instant.ofEpochMilli(current.expiresMillis()));
      }
    }
  }

  private static MultiRegionConfiguration configuration(List<KeyRecord> related, KeyRecord key) {
    return MultiRegionConfiguration.builder()
        .multiRegionKeyType(key.isPrimary() ? "PRIMARY" : "REPLICA")
        .primaryKey(regional(key, key.primaryRegion()))
        .replicaKeys(
            related.stream()
                .filter(each -> !each.isPrimary())
                .map(each -> regional(each, each.region()))
                .toList())
        .build();
  }

  private static MultiRegionKey regional(KeyRecord key, String region) {
    String arn =
        new Scope(key.account(), region).slashArn(KeyFinder.SERVICE, "key", key.id()).toString();
    return MultiRegionKey.builder().arn(arn).region(region).build();
  }
}
