package dev.brume.kinesis.engine;

import dev.brume.core.kit.Transition;
import java.util.Map;

/**
 * The stored form of a registered consumer.
 *
 * @param name 1 to 128 characters
 * @param createdMillis when it was registered
 * @param status CREATING, then ACTIVE
 * @param tags by key
 * @param policy the resource policy, or null
 */
public record ConsumerState(
    String name, long createdMillis, Transition status, Map<String, String> tags, String policy) {
  /** The same with other tags. */
  ConsumerState withTags(Map<String, String> changed) {
    return new ConsumerState(name, createdMillis, status, Map.copyOf(changed), policy);
  }

  /** The same with another policy, or null for none. */
  ConsumerState withPolicy(String changed) {
    return new ConsumerState(name, createdMillis, status, tags, changed);
  }
}
