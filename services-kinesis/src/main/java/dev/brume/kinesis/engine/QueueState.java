package dev.brume.kinesis.engine;

import dev.brume.core.kit.Transition;
import java.util.Map;

/**
 * The stored form of a queue on a stream, without its deliveries.
 *
 * @param id the end of its ARN
 * @param name 1 to 128 characters
 * @param stream the name of its stream
 * @param streamIdentity distinguishes the stream from others with that name
 * @param createdMillis when it was created
 * @param status CREATING, ACTIVE and so on
 * @param startType TRIM_HORIZON, LATEST or AT_TIMESTAMP
 * @param startMillis delivery starts with records from this time
 * @param attributes the settings
 * @param tags by key
 * @param policy the resource policy, or null
 */
public record QueueState(
    String id,
    String name,
    String stream,
    String streamIdentity,
    long createdMillis,
    Transition status,
    String startType,
    long startMillis,
    QueueAttributesState attributes,
    Map<String, String> tags,
    String policy)
    implements AttachmentState<QueueState> {

  private QueueState with(
      Transition newStatus,
      QueueAttributesState newAttributes,
      Map<String, String> newTags,
      String newPolicy) {
    return new QueueState(
        id,
        name,
        stream,
        streamIdentity,
        createdMillis,
        newStatus,
        startType,
        startMillis,
        newAttributes,
        Map.copyOf(newTags),
        newPolicy);
  }

  @Override
  public QueueState withStatus(Transition changed) {
    return with(changed, attributes, tags, policy);
  }

  /** The same with other attributes. */
  QueueState withAttributes(QueueAttributesState changed) {
    return with(status, changed, tags, policy);
  }

  @Override
  public QueueState withTags(Map<String, String> changed) {
    return with(status, attributes, changed, policy);
  }

  /** The same with another policy, or null for none. */
  QueueState withPolicy(String changed) {
    return with(status, attributes, tags, changed);
  }
}
