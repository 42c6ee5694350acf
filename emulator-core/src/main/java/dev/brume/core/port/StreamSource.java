package dev.brume.core.port;

import dev.brume.core.scope.Arn;
import java.util.List;

/**
 * Streams, for consumers inside the emulator: those of Kinesis, and those of DynamoDB's tables.
 * Called in a section of the store, with no lock held.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html">How
 *     Lambda processes records from stream and queue-based event sources</a>
 */
public interface StreamSource {
  /** Whether the stream exists. */
  boolean exists(Arn stream);

  /**
   * All shards that hold records or are open, parents before their children.
   *
   * @throws dev.brume.core.error.AwsError if the stream does not exist
   */
  List<StreamShard> shards(Arn stream);

  /**
   * The cursor for a starting position.
   *
   * @throws dev.brume.core.error.AwsError if the stream or shard does not exist, or the position is
   *     not in it
   */
  StreamCursor cursor(Arn stream, String shardId, StreamPosition position);

  /**
   * Reads from {@code cursor}; does not wait. Expired records are skipped.
   *
   * @param maxRecords 1 to 10,000
   * @throws dev.brume.core.error.AwsError if the stream or the shard no longer exists
   */
  StreamBatch read(StreamCursor cursor, int maxRecords);

  /**
   * Calls {@code wake} once: when there is a record after {@code cursor} (inside this call if there
   * is one now), when the shard is closed, or when the stream is deleted. {@code wake} must do
   * little more than append to the outbox or add a task.
   */
  Wakeup onRecords(StreamCursor cursor, Runnable wake);
}
