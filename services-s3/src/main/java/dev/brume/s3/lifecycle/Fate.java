package dev.brume.s3.lifecycle;

/**
 * What the rules do to a version.
 *
 * @param action what they do now
 * @param storageClass where they move it, for {@link Action#TRANSITION}
 * @param nextMillis when they may do something else; {@link #NEVER}
 */
record Fate(Action action, String storageClass, long nextMillis) {
  static final long NEVER = Long.MAX_VALUE;

  /** Nothing, unless the version changes. */
  static final Fate NONE = new Fate(Action.NONE, null, NEVER);

  enum Action {
    NONE,
    /** It is permanently gone. */
    DELETE,
    /** A delete marker takes its place as the current version. */
    MARK,
    /** It gets another storage class. */
    TRANSITION
  }
}
