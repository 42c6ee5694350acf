package dev.brume.core.port;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Scope;
import java.util.function.BiFunction;

/**
 * Looks up the KMS keys that a service's resources name, when these are used, and puts KMS's
 * refusals into the service's own errors. Where no service has keys, all are taken to be there.
 */
public final class KeyLookup {
  private final Ports ports;
  private final BiFunction<Refusal, String, AwsError> wording;

  /** Why a key can't be used. */
  public enum Refusal {
    NOT_FOUND,
    DISABLED,
    /** It is to be deleted, or has no material. */
    INVALID_STATE,
    /** It does not encrypt, or is not symmetric. */
    INVALID_KEY_USAGE
  }

  /**
   * @param wording makes the service's error of a refusal and of KMS's text
   */
  public KeyLookup(Ports ports, BiFunction<Refusal, String, AwsError> wording) {
    this.ports = ports;
    this.wording = wording;
  }

  /**
   * Requires a key that can be used now. Not under an engine's lock.
   *
   * @param scope of the resource that names it
   * @param keyId as {@link EncryptionKeys#require} takes it; null for none, which is fine
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
