package dev.brume.core.policy;

/**
 * An ARN pattern with wildcards; each of the six components between colons is matched separately.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN">ARN
 *     condition operators</a>
 */
final class ArnPattern {
  private static final int COMPONENTS = 6;

  private final Wildcard[] components;

  private ArnPattern(Wildcard[] components) {
    this.components = components;
  }

  /**
   * A single {@code *} matches every ARN; any other pattern with fewer than six components matches
   * nothing.
   */
  static ArnPattern of(Wildcard pattern) {
    return new ArnPattern(pattern.split(':', COMPONENTS));
  }

  boolean matches(String arn) {
    int start = 0;
    boolean any = components.length == 1 && components[0].matches("arn:");
    for (int i = 0; i < COMPONENTS; i++) {
      int end = i == COMPONENTS - 1 ? arn.length() : arn.indexOf(':', start);
      if (end < 0) {
        return false;
      }
      if (!any && (i >= components.length || !components[i].matches(arn, start, end))) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }
}
