package dev.brume.kinesis.engine;

import dev.brume.core.kit.Transition;
import java.util.Map;

/**
 * The stored form of a channel from a stream to a bucket, without its progress.
 *
 * @param id the end of its ARN
 * @param name 1 to 128 characters
 * @param stream the name of its stream
 * @param streamIdentity distinguishes the stream from others with that name
 * @param createdMillis when it was created
 * @param status CREATING, ACTIVE and so on; {@link StreamState#DELETED} at the end
 * @param failure the reason for FAILED, or null
 * @param activeMillis records that arrived earlier are not delivered
 * @param roleArn the role that writes the objects
 * @param format {@link ChannelFormat}'s name
 * @param destination the bucket and the form of the objects
 * @param freshnessSeconds the longest time that a record waits
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
    Map<String, String> tags)
    implements AttachmentState<ChannelState> {
  /** The status of a channel that could not be created. */
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

  @Override
  public ChannelState withStatus(Transition changed) {
    return with(changed, freshnessSeconds, logging, tags);
  }

  /** The same with other settings. */
  ChannelState withSettings(int changedFreshnessSeconds, ChannelLogging changedLogging) {
    return with(status, changedFreshnessSeconds, changedLogging, tags);
  }

  @Override
  public ChannelState withTags(Map<String, String> changed) {
    return with(status, freshnessSeconds, logging, changed);
  }
}
