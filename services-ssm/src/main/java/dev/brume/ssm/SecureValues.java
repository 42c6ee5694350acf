package dev.brume.ssm;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.port.EncryptionKeys;
import dev.brume.core.port.Ports;
import dev.brume.core.port.ServiceKeyUse;
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

  private static final String DENIED = "AccessDeniedException";

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
    if (cause.code().equals(DENIED)) {
      return cause;
    }
    return SsmErrors.invalidKeyId(cause.getMessage());
  }

  /** The caller must be allowed to use the key, through this service. */
  private void require(
      RequestContext context, Scope scope, String name, String action, String key) {
    if (context.access().isRestricted()) {
      keys().require(scope, key);
      context.require(
          keys()
              .access(
                  context.identity(),
                  scope,
                  new ServiceKeyUse("ssm", action, key, context(scope, name))));
    }
  }

  String encrypt(RequestContext caller, String name, String keyId, String value) {
    Scope scope = caller.scope();
    try {
      require(caller, scope, name, "Encrypt", keyId);
      Blob sealed = keys().encrypt(scope, keyId, Blob.ofUtf8(value), context(scope, name));
      return Base64.getEncoder().encodeToString(sealed.bytes());
    } catch (AwsError e) {
      throw e.isClientFault() ? refusal(e) : e;
    }
  }

  /** The value as it is shown. */
  String shown(
      RequestContext caller, Scope scope, String name, ParameterVersion version, boolean decrypt) {
    if (!version.isSecure() || !decrypt) {
      return version.value();
    }
    try {
      require(caller, scope, name, "Decrypt", version.keyId());
      Blob sealed = Blob.of(Base64.getDecoder().decode(version.value()));
      return keys().decrypt(scope, sealed, context(scope, name)).utf8();
    } catch (AwsError e) {
      throw e.isClientFault() ? refusal(e) : e;
    }
  }
}
