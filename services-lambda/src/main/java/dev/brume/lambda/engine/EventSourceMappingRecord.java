package dev.brume.lambda.engine;

import dev.brume.core.kit.Transition;
import java.util.List;
import java.util.Map;

/**
 * A function that is called with what comes from a queue or a stream.
 *
 * @param uuid its id
 * @param function the function's name
 * @param qualifier a version or an alias; null for none
 * @param sourceArn the queue or the stream
 * @param batchSize the most messages or records in a call
 * @param windowSeconds how long they are gathered
 * @param filters patterns, one of which a message must match; null where all are taken
 * @param responseTypes {@code ReportBatchItemFailures}, or none
 * @param maxConcurrency the most calls at a time; null for AWS's own choice
 * @param enabled whether messages are taken
 * @param state that passes, to Enabled or Disabled
 * @param modifiedMillis when it was changed last
 * @param tags its tags
 * @param stream how a stream is read; null for a queue
 * @param kafka how a cluster is read; null for queues and streams
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
