package dev.brume.secretsmanager.engine;

/**
 * What a primary knows of a copy of itself in another region.
 *
 * @param region where it is
 * @param kmsKeyId what it is encrypted with there; null for the default
 * @param overwrite whether it takes the place of another secret of the name
 * @param status {@code InProgress}, {@code InSync} or {@code Failed}
 * @param message about the status; null where there is nothing to say
 */
public record SecretReplica(
    String region, String kmsKeyId, boolean overwrite, String status, String message) {
  private static final String IN_PROGRESS = "InProgress";

  /** One that is still to be made. */
  public static SecretReplica of(String region, String kmsKeyId, boolean overwrite) {
    return new SecretReplica(region, kmsKeyId, overwrite, IN_PROGRESS, null);
  }

  /** The same once it is as the primary is. */
  SecretReplica inSync() {
    return new SecretReplica(region, kmsKeyId, overwrite, "InSync", "Replication succeeded");
  }

  /** The same where it can't be. */
  SecretReplica failed(String why) {
    return new SecretReplica(region, kmsKeyId, overwrite, "Failed", why);
  }
}
