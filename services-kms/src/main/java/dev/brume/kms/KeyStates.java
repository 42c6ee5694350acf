package dev.brume.kms;

import dev.brume.core.error.AwsError;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.engine.KeyRecord;
import java.util.Set;

/**
 * The operations that a key's state permits.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key
 *     states</a>
 */
final class KeyStates {
  private static final Set<String> IN_USE = Set.of("Enabled", "Disabled");

  private KeyStates() {}

  /** Refuses a key that is unusable: DisabledException or KMSInvalidStateException. */
  static void requireEnabled(KeyRecord key, long nowMillis) {
    requireNot(key, nowMillis, Set.of("Enabled"));
  }

  /** Refuses a key that is neither enabled nor disabled. */
  static void requireThere(KeyRecord key, long nowMillis) {
    requireNot(key, nowMillis, IN_USE);
  }

  /** Refuses a key that is pending deletion. */
  static void requireToStay(KeyRecord key, long nowMillis) {
    requireNot(key, nowMillis, Set.of("Enabled", "Disabled", "PendingImport", "Creating"));
  }

  private static void requireNot(KeyRecord key, long nowMillis, Set<String> allowed) {
    String state = key.state(nowMillis);
    if (!allowed.contains(state)) {
      throw refusal(key, state);
    }
  }

  private static AwsError refusal(KeyRecord key, String state) {
    return switch (state) {
      case "Disabled" -> KmsErrors.disabledException(key.arn() + " is disabled.");
      case "PendingDeletion" -> KmsRefusals.invalidState(key.arn() + " is pending deletion.");
      case "PendingReplicaDeletion" ->
          KmsRefusals.invalidState(key.arn() + " is pending replica deletion.");
      case "PendingImport" -> KmsRefusals.invalidState(key.arn() + " is pending import.");
      default -> KmsRefusals.invalidState(key.arn() + " is creating.");
    };
  }
}
