package dev.brume.ssm;

import dev.brume.core.error.AwsError;
import dev.brume.core.port.EncryptionKeys;
import dev.brume.core.port.Ports;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import dev.brume.ssm.api.SsmErrors;
import dev.brume.ssm.engine.ParameterVersion;
import dev.brume.ssm.engine.SsmRegion;
import java.util.Base64;
import java.util.Map;

/**
 * Values of SecureString parameters, encrypted with KMS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html">How
 *     Parameter Store uses AWS KMS</a>
 */
final class SecureValues {
  /** "If you don't specify a key ID, the system uses the default key of your account." */
  static final String DEFAULT_KEY = "alias/aws/ssm";

  private final Ports ports;

  SecureValues(Ports ports) {
    this.ports = ports;
  }

  private EncryptionKeys keys() {
    return ports
        .look(EncryptionKeys.class)
        .orElseThrow(
            () -> ParameterRefusals.unbuilt("SecureString needs KMS, which is switched off."));
  }

  /** "The encryption context is the parameter's ARN." */
  private static Map<String, String> context(Scope scope, String name) {
    return Map.of("PARAMETER_ARN", SsmRegion.arn(scope, name));
  }

  private static AwsError refusal(AwsError cause) {
    return SsmErrors.invalidKeyId(cause.getMessage());
  }

  String encrypt(Scope scope, String name, String keyId, String value) {
    try {
      Blob sealed = keys().encrypt(scope, keyId, Blob.ofUtf8(value), context(scope, name));
      return Base64.getEncoder().encodeToString(sealed.bytes());
    } catch (AwsError e) {
      throw e.isClientFault() ? refusal(e) : e;
    }
  }

  /** The value of a version, decrypted if requested; otherwise as stored. */
  String shown(Scope scope, String name, ParameterVersion version, boolean decrypt) {
    if (!version.isSecure() || !decrypt) {
      return version.value();
    }
    try {
      Blob sealed = Blob.of(Base64.getDecoder().decode(version.value()));
      return keys().decrypt(scope, sealed, context(scope, name)).utf8();
    } catch (AwsError e) {
      throw e.isClientFault() ? refusal(e) : e;
    }
  }
}
