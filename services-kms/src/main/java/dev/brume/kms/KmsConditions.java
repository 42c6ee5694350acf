package dev.brume.kms;

import dev.brume.core.policy.ContextKeys;
import dev.brume.kms.api.CreateGrantRequest;
import dev.brume.kms.api.CreateKeyRequest;
import dev.brume.kms.api.EnableKeyRotationRequest;
import dev.brume.kms.api.ExpirationModelType;
import dev.brume.kms.api.GetParametersForImportRequest;
import dev.brume.kms.api.GrantConstraints;
import dev.brume.kms.api.ImportKeyMaterialRequest;
import dev.brume.kms.api.KeySpec;
import dev.brume.kms.api.KeyUsageType;
import dev.brume.kms.api.OriginType;
import dev.brume.kms.api.PutKeyPolicyRequest;
import dev.brume.kms.api.ReplicateKeyRequest;
import dev.brume.kms.api.ScheduleKeyDeletionRequest;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KmsAccount;
import dev.brume.kms.engine.KmsQuotas;
import java.util.List;
import java.util.Map;

/**
 * What policies can ask of a key and of a request. Where a request leaves something to the model's
 * default, that counts.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html">AWS KMS
 *     condition keys</a>
 */
final class KmsConditions {
  private static final String BYPASS = "kms:BypassPolicyLockoutSafetyCheck";
  private static final String KEY_TYPE = "kms:MultiRegionKeyType";

  private KmsConditions() {}

  /** Adds what holds for a key in all operations on it. */
  static ContextKeys.Builder ofKey(KmsAccount account, KeyRecord key, ContextKeys.Builder keys) {
    keys.put("kms:KeySpec", key.kind().name())
        .put("kms:KeyUsage", key.usage().name())
        .put("kms:KeyOrigin", key.origin().name())
        .put("kms:MultiRegion", Boolean.toString(key.isMultiRegion()))
        .supply("kms:ResourceAliases", () -> aliases(account, key))
        .tags("aws:ResourceTag/", key.settings().tags());
    return key.isMultiRegion() ? keys.put(KEY_TYPE, key.isPrimary() ? "PRIMARY" : "REPLICA") : keys;
  }

  private static List<String> aliases(KmsAccount account, KeyRecord key) {
    return account.call(() -> account.aliases().of(key).map(Map.Entry::getKey).toList());
  }

  static ContextKeys ofNewKey(CreateKeyRequest input) {
    return ContextKeys.builder()
        .put("kms:KeySpec", input.keySpec() == null ? KeySpec.SYMMETRIC_DEFAULT : input.keySpec())
        .put(
            "kms:KeyUsage",
            input.keyUsage() == null ? KeyUsageType.ENCRYPT_DECRYPT : input.keyUsage())
        .put("kms:KeyOrigin", input.origin() == null ? OriginType.AWS_KMS : input.origin())
        .put("kms:MultiRegion", isSet(input.multiRegion()))
        .put(KEY_TYPE, Boolean.TRUE.equals(input.multiRegion()) ? "PRIMARY" : null)
        .put(BYPASS, isSet(input.bypassPolicyLockoutSafetyCheck()))
        .build();
  }

  private static String isSet(Boolean given) {
    return Boolean.toString(Boolean.TRUE.equals(given));
  }

  static ContextKeys.Builder ofReplica(ReplicateKeyRequest input) {
    return ContextKeys.builder()
        .put("kms:ReplicaRegion", input.replicaRegion())
        .put(BYPASS, isSet(input.bypassPolicyLockoutSafetyCheck()));
  }

  static void ofPolicy(PutKeyPolicyRequest input, ContextKeys.Builder keys) {
    keys.put(BYPASS, isSet(input.bypassPolicyLockoutSafetyCheck()));
  }

  static void ofGrant(CreateGrantRequest input, ContextKeys.Builder keys) {
    keys.put("kms:GranteePrincipal", input.granteePrincipal())
        .put("kms:RetiringPrincipal", input.retiringPrincipal())
        .put("kms:GrantOperations", input.operations())
        .put("kms:GrantIsForAWSResource", "false");
    GrantConstraints constraints = input.constraints();
    if (constraints != null) {
      keys.put(
          "kms:GrantConstraintType",
          constraints.encryptionContextEquals() != null
              ? "EncryptionContextEquals"
              : "EncryptionContextSubset");
    }
  }

  static void ofRotation(EnableKeyRotationRequest input, ContextKeys.Builder keys) {
    Integer days = input.rotationPeriodInDays();
    keys.put(
        "kms:RotationPeriodInDays",
        Integer.toString(days == null ? KmsQuotas.ROTATION_DAYS : days));
  }

  static void ofDeletion(ScheduleKeyDeletionRequest input, ContextKeys.Builder keys) {
    Integer days = input.pendingWindowInDays();
    keys.put(
        "kms:ScheduleKeyDeletionPendingWindowInDays",
        Integer.toString(days == null ? KmsQuotas.MAX_WINDOW_DAYS : days));
  }

  static void ofImportParameters(GetParametersForImportRequest input, ContextKeys.Builder keys) {
    keys.put("kms:WrappingAlgorithm", input.wrappingAlgorithm())
        .put("kms:WrappingKeySpec", input.wrappingKeySpec());
  }

  static void ofImport(ImportKeyMaterialRequest input, ContextKeys.Builder keys) {
    keys.put(
            "kms:ExpirationModel",
            input.expirationModel() == null
                ? ExpirationModelType.KEY_MATERIAL_EXPIRES
                : input.expirationModel())
        .put("kms:ValidTo", input.validTo() == null ? null : input.validTo().toString());
  }
}
