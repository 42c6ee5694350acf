package dev.brume.secretsmanager.engine;

/**
 * The rotation state of a secret.
 *
 * @param enabled false after it was cancelled
 * @param functionArn the ARN of the rotation function
 * @param rules the schedule; null if only rotated on request
 * @param token the token of the current rotation; null before the first
 * @param rotatedMillis the last rotation; 0 for never
 * @param windowId the task that starts the next window; 0 for none
 * @param nextMillis the end of the next window; 0 for none
 */
public record SecretRotation(
    boolean enabled,
    String functionArn,
    RotationRules rules,
    String token,
    long rotatedMillis,
    long windowId,
    long nextMillis) {

  /** A cancelled copy. */
  public SecretRotation cancelled() {
    return new SecretRotation(false, functionArn, rules, token, rotatedMillis, 0, 0);
  }

  SecretRotation started(String newToken) {
    return new SecretRotation(
        enabled, functionArn, rules, newToken, rotatedMillis, windowId, nextMillis);
  }

  SecretRotation rotated(long nowMillis) {
    return new SecretRotation(enabled, functionArn, rules, token, nowMillis, windowId, nextMillis);
  }

  SecretRotation scheduled(long newWindowId, long newNextMillis) {
    return new SecretRotation(
        enabled, functionArn, rules, token, rotatedMillis, newWindowId, newNextMillis);
  }
}
