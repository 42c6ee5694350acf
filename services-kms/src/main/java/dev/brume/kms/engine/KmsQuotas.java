package dev.brume.kms.engine;

import dev.brume.core.kit.Quota;
import java.time.Duration;

/**
 * The quotas of KMS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html">Resource
 *     quotas</a>
 */
public final class KmsQuotas {
  /** "AWS KMS keys: 100,000", of a region. */
  public static final Quota KEYS = new Quota(100_000);

  /** "Aliases per KMS key: 50". */
  public static final Quota ALIASES_OF_A_KEY = new Quota(50);

  /** "Grants per KMS key: 50,000". */
  public static final Quota GRANTS_OF_A_KEY = new Quota(50_000);

  /** "On-demand rotation: 25", of a key. */
  public static final Quota ROTATIONS_ON_DEMAND = new Quota(25);

  /** "Custom key stores: 10", of a region. */
  public static final Quota CUSTOM_KEY_STORES = new Quota(10);

  /** "Key policy document size: 32 KB". */
  public static final int POLICY_BYTES = 32_768;

  /** The default number of list elements. */
  public static final int LISTED = 100;

  /** The same of tags, grants and aliases. */
  public static final int LISTED_FEW = 50;

  /** The shortest waiting period of a deletion, in days. */
  public static final int MIN_WINDOW_DAYS = 7;

  /** The longest and default waiting period, in days. */
  public static final int MAX_WINDOW_DAYS = 30;

  /** The default rotation period, in days. */
  public static final int ROTATION_DAYS = 365;

  /** "The public key and import token are valid for 24 hours." */
  public static final Duration IMPORT_TOKEN = Duration.ofHours(24);

  private KmsQuotas() {}
}
