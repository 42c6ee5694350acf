package dev.brume.sqs;

import dev.brume.core.port.QueueTarget;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.scope.Arn;
import dev.brume.sqs.engine.MessageAttribute;
import dev.brume.sqs.engine.NewMessage;
import dev.brume.sqs.engine.Queue;
import dev.brume.sqs.engine.Refusal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Queues as other services see them. */
final class SqsQueueTarget implements QueueTarget {
  private final QueueFinder queues;

  SqsQueueTarget(QueueFinder queues) {
    this.queues = queues;
  }

  private Queue find(Arn queue) {
    return queues.knownRegion(queue.scope()).get(queue.resource());
  }

  @Override
  public boolean exists(Arn queue) {
    try {
      find(queue);
      return true;
    } catch (Refusal refusal) {
      return false;
    }
  }

  @Override
  public void send(
      Arn queue,
      String body,
      Map<String, Attribute> attributes,
      String groupId,
      String deduplicationId) {
    Map<String, MessageAttribute> own = new LinkedHashMap<>();
    attributes.forEach((name, attribute) -> own.put(name, own(attribute)));
    long sizeBytes = MessageText.sizeBytes(body) + MessageAttributes.sizeBytes(own);
    try {
      find(queue)
          .send(
              new NewMessage(
                  body,
                  Collections.unmodifiableMap(own),
                  null,
                  queue.account(),
                  groupId,
                  deduplicationId,
                  null,
                  (int) sizeBytes));
    } catch (Refusal refusal) {
      throw SqsRefusals.of(refusal, ProtocolId.AWS_JSON_1_0);
    }
  }

  private static MessageAttribute own(Attribute attribute) {
    return new MessageAttribute(
        attribute.dataType(),
        attribute.text(),
        attribute.binary() == null ? null : Blob.of(attribute.binary()));
  }
}
