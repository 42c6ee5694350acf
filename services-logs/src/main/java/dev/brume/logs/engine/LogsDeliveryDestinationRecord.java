package dev.brume.logs.engine;

import java.util.Map;

/**
 * A delivery destination for vended logs.
 *
 * @param name its name
 * @param type {@code S3}, {@code CWL} or {@code FH}
 * @param outputFormat null if not set
 * @param resourceArn the bucket, log group or stream
 * @param policy the policy for deliveries from other accounts; null for none
 * @param tags its tags
 */
public record LogsDeliveryDestinationRecord(
    String name,
    String type,
    String outputFormat,
    String resourceArn,
    String policy,
    Map<String, String> tags) {
  /** A copy with another policy; null for none. */
  public LogsDeliveryDestinationRecord withPolicy(String newPolicy) {
    return new LogsDeliveryDestinationRecord(
        name, type, outputFormat, resourceArn, newPolicy, tags);
  }
}
