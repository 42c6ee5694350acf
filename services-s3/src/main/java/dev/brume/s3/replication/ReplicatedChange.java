package dev.brume.s3.replication;

import dev.brume.s3.engine.ObjectLock;
import dev.brume.s3.engine.ObjectVersion;
import java.util.Objects;

/**
 * The kinds of replicated changes, by their names in events. AWS only documents the first one; the
 * others follow its pattern.
 */
enum ReplicatedChange {
  OBJECT_PUT,
  OBJECT_DELETE,
  OBJECT_PUT_TAGGING,
  OBJECT_PUT_ACL,
  OBJECT_PUT_RETENTION,
  OBJECT_PUT_LEGAL_HOLD,
  OBJECT_PUT_ANNOTATION,
  OBJECT_DELETE_ANNOTATION;

  static ReplicatedChange ofNew(ObjectVersion version) {
    return version.deleteMarker() ? OBJECT_DELETE : OBJECT_PUT;
  }

  /** The kind of a change; null if it is not replicated. */
  static ReplicatedChange ofChange(ObjectVersion former, ObjectVersion changed) {
    if (!Objects.equals(former.tags(), changed.tags())) {
      return OBJECT_PUT_TAGGING;
    }
    if (!Objects.equals(former.acl(), changed.acl())) {
      return OBJECT_PUT_ACL;
    }
    if (Objects.equals(former.lock(), changed.lock())) {
      return null;
    }
    return Objects.equals(hold(former.lock()), hold(changed.lock()))
        ? OBJECT_PUT_RETENTION
        : OBJECT_PUT_LEGAL_HOLD;
  }

  private static Boolean hold(ObjectLock lock) {
    return lock == null ? null : lock.legalHold();
  }

  /** Whether it creates a version. */
  boolean isCreation() {
    return this == OBJECT_PUT || this == OBJECT_DELETE;
  }
}
