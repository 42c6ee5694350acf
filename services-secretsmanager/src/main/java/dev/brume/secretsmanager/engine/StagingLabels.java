package dev.brume.secretsmanager.engine;

/**
 * Moves staging labels. A label belongs to one version at most. The version that loses {@code
 * AWSCURRENT} becomes {@code AWSPREVIOUS}, and loses {@code AWSPENDING} with it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html#term_version">Secret
 *     versions</a>
 */
public final class StagingLabels {
  public static final String CURRENT = "AWSCURRENT";
  public static final String PREVIOUS = "AWSPREVIOUS";
  public static final String PENDING = "AWSPENDING";

  private StagingLabels() {}

  /** Gives a version a label and takes it from the version that has it. */
  public static void move(SecretsRegion region, SecretRecord secret, String stage, String toId) {
    SecretVersion from = region.labelled(secret, stage);
    if (from != null && from.id().equals(toId)) {
      return;
    }
    if (from != null) {
      SecretVersion left = from.without(stage);
      region.putVersion(secret, stage.equals(CURRENT) ? left.without(PENDING) : left);
    }
    region.putVersion(secret, region.version(secret, toId).with(stage));
    if (from != null && stage.equals(CURRENT)) {
      SecretVersion next = region.version(secret, toId);
      region.putVersion(secret, next.without(PREVIOUS));
      move(region, secret, PREVIOUS, from.id());
    }
  }

  /** Removes a label from its version. */
  public static void remove(SecretsRegion region, SecretRecord secret, String stage) {
    SecretVersion from = region.labelled(secret, stage);
    if (from != null) {
      region.putVersion(secret, from.without(stage));
    }
  }
}
