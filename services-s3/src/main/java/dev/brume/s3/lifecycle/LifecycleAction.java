package dev.brume.s3.lifecycle;

/**
 * The action of the rules on a version: expire, transition, delete, none.
 *
 * @param action the present action
 * @param target the storage class or tier of a transition; else null
 * @param nextMillis without a present action, when there may be one; {@link #NEVER}
 */
record LifecycleAction(Action action, String target, long nextMillis) {
  static final long NEVER = Long.MAX_VALUE;

  /** No action, unless the version changes. */
  static final LifecycleAction NONE = new LifecycleAction(Action.NONE, null, NEVER);

  enum Action {
    NONE,
    /** Permanent deletion. */
    DELETE,
    /** A delete marker becomes the current version. */
    MARK,
    /** A transition to another storage class. */
    TRANSITION,
    /** Archival by Intelligent-Tiering. */
    ARCHIVE
  }
}
