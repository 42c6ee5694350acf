package dev.brume.secretsmanager.engine;

/**
 * A step of a rotation, or the opening of a window.
 *
 * @param name the secret
 * @param arn tells it from later ones of the name
 * @param versionId the version that is to become the current one; null of windows
 * @param step as functions know it
 */
public record RotationTask(String name, String arn, String versionId, String step) {
  /** The first of the steps of a rotation. */
  static final String CREATE = "createSecret";

  private static final String SET = "setSecret";
  private static final String TEST = "testSecret";
  private static final String FINISH = "finishSecret";

  /** A window opens: the secret is to be rotated. */
  private static final String WINDOW = "window";

  /** The function is tried by a step whose effect is undone. */
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

  /** The step as the function is told. */
  String told() {
    return isTrial() ? TEST : step;
  }

  /** The step after this one; null after the last. */
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
