package dev.brume.core.port;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Scope;
import java.util.function.BiFunction;

/**
 * Looks up the KMS keys of a service's resources when they are used, and translates KMS's errors
 * into the service's own. If no service provides keys, all keys are assumed to exist.
 */
public final class KeyLookup {
  private final Ports ports;
  private final BiFunction<Refusal, String, AwsError> wording;

  /** Why a key can't be used. */
  public enum Refusal {
    NOT_FOUND,
    DISABLED,
    /** It is pending deletion, or has no key material. */
    INVALID_STATE,
    /** It is not for encryption, or not symmetric. */
    INVALID_KEY_USAGE
  }

  /**
   * @param wording creates the service's error from a refusal and KMS's message
   */
  public KeyLookup(Ports ports, BiFunction<Refusal, String, AwsError> wording) {
    this.ports = ports;
    this.wording = wording;
  }

  /**
   * Requires a usable key. Not under an engine's lock.
   *
   * @param scope the scope of the resource that names it
   * @param keyId as for {@link EncryptionKeys#require}; null for none, which is permitted
   * @throws AwsError in the service's words
   */
  public void require(Scope scope, String keyId) {
    if (keyId == null || keyId.isEmpty()) {
      return;
    }
    EncryptionKeys keys = ports.look(EncryptionKeys.class).orElse(null);
    if (keys == null) {
      return;
    }
    try {
      keys.require(scope, keyId);
    } catch (AwsError e) {
      throw e.isClientFault() ? wording.apply(refusal(e.code()), e.getMessage()) : e;
    }
  }

  private static Refusal refusal(String code) {
    if (code.endsWith("InvalidStateException")) {
      return Refusal.INVALID_STATE;
    }
    return switch (code) {
      case "DisabledException" -> Refusal.DISABLED;
      case "InvalidKeyUsageException" -> Refusal.INVALID_KEY_USAGE;
      default -> Refusal.NOT_FOUND;
    };
  }
}
