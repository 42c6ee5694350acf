package dev.brume.kms;

import dev.brume.core.error.AwsError;
import dev.brume.kms.api.CreateKeyRequest;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.engine.KeyBytes;
import dev.brume.kms.engine.KeyGeneration;
import dev.brume.kms.engine.KeyKind;
import dev.brume.kms.engine.KeyOrigin;
import dev.brume.kms.engine.KeyUsage;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The checked parameters of CreateKey.
 *
 * @param kind the key spec
 * @param usage its usage
 * @param origin the origin of its material
 * @param tags its visible tags
 * @param id a chosen id; null for a new one
 * @param bytes chosen material; null for new or imported material
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html">CreateKey</a>
 */
record NewKey(
    KeyKind kind,
    KeyUsage usage,
    KeyOrigin origin,
    Map<String, String> tags,
    String id,
    KeyBytes bytes) {

  /** A tag by which tests choose the id of a key. */
  static final String CUSTOM_ID = "_custom_id_";

  /** A tag by which tests choose the material of a key, in base64. */
  static final String CUSTOM_MATERIAL = "_custom_key_material_";

  private static final int MAX_ID_LENGTH = 128;

  static NewKey of(CreateKeyRequest input) {
    KmsRefusals.refuseUnbuilt("CustomKeyStoreId", input.customKeyStoreId());
    KmsRefusals.refuseUnbuilt("XksKeyId", input.xksKeyId());
    KeyKind kind = kind(input);
    KeyUsage usage = usage(input, kind);
    KeyOrigin origin =
        input.origin() == null ? KeyOrigin.AWS_KMS : KeyOrigin.valueOf(input.origin());
    if (origin == KeyOrigin.AWS_CLOUDHSM || origin == KeyOrigin.EXTERNAL_KEY_STORE) {
      throw KmsRefusals.invalid(
          "Origin " + origin + " requires a CustomKeyStoreId to be specified.");
    }
    if (origin == KeyOrigin.EXTERNAL && !KeyGeneration.isImportable(kind)) {
      throw KmsErrors.unsupportedOperationException(
          "Origin EXTERNAL is not supported for key spec " + kind + ".");
    }
    Map<String, String> tags = new LinkedHashMap<>(KeyTags.checked(input.tags()));
    String material = tags.remove(CUSTOM_MATERIAL);
    String id = tags.get(CUSTOM_ID);
    if (id != null && (id.length() > MAX_ID_LENGTH || !id.matches("[A-Za-z0-9._-]+"))) {
      throw KmsRefusals.invalid("The tag " + CUSTOM_ID + " is no key ID.");
    }
    return new NewKey(
        kind, usage, origin, tags, id, material == null ? null : bytes(kind, material));
  }

  private static KeyKind kind(CreateKeyRequest input) {
    if (input.keySpec() != null && input.customerMasterKeySpec() != null) {
      throw KmsRefusals.invalid(
          "You cannot specify KeySpec and CustomerMasterKeySpec in the same request."
              + " CustomerMasterKeySpec is deprecated.");
    }
    String spec = input.keySpec() == null ? input.customerMasterKeySpec() : input.keySpec();
    if (spec == null) {
      return KeyKind.SYMMETRIC_DEFAULT;
    }
    return KeyKind.of(spec).orElseThrow(() -> unsupported(spec));
  }

  static AwsError unsupported(String keySpec) {
    return KmsErrors.unsupportedOperationException(
        "KeySpec " + keySpec + " is not supported in this region.");
  }

  private static KeyUsage usage(CreateKeyRequest input, KeyKind kind) {
    if (input.keyUsage() == null) {
      if (kind != KeyKind.SYMMETRIC_DEFAULT) {
        throw KmsRefusals.invalid(
            "You must specify a KeyUsage value for all KMS keys except for symmetric encryption"
                + " keys.");
      }
      return KeyUsage.ENCRYPT_DECRYPT;
    }
    KeyUsage usage = KeyUsage.valueOf(input.keyUsage());
    if (!kind.usages().contains(usage)) {
      throw KmsRefusals.invalid("KeyUsage " + usage + " is not compatible with KeySpec " + kind);
    }
    return usage;
  }

  private static KeyBytes bytes(KeyKind kind, String material) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(material);
    } catch (IllegalArgumentException e) {
      bytes = new byte[0];
    }
    return KeyGeneration.read(kind, bytes)
        .orElseThrow(
            () ->
                KmsRefusals.invalid(
                    "The tag " + CUSTOM_MATERIAL + " is no material of key spec " + kind + "."));
  }
}
