package dev.brume.kms;

import dev.brume.core.error.AwsError;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.engine.KeyRecord;

/** The errors of KMS, in its words. */
final class KmsRefusals {
  private static final int BAD_REQUEST = 400;
  private static final int NOT_IMPLEMENTED = 501;

  private KmsRefusals() {}

  static AwsError invalid(String message) {
    return AwsError.client("ValidationException", BAD_REQUEST, message);
  }

  static AwsError noSuchKey(String arn) {
    return KmsErrors.notFoundException("Key '" + arn + "' does not exist");
  }

  static AwsError noSuchAlias(String arn) {
    return KmsErrors.notFoundException("Alias " + arn + " is not found.");
  }

  static AwsError invalidKeyId(String keyId) {
    return KmsErrors.notFoundException("Invalid keyId '" + keyId + "'");
  }

  static AwsError invalidState(String message) {
    return KmsErrors.kmsInvalidStateException(message);
  }

  static AwsError invalidOrigin(KeyRecord key) {
    return KmsErrors.unsupportedOperationException(
        key.arn() + " origin is " + key.origin() + " which is not valid for this operation.");
  }

  static AwsError invalidSpec(KeyRecord key) {
    return KmsErrors.unsupportedOperationException(
        key.arn() + " key spec is " + key.kind() + " which is not valid for this operation.");
  }

  static AwsError invalidUsage(KeyRecord key, String operation) {
    return KmsErrors.invalidKeyUsageException(
        key.arn() + " key usage is " + key.usage() + " which is not valid for " + operation + ".");
  }

  static AwsError incompatible(String algorithm, KeyRecord key) {
    return KmsErrors.invalidKeyUsageException(
        "Algorithm " + algorithm + " is incompatible with key spec " + key.kind() + ".");
  }

  /** AWS gives no message. */
  static AwsError invalidCiphertext() {
    return KmsErrors.invalidCiphertextException(null);
  }

  static AwsError invalidMarker() {
    return KmsErrors.invalidMarkerException("Could not deserialize marker");
  }

  /** Ends a dry run of an operation that would have succeeded. */
  static void endDryRun(Boolean dryRun) {
    if (Boolean.TRUE.equals(dryRun)) {
      throw KmsErrors.dryRunOperationException(
          "The request would have succeeded, but the DryRun option is set.");
    }
  }

  /** Refuses a known parameter that is not implemented. */
  static void refuseUnbuilt(String name, Object value) {
    if (value != null) {
      throw AwsError.server(
          "NotImplemented", NOT_IMPLEMENTED, "The parameter " + name + " is not implemented.");
    }
  }
}
