package dev.brume.ssm.engine;

import dev.brume.core.kit.Quota;

/**
 * The quotas of Parameter Store.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/ssm.html#limits_ssm">Systems Manager
 *     quotas</a>
 */
public final class ParameterQuotas {
  /** "Standard parameters: 10,000", per region. */
  public static final Quota STANDARD = new Quota(10_000);

  /** "Advanced parameters: 100,000", per region. */
  public static final Quota ADVANCED = new Quota(100_000);

  /** "Parameter versions (history): 100". */
  public static final int VERSIONS = 100;

  /** "Size of a standard parameter value: 4 KB". */
  public static final int STANDARD_BYTES = 4_096;

  /** "Size of an advanced parameter value: 8 KB". */
  public static final int ADVANCED_BYTES = 8_192;

  /** "A parameter version can have a maximum of 10 labels." */
  public static final int LABELS = 10;

  /** "A maximum of 10 policies for each parameter." */
  public static final int POLICIES = 10;

  /** "A parameter hierarchy can have a maximum of 15 levels." */
  public static final int LEVELS = 15;

  /** "The maximum length constraint for the fully qualified parameter name is 1011 characters." */
  public static final int NAME_LENGTH = 1_011;

  /** The default page size. */
  public static final int LISTED = 50;

  /** The default page size of GetParametersByPath. */
  public static final int LISTED_BY_PATH = 10;

  private ParameterQuotas() {}
}
