package dev.brume.kinesis.engine;

import dev.brume.core.kit.Transition;
import java.util.Map;

/**
 * A channel from a stream to a bucket as it is kept, without how far it has come.
 *
 * @param id what its ARN ends in
 * @param name 1 to 128 characters
 * @param stream the name of its stream
 * @param streamIdentity tells the stream from others of that name
 * @param createdMillis when it was made
 * @param status CREATING, ACTIVE and so on; {@link StreamState#DELETED} once it is gone
 * @param failure why it is FAILED; null where it is not
 * @param activeMillis records that came earlier are not delivered
 * @param roleArn the role that writes
 * @param format {@link ChannelFormat}'s name
 * @param destination where records go
 * @param freshnessSeconds how long records wait at most
 * @param encryptionKey the KMS key that objects are encrypted with; null for the bucket's default
 * @param logging where failures are logged
 * @param tags by key
 */
public record ChannelState(
    String id,
    String name,
    String stream,
    String streamIdentity,
    long createdMillis,
    Transition status,
    String failure,
    long activeMillis,
    String roleArn,
    String format,
    ChannelDestination destination,
    int freshnessSeconds,
    String encryptionKey,
    ChannelLogging logging,
    Map<String, String> tags) {
  /** The channel could not be made. */
  public static final String FAILED = "FAILED";

  private ChannelState with(
      Transition newStatus,
      int newFreshness,
      ChannelLogging newLogging,
      Map<String, String> newTags) {
    return new ChannelState(
        id,
        name,
        stream,
        streamIdentity,
        createdMillis,
        newStatus,
        failure,
        activeMillis,
        roleArn,
        format,
        destination,
        newFreshness,
        encryptionKey,
        newLogging,
        Map.copyOf(newTags));
  }

  /** The same in another state. */
  ChannelState withStatus(Transition changed) {
    return with(changed, freshnessSeconds, logging, tags);
  }

  /** The same with what users can change. */
  ChannelState withSettings(int changedFreshnessSeconds, ChannelLogging changedLogging) {
    return with(status, changedFreshnessSeconds, changedLogging, tags);
  }

  /** The same with other tags. */
  ChannelState withTags(Map<String, String> changed) {
    return with(status, freshnessSeconds, logging, changed);
  }
}
