package dev.brume.s3.notification;

import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.DeliveryTask;
import dev.brume.core.port.Ports;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.s3.engine.Bucket;
import java.util.Optional;

/**
 * The destinations of notifications. Destinations of services that are not implemented do not
 * exist.
 */
final class Destinations {
  /** The subject of S3's messages to topics. */
  private static final String SUBJECT = "Amazon S3 Notification";

  private static final String PRINCIPAL = "s3.amazonaws.com";

  private final Ports ports;

  Destinations(Ports ports) {
    this.ports = ports;
  }

  private Optional<DeliveryTarget> target(String arn) {
    return Arn.parse(arn).flatMap(ports::target);
  }

  boolean exists(String arn) {
    Arn parsed = Arn.parse(arn).orElseThrow();
    return ports.target(parsed).filter(target -> target.exists(parsed)).isPresent();
  }

  /** Whether the destination's policy admits the bucket. */
  boolean admits(String arn, Bucket bucket) {
    DeliveryOutcome refusal =
        target(arn)
            .map(target -> target.refusal(Arn.parse(arn).orElseThrow(), sender(bucket)))
            .orElse(null);
    return refusal == null;
  }

  /** The bus for all events of a bucket; null if there are no buses. */
  String eventBus(Scope scope) {
    Arn bus = scope.arn("events", "event-bus/default");
    return ports.target(bus).isPresent() ? bus.toString() : null;
  }

  /**
   * Notifies a destination. Events of a key reach each destination in order. Notifications that a
   * destination refuses, or that no longer exists, are lost, as on AWS.
   *
   * @param about the key, or another unit of ordering
   * @param traceHeader the trace header, or null
   */
  void notify(Bucket bucket, String arn, String message, String about, String traceHeader) {
    bucket
        .notifications()
        .add(
            new DeliveryTask(
                arn,
                DeliveryMessage.of(message).withSubject(SUBJECT).withTraceHeader(traceHeader),
                sender(bucket),
                bucket.record().identity() + "/" + about));
  }

  private static Sender sender(Bucket bucket) {
    return new Sender(PRINCIPAL, bucket.arn(), bucket.owner());
  }
}
