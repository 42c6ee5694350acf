package dev.brume.secretsmanager.engine;

/**
 * A step of a rotation, or the start of a window.
 *
 * @param name the secret
 * @param arn its ARN, which differs from that of a later secret with the same name
 * @param versionId the version that will become current; null for windows
 * @param step the step's name, as passed to functions
 */
public record RotationTask(String name, String arn, String versionId, String step) {
  /** The first step of a rotation. */
  static final String CREATE = "createSecret";

  private static final String SET = "setSecret";
  private static final String TEST = "testSecret";
  private static final String FINISH = "finishSecret";

  /** The start of a window, in which the secret is rotated. */
  private static final String WINDOW = "window";

  /** The trial of a function by the testSecret step, without a rotation. */
  private static final String TRIAL = "trial";

  static RotationTask window(SecretRecord secret) {
    return new RotationTask(secret.name(), secret.arn(), null, WINDOW);
  }

  static RotationTask first(SecretRecord secret, String versionId) {
    return new RotationTask(secret.name(), secret.arn(), versionId, CREATE);
  }

  static RotationTask trial(SecretRecord secret, String versionId) {
    return new RotationTask(secret.name(), secret.arn(), versionId, TRIAL);
  }

  boolean isWindow() {
    return step.equals(WINDOW);
  }

  boolean isTrial() {
    return step.equals(TRIAL);
  }

  /** The step's name, as passed to the function. */
  String told() {
    return isTrial() ? TEST : step;
  }

  /** The next step; null after the last. */
  RotationTask next() {
    String next =
        switch (step) {
          case CREATE -> SET;
          case SET -> TEST;
          case TEST -> FINISH;
          default -> null;
        };
    return next == null ? null : new RotationTask(name, arn, versionId, next);
  }
}
