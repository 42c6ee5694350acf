package dev.brume.kinesis.engine;

import dev.brume.core.kit.Transition;
import java.util.Map;

/**
 * The stored form of a registered consumer.
 *
 * @param name 1 to 128 characters
 * @param createdMillis when it was registered
 * @param status CREATING, ACTIVE, DELETING; {@link StreamState#DELETED} at the end
 * @param tags by key
 * @param policy the resource policy, or null
 */
public record ConsumerState(
    String name, long createdMillis, Transition status, Map<String, String> tags, String policy) {
  /** The same with another status. */
  ConsumerState withStatus(Transition changed) {
    return new ConsumerState(name, createdMillis, changed, tags, policy);
  }

  /** The same with other tags. */
  ConsumerState withTags(Map<String, String> changed) {
    return new ConsumerState(name, createdMillis, status, Map.copyOf(changed), policy);
  }

  /** The same with another policy, or null for none. */
  ConsumerState withPolicy(String changed) {
    return new ConsumerState(name, createdMillis, status, tags, changed);
  }
}
