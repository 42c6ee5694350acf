package dev.brume.secretsmanager.engine;

import dev.brume.core.kit.Quota;

/**
 * The quotas of Secrets Manager.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html">Secrets
 *     Manager quotas</a>
 */
public final class SecretQuotas {
  /** "Secrets: 500,000", per region. */
  public static final Quota SECRETS = new Quota(500_000);

  /** "Versions of a secret: ~100"; the oldest unlabelled versions are dropped. */
  public static final int VERSIONS = 100;

  /** "Staging labels attached across all versions of a secret: 20". */
  public static final Quota STAGES = new Quota(20);

  /** "Resource policy: 20,480 characters". */
  public static final int POLICY_BYTES = 20_480;

  /** The default page size. */
  public static final int LISTED = 100;

  /** The default page size of BatchGetSecretValue. */
  public static final int BATCH = 20;

  /** The shortest recovery window, in days. */
  public static final int MIN_WINDOW_DAYS = 7;

  /** The longest and default recovery window, in days. */
  public static final int MAX_WINDOW_DAYS = 30;

  private SecretQuotas() {}
}
