package dev.brume.kinesis.engine;

import dev.brume.core.kit.Transition;
import java.util.Map;

/**
 * A stream as it is kept, without its shards.
 *
 * @param name 1 to 128 characters
 * @param identity tells it from an earlier one of the same name
 * @param createdMillis when it was made
 * @param status CREATING, ACTIVE and so on; {@link #DELETED} once it is gone
 * @param settings what users set
 * @param retention how long records are kept
 * @param nextShard the number of the next new shard
 * @param daily what AWS allows only so often a day
 * @param tags by key
 * @param policy the resource policy, or null
 */
public record StreamState(
    String name,
    String identity,
    long createdMillis,
    Transition status,
    StreamSettings settings,
    RetentionSettings retention,
    int nextShard,
    DailyChanges daily,
    Map<String, String> tags,
    String policy) {
  /** The stream is ready. */
  public static final String ACTIVE = "ACTIVE";

  /** The stream is being made. */
  public static final String CREATING = "CREATING";

  /** The stream is being changed, and works. */
  public static final String UPDATING = "UPDATING";

  /** The stream will soon be gone. */
  public static final String DELETING = "DELETING";

  /** The stream is gone; AWS has no word for it. */
  static final String DELETED = "DELETED";

  /** The same in another state. */
  StreamState withStatus(Transition changed) {
    return new StreamState(
        name,
        identity,
        createdMillis,
        changed,
        settings,
        retention,
        nextShard,
        daily,
        tags,
        policy);
  }

  /** The same with other settings. */
  public StreamState withSettings(StreamSettings changed) {
    return new StreamState(
        name, identity, createdMillis, status, changed, retention, nextShard, daily, tags, policy);
  }

  /** The same with another retention period. */
  StreamState withRetention(RetentionSettings changed) {
    return new StreamState(
        name, identity, createdMillis, status, settings, changed, nextShard, daily, tags, policy);
  }

  /** The same with another number for the next shard. */
  StreamState withNextShard(int changed) {
    return new StreamState(
        name, identity, createdMillis, status, settings, retention, changed, daily, tags, policy);
  }

  /** The same with one more of the changes that AWS allows only so often a day. */
  StreamState withDaily(DailyChanges changed) {
    return new StreamState(
        name,
        identity,
        createdMillis,
        status,
        settings,
        retention,
        nextShard,
        changed,
        tags,
        policy);
  }

  /** The same with other tags. */
  public StreamState withTags(Map<String, String> changed) {
    return new StreamState(
        name,
        identity,
        createdMillis,
        status,
        settings,
        retention,
        nextShard,
        daily,
        Map.copyOf(changed),
        policy);
  }

  /** The same with another policy, or null for none. */
  public StreamState withPolicy(String changed) {
    return new StreamState(
        name,
        identity,
        createdMillis,
        status,
        settings,
        retention,
        nextShard,
        daily,
        tags,
        changed);
  }
}
