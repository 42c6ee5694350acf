package dev.brume.core.policy;

/** A value of a policy's condition, ready to be compared with those of requests. */
@FunctionalInterface
interface ConditionValue {

  /** How a comparison ends. */
  enum Match {
    YES,
    NO,
    /** The policy's value has a variable that the request has no value for. */
    UNRESOLVED;

    static Match of(boolean matches) {
      return matches ? YES : NO;
    }
  }

  /** Compares with one value of a request. */
  Match compare(String value, PolicyRequest request);
}
