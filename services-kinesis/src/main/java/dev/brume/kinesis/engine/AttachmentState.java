package dev.brume.kinesis.engine;

import dev.brume.core.kit.Transition;
import java.util.Map;

/**
 * What the stored forms of queues and channels have in common.
 *
 * @param <S> the stored form
 */
public interface AttachmentState<S extends AttachmentState<S>> {
  /** The end of its ARN. */
  String id();

  /** Its name, of 1 to 128 characters. */
  String name();

  /** The name of its stream. */
  String stream();

  /** Distinguishes the stream from others with that name. */
  String streamIdentity();

  /** When it was created. */
  long createdMillis();

  /** CREATING, ACTIVE and so on; {@link StreamState#DELETED} at the end. */
  Transition status();

  /** Its tags by key. */
  Map<String, String> tags();

  /** The same with another status. */
  S withStatus(Transition changed);

  /** The same with other tags. */
  S withTags(Map<String, String> changed);
}
