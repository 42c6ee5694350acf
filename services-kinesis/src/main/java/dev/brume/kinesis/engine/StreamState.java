package dev.brume.kinesis.engine;

import dev.brume.core.kit.Transition;
import java.util.Map;

/**
 * The stored form of a stream, without its shards.
 *
 * @param name 1 to 128 characters
 * @param identity distinguishes it from an earlier stream with the same name
 * @param createdMillis when it was created
 * @param status CREATING, ACTIVE and so on; {@link #DELETED} after its deletion
 * @param settings its settings
 * @param retention its retention
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
  /** Ready. */
  public static final String ACTIVE = "ACTIVE";

  /** Being created. */
  public static final String CREATING = "CREATING";

  /** Being changed, but usable. */
  public static final String UPDATING = "UPDATING";

  /** Being deleted. */
  public static final String DELETING = "DELETING";

  /** Deleted; AWS has no such status. */
  static final String DELETED = "DELETED";

  /** The same with another status. */
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
