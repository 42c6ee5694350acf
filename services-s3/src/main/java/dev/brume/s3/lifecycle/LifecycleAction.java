package dev.brume.s3.lifecycle;

/**
 * The action of the rules on a version: expire, transition, delete, none.
 *
 * @param action what they do now
 * @param target the storage class, or the tier, that they move it to; null where they don't
 * @param nextMillis where they do nothing now, when they may do something; {@link #NEVER}
 */
record LifecycleAction(Action action, String target, long nextMillis) {
  static final long NEVER = Long.MAX_VALUE;

  /** Nothing, unless the version changes. */
  static final LifecycleAction NONE = new LifecycleAction(Action.NONE, null, NEVER);

  enum Action {
    NONE,
    /** It is permanently gone. */
    DELETE,
    /** A delete marker takes its place as the current version. */
    MARK,
    /** It gets another storage class. */
    TRANSITION,
    /** Intelligent-Tiering archives it. */
    ARCHIVE
  }
}
