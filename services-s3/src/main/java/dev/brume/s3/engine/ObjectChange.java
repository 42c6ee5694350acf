package dev.brume.s3.engine;

/**
 * A change of one object version.
 *
 * @param event what happened
 * @param version the version after the change; for a permanent deletion, before it
 * @param former the replaced one: the version before the change, or the null version that a new one
 *     replaces; null if there is none
 * @param origin the origin of the change
 * @param replication the replication event's details; null for other events
 * @param annotation the annotation that was put or deleted; null for other events
 */
public record ObjectChange(
    ObjectEvent event,
    ObjectVersion version,
    ObjectVersion former,
    ChangeOrigin origin,
    ReplicationReport replication,
    ObjectAnnotation annotation) {
  /** A change without further details. */
  public ObjectChange(
      ObjectEvent event, ObjectVersion version, ObjectVersion former, ChangeOrigin origin) {
    this(event, version, former, origin, null, null);
  }
}
