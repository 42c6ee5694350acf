package dev.brume.logs.engine;

import java.util.Map;

/**
 * A named target stream to which other accounts may subscribe.
 *
 * @param name its name
 * @param targetArn the target stream
 * @param roleArn the role that puts records
 * @param policy the policy for other accounts' subscriptions; null for none
 * @param createdMillis its creation time
 * @param tags its tags
 */
public record LogsDestinationRecord(
    String name,
    String targetArn,
    String roleArn,
    String policy,
    long createdMillis,
    Map<String, String> tags) {
  /** A copy with another policy. */
  public LogsDestinationRecord withPolicy(String newPolicy) {
    return new LogsDestinationRecord(name, targetArn, roleArn, newPolicy, createdMillis, tags);
  }

  /** A copy with other tags. */
  public LogsDestinationRecord withTags(Map<String, String> newTags) {
    return new LogsDestinationRecord(name, targetArn, roleArn, policy, createdMillis, newTags);
  }
}
