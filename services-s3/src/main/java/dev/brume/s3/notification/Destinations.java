package dev.brume.s3.notification;

import dev.brume.core.port.EventBusTarget;
import dev.brume.core.port.FunctionTarget;
import dev.brume.core.port.Ports;
import dev.brume.core.port.QueueTarget;
import dev.brume.core.port.TopicTarget;
import dev.brume.core.scope.Arn;
import java.util.Map;
import java.util.Optional;

/** What other services offer to tell. What no service offers does not exist. */
public final class Destinations {
  /** The subject of what S3 publishes to topics. */
  private static final String SUBJECT = "Amazon S3 Notification";

  private final Ports ports;

  public Destinations(Ports ports) {
    this.ports = ports;
  }

  boolean exists(DestinationKind kind, Arn arn) {
    return switch (kind) {
      case TOPIC -> ports.look(TopicTarget.class).filter(topics -> topics.exists(arn)).isPresent();
      case QUEUE -> ports.look(QueueTarget.class).filter(queues -> queues.exists(arn)).isPresent();
      case FUNCTION ->
          ports.look(FunctionTarget.class).filter(functions -> functions.exists(arn)).isPresent();
    };
  }

  /**
   * Tells a destination, if anybody offers such.
   *
   * @throws dev.brume.core.error.AwsError where it refuses to hear it
   */
  void tell(DestinationKind kind, Arn arn, String message) {
    switch (kind) {
      case TOPIC ->
          ports.look(TopicTarget.class).ifPresent(topics -> topics.publish(arn, SUBJECT, message));
      case QUEUE ->
          ports
              .look(QueueTarget.class)
              .ifPresent(queues -> queues.send(arn, message, Map.of(), null, null));
      case FUNCTION ->
          ports
              .look(FunctionTarget.class)
              .ifPresent(functions -> functions.invokeLater(arn, message));
    }
  }

  /** The event buses; empty where there are none, and so nobody who could hear of events there. */
  Optional<EventBusTarget> eventBuses() {
    return ports.look(EventBusTarget.class);
  }
}
