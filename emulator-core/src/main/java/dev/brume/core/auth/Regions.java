package dev.brume.core.auth;

import dev.brume.core.scope.Scope;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Determines the region of a request. Names that follow AWS's own patterns are regions, so that new
 * ones need no release. Any other name is, as in LocalStack, mapped to us-east-1, unless
 * ALLOW_NONSTANDARD_REGIONS is set; then it is a region of its own.
 */
public final class Regions {
  /** The longest name that can be a region of its own. */
  private static final int MAX_LENGTH = 32;

  private static final Logger LOG = LoggerFactory.getLogger(Regions.class);

  /** The most names remembered as logged; bounded, so that clients can't fill the memory. */
  private static final int MAX_TOLD = 100;

  private final boolean allowNonstandard;
  private final String unnamed;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  public Regions(boolean allowNonstandard) {
    this(allowNonstandard, Scope.DEFAULT_REGION);
  }

  /**
   * @param unnamed the region of requests without one
   */
  public Regions(boolean allowNonstandard, String unnamed) {
    this.allowNonstandard = allowNonstandard;
    this.unnamed = unnamed;
    known.add(Scope.DEFAULT_REGION);
  }

  /**
   * The patterns of AWS's partitions; compiled when a region other than us-east-1 is first used.
   */
  private static final class Patterns {
    /**
     * The regions of all partitions.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html">
     *     AWS Regions</a>
     */
    static final Pattern STANDARD =
        Pattern.compile(
            "(?:us|eu|ap|sa|ca|me|af|il|mx|cn|us-gov|us-iso|us-isob|us-isof|eu-isoe|eusc-de)"
                + "-[a-z]+-\\d{1,2}");

    static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");

    private Patterns() {}
  }

  /** Whether {@code name} has the form of a region of AWS. */
  public static boolean hasForm(String name) {
    return name != null
        && (name.equals(Scope.DEFAULT_REGION)
            || name.length() <= MAX_LENGTH && Patterns.STANDARD.matcher(name).matches());
  }

  /**
   * Whether a resource may be copied to a region: to one of AWS, or, from a region that is none of
   * AWS, to any.
   */
  public static boolean mayCopy(String from, String to) {
    return hasForm(to) || !hasForm(from);
  }

  /** Whether {@code name} has the form of an AWS region. */
  public boolean isStandard(String name) {
    if (known.contains(name)) {
      return true;
    }
    boolean standard = name.length() <= MAX_LENGTH && Patterns.STANDARD.matcher(name).matches();
    if (standard && known.size() < MAX_TOLD) {
      known.add(name);
    }
    return standard;
  }

  /**
   * The region of requests signed for {@code name}.
   *
   * @param name as in the credential scope; null if absent
   * @return the region; null if the name is invalid
   */
  public String resolve(String name) {
    if (name == null) {
      return unnamed;
    }
    if (isStandard(name)) {
      return name;
    }
    if (allowNonstandard) {
      boolean allowed = name.length() <= MAX_LENGTH && Patterns.ALLOWED.matcher(name).matches();
      return allowed ? name : null;
    }
    if (told.size() < MAX_TOLD && told.add(name)) {
      LOG.warn(
          "'{}' is no region of AWS: {} is used. ALLOW_NONSTANDARD_REGIONS=1 makes it one.",
          name,
          Scope.DEFAULT_REGION);
    }
    return Scope.DEFAULT_REGION;
  }
}
