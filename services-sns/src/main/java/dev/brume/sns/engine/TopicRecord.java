package dev.brume.sns.engine;

import java.util.Map;

/**
 * The stored form of a topic.
 *
 * @param name its name, with {@code .fifo} if it is FIFO
 * @param identity owns the topic's tables; never reused
 * @param attributes the set attributes, by AWS's names
 * @param tags by key
 */
public record TopicRecord(
    String name, String identity, Map<String, String> attributes, Map<String, String> tags) {
  /** The suffix of FIFO topics' names. */
  public static final String FIFO_SUFFIX = ".fifo";

  /** Keeps copies of the maps. */
  public TopicRecord {
    attributes = Map.copyOf(attributes);
    tags = Map.copyOf(tags);
  }

  /** Whether messages are ordered within a group, and deduplicated. */
  public boolean isFifo() {
    return name.endsWith(FIFO_SUFFIX);
  }

  /** Whether an attribute was set to that value. */
  public boolean has(String attribute, String value) {
    return value.equals(attributes.get(attribute));
  }

  TopicRecord withAttributes(Map<String, String> changed) {
    return new TopicRecord(name, identity, changed, tags);
  }

  TopicRecord withTags(Map<String, String> changed) {
    return new TopicRecord(name, identity, attributes, changed);
  }
}
