package dev.brume.s3.notification;

import dev.brume.core.error.AwsError;
import dev.brume.core.port.EventBusTarget;
import dev.brume.core.port.FunctionTarget;
import dev.brume.core.port.Ports;
import dev.brume.core.port.QueueTarget;
import dev.brume.core.port.TopicTarget;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Targets that keep what they are told, in order; they exist by their names. */
final class RecordedTargets implements QueueTarget, TopicTarget, FunctionTarget, EventBusTarget {
  static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:q";
  static final String OTHER_QUEUE = "arn:aws:sqs:us-east-1:123456789012:other";
  static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:t";
  static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f";

  private static final Set<String> EXISTING = Set.of(QUEUE, OTHER_QUEUE, TOPIC, FUNCTION);

  /** What was told, to the resource before the space. */
  final List<String> told = new ArrayList<>();

  final List<EventBusTarget.Event> events = new ArrayList<>();
  boolean refusing;

  Ports ports() {
    return new Ports()
        .offer(QueueTarget.class, () -> this)
        .offer(TopicTarget.class, () -> this)
        .offer(FunctionTarget.class, () -> this)
        .offer(EventBusTarget.class, () -> this);
  }

  /** What was told since the last time. */
  List<String> take() {
    List<String> taken = List.copyOf(told);
    told.clear();
    return taken;
  }

  @Override
  public boolean exists(Arn arn) {
    return EXISTING.contains(arn.toString());
  }

  @Override
  public void send(
      Arn queue,
      String body,
      Map<String, Attribute> attributes,
      String groupId,
      String deduplicationId) {
    if (refusing) {
      throw AwsError.client("QueueDoesNotExist", 400, "The specified queue does not exist.");
    }
    told.add(queue.resource() + " " + body);
  }

  @Override
  public void publish(Arn topic, String subject, String message) {
    told.add(topic.resource() + " " + subject + ": " + message);
  }

  @Override
  public void invokeLater(Arn function, String payload) {
    told.add(function.resource() + " " + payload);
  }

  @Override
  public void put(Scope scope, Event event) {
    told.add(scope.account() + "/" + scope.region() + " " + event.detail());
    events.add(event);
  }
}
