package dev.brume.lambda.engine;

import dev.brume.core.kit.Transition;
import java.util.List;
import java.util.Map;

/**
 * An event source mapping from a queue or a stream to a function.
 *
 * @param uuid its id
 * @param function the function's name
 * @param qualifier a version or an alias; null for none
 * @param sourceArn the queue or the stream
 * @param batchSize the most messages or records per call
 * @param windowSeconds the batching window
 * @param filters patterns, one of which must match; null for all
 * @param responseTypes {@code ReportBatchItemFailures}, or none
 * @param maxConcurrency the most concurrent calls; null for AWS's default
 * @param enabled whether it is enabled
 * @param state the transition to Enabled or Disabled
 * @param modifiedMillis when it was last changed
 * @param tags its tags
 * @param stream the settings for a stream; null for a queue
 * @param kafka the settings for a cluster; null for queues and streams
 */
public record EventSourceMappingRecord(
    String uuid,
    String function,
    String qualifier,
    String sourceArn,
    int batchSize,
    int windowSeconds,
    List<String> filters,
    List<String> responseTypes,
    Integer maxConcurrency,
    boolean enabled,
    Transition state,
    long modifiedMillis,
    Map<String, String> tags,
    StreamRules stream,
    KafkaRules kafka) {
  /** A mapping of a queue or a stream. */
  public EventSourceMappingRecord(
      String uuid,
      String function,
      String qualifier,
      String sourceArn,
      int batchSize,
      int windowSeconds,
      List<String> filters,
      List<String> responseTypes,
      Integer maxConcurrency,
      boolean enabled,
      Transition state,
      long modifiedMillis,
      Map<String, String> tags,
      StreamRules stream) {
    this(
        uuid,
        function,
        qualifier,
        sourceArn,
        batchSize,
        windowSeconds,
        filters,
        responseTypes,
        maxConcurrency,
        enabled,
        state,
        modifiedMillis,
        tags,
        stream,
        null);
  }

  /** The same with other tags. */
  public EventSourceMappingRecord withTags(Map<String, String> newTags) {
    return new EventSourceMappingRecord(
        uuid,
        function,
        qualifier,
        sourceArn,
        batchSize,
        windowSeconds,
        filters,
        responseTypes,
        maxConcurrency,
        enabled,
        state,
        modifiedMillis,
        newTags,
        stream,
        kafka);
  }
}
