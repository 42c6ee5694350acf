package dev.brume.logs.engine;

import java.util.Map;

/**
 * A stream by a name that other accounts may subscribe to.
 *
 * @param name its name
 * @param targetArn the stream
 * @param roleArn the role that puts records
 * @param policy who may subscribe; null for nobody else
 * @param createdMillis when it was made
 * @param tags its tags
 */
public record LogsDestinationRecord(
    String name,
    String targetArn,
    String roleArn,
    String policy,
    long createdMillis,
    Map<String, String> tags) {
  /** The same with another policy. */
  public LogsDestinationRecord withPolicy(String newPolicy) {
    return new LogsDestinationRecord(name, targetArn, roleArn, newPolicy, createdMillis, tags);
  }

  /** The same with other tags. */
  public LogsDestinationRecord withTags(Map<String, String> newTags) {
    return new LogsDestinationRecord(name, targetArn, roleArn, policy, createdMillis, newTags);
  }
}
