package dev.brume.s3.engine;

/**
 * A change of one object version.
 *
 * @param event what happened
 * @param version the version as it is now; where it is permanently gone, as it was
 * @param former what it replaces: the version before the change, or the null version that a new one
 *     displaces; null where there is none
 * @param origin who did it
 * @param replication what there is to tell of its replication; null with other events
 * @param annotation the annotation that was put or deleted; null where it is about none
 */
public record ObjectChange(
    ObjectEvent event,
    ObjectVersion version,
    ObjectVersion former,
    ChangeOrigin origin,
    ReplicationReport replication,
    ObjectAnnotation annotation) {
  /** A change of which there is nothing more to tell. */
  public ObjectChange(
      ObjectEvent event, ObjectVersion version, ObjectVersion former, ChangeOrigin origin) {
    this(event, version, former, origin, null, null);
  }
}
