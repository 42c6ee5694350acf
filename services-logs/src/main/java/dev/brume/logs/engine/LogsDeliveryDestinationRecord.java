package dev.brume.logs.engine;

import java.util.Map;

/**
 * Where vended logs may go.
 *
 * @param name its name
 * @param type {@code S3}, {@code CWL} or {@code FH}
 * @param outputFormat null where none is named
 * @param resourceArn the bucket, log group or stream
 * @param policy who may deliver; null for nobody else
 * @param tags its tags
 */
public record LogsDeliveryDestinationRecord(
    String name,
    String type,
    String outputFormat,
    String resourceArn,
    String policy,
    Map<String, String> tags) {
  /** The same with another policy; null for none. */
  public LogsDeliveryDestinationRecord withPolicy(String newPolicy) {
    return new LogsDeliveryDestinationRecord(
        name, type, outputFormat, resourceArn, newPolicy, tags);
  }
}
