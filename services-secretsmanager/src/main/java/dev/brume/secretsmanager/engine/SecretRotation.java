package dev.brume.secretsmanager.engine;

/**
 * How a secret is rotated.
 *
 * @param enabled false once it was cancelled
 * @param functionArn the Lambda function that does it
 * @param rules when; null where it is only done on request
 * @param token what a rotation under way knows itself by; null before the first
 * @param rotatedMillis when it last was; 0 for never
 * @param windowId the task that opens the next window; 0 where none is to open
 * @param nextMillis when the next window ends; 0 where there is none
 */
public record SecretRotation(
    boolean enabled,
    String functionArn,
    RotationRules rules,
    String token,
    long rotatedMillis,
    long windowId,
    long nextMillis) {

  /** The same, cancelled. */
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
