package dev.brume.core.policy;

/** A compiled value of a policy's condition. */
@FunctionalInterface
interface ConditionValue {

  /** The result of a comparison. */
  enum Match {
    YES,
    NO,
    /** The policy's value has a variable without a value in the request. */
    UNRESOLVED;

    static Match of(boolean matches) {
      return matches ? YES : NO;
    }
  }

  /** Compares with one value of a request. */
  Match compare(String value, PolicyRequest request);
}
