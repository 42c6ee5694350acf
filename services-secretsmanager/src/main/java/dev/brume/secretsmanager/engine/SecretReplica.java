package dev.brume.secretsmanager.engine;

/**
 * A replica, as its primary records it.
 *
 * @param region its region
 * @param kmsKeyId its KMS key there; null for the default
 * @param overwrite whether it replaces another secret with the name
 * @param status {@code InProgress}, {@code InSync} or {@code Failed}
 * @param message the status message; null for none
 */
public record SecretReplica(
    String region, String kmsKeyId, boolean overwrite, String status, String message) {
  private static final String IN_PROGRESS = "InProgress";

  /** A replica that does not exist yet. */
  public static SecretReplica of(String region, String kmsKeyId, boolean overwrite) {
    return new SecretReplica(region, kmsKeyId, overwrite, IN_PROGRESS, null);
  }

  /** A copy whose status is in sync. */
  SecretReplica inSync() {
    return new SecretReplica(region, kmsKeyId, overwrite, "InSync", "Replication succeeded");
  }

  /** A copy whose status is failed, with the reason. */
  SecretReplica failed(String why) {
    return new SecretReplica(region, kmsKeyId, overwrite, "Failed", why);
  }
}
