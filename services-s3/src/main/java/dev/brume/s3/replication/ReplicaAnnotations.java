package dev.brume.s3.replication;

import dev.brume.s3.api.ReplicationStatus;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.ObjectAnnotation;
import dev.brume.s3.engine.ObjectVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The annotations of a replica. The destination's own annotations are kept.
 *
 * @param annotations all of the source's
 */
record ReplicaAnnotations(List<ObjectAnnotation> annotations) {
  /** Whether an annotation is assumed to be the same in source and replica. */
  static boolean isInStep(ObjectAnnotation annotation) {
    return ReplicationStatus.COMPLETED.equals(annotation.replicationStatus())
        || ReplicationStatus.REPLICA.equals(annotation.replicationStatus());
  }

  /**
   * Applies the annotations to a version at the destination. Bodies are shared, like those of
   * objects.
   */
  void show(BucketEdit edit, ObjectVersion version) {
    Map<String, ObjectAnnotation> present = Map.copyOf(edit.bucket().annotations().of(version));
    Set<String> wanted = new HashSet<>();
    for (ObjectAnnotation annotation : annotations) {
      wanted.add(annotation.name());
      ObjectAnnotation known = present.get(annotation.name());
      if (known == null || !known.payload().equals(annotation.payload())) {
        edit.mirror(version, annotation.withReplicationStatus(ReplicationStatus.REPLICA));
      }
    }
    for (ObjectAnnotation known : present.values()) {
      if (isInStep(known) && !wanted.contains(known.name())) {
        edit.removeMirrored(version, known);
      }
    }
  }
}
