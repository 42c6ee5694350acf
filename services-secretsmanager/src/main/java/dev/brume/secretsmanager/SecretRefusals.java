package dev.brume.secretsmanager;

import dev.brume.core.error.AwsError;
import dev.brume.secretsmanager.api.SecretsManagerErrors;
import dev.brume.secretsmanager.engine.SecretRecord;

/** The errors of Secrets Manager, with AWS's texts. */
final class SecretRefusals {
  private static final int NOT_IMPLEMENTED = 501;

  private SecretRefusals() {}

  static AwsError notFound() {
    return SecretsManagerErrors.resourceNotFoundException(
        "Secrets Manager can't find the specified secret.");
  }

  static AwsError noValue(String what) {
    return SecretsManagerErrors.resourceNotFoundException(
        "Secrets Manager can't find the specified secret value for " + what);
  }

  static AwsError deleted() {
    return SecretsManagerErrors.invalidRequestException(
        "You can't perform this operation on the secret because it was marked for deletion.");
  }

  /** A replica can only be changed through its primary. */
  static void requirePrimary(SecretRecord secret) {
    if (secret.isReplica()) {
      throw invalidRequest(
          "Operation not permitted on a replica secret. Call must be made in primary secret's"
              + " region.");
    }
  }

  static AwsError tokenInUse(String token, SecretRecord secret) {
    return SecretsManagerErrors.resourceExistsException(
        "You can't use ClientRequestToken "
            + token
            + " because that value is already in use for a version of secret "
            + secret.arn()
            + ".");
  }

  static AwsError invalidRequest(String message) {
    return SecretsManagerErrors.invalidRequestException(message);
  }

  static AwsError invalidParameter(String message) {
    return SecretsManagerErrors.invalidParameterException(message);
  }

  static AwsError invalidToken() {
    return SecretsManagerErrors.invalidNextTokenException("The provided NextToken is not valid.");
  }

  /** Refuses a parameter that is known but not implemented. */
  static void refuseUnbuilt(String name, Object value) {
    if (value != null) {
      throw AwsError.server(
          "NotImplemented", NOT_IMPLEMENTED, "The parameter " + name + " is not implemented.");
    }
  }

  /** Requires the token, which SDKs generate and other clients must send. */
  static String requireToken(String token) {
    if (token == null) {
      throw invalidRequest(
          "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
    }
    return token;
  }
}
