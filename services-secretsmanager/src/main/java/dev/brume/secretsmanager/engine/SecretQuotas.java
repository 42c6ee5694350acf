package dev.brume.secretsmanager.engine;

import dev.brume.core.kit.Quota;

/**
 * How much there can be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html">Secrets
 *     Manager quotas</a>
 */
public final class SecretQuotas {
  /** "Secrets: 500,000", of a region. */
  public static final Quota SECRETS = new Quota(500_000);

  /** "Versions of a secret: ~100"; those without labels make room. */
  public static final int VERSIONS = 100;

  /** "Staging labels attached across all versions of a secret: 20". */
  public static final Quota STAGES = new Quota(20);

  /** "Resource policy: 20,480 characters". */
  public static final int POLICY_BYTES = 20_480;

  /** How many elements lists have where the caller does not say. */
  public static final int LISTED = 100;

  /** The same of BatchGetSecretValue. */
  public static final int BATCH = 20;

  /** The shortest wait of a secret for its deletion, in days. */
  public static final int MIN_WINDOW_DAYS = 7;

  /** The longest wait, and the usual one, in days. */
  public static final int MAX_WINDOW_DAYS = 30;

  private SecretQuotas() {}
}
