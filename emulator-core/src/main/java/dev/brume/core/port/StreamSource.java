package dev.brume.core.port;

import dev.brume.core.scope.Arn;
import java.util.List;

/**
 * Streams as consumers inside the emulator see them: those of Kinesis, and those of DynamoDB's
 * tables. Called in a section of the store, with no lock held.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html">How
 *     Lambda processes records from stream and queue-based event sources</a>
 */
public interface StreamSource {
  /** Whether the stream exists. */
  boolean exists(Arn stream);

  /**
   * All shards that still hold records or may get some, parents before their children.
   *
   * @throws dev.brume.core.error.AwsError where there is no such stream
   */
  List<StreamShard> shards(Arn stream);

  /**
   * Where to read a shard from.
   *
   * @throws dev.brume.core.error.AwsError where there is no such stream or shard, or the position
   *     is not one of it
   */
  StreamCursor cursor(Arn stream, String shardId, StreamPosition position);

  /**
   * Reads on; does not wait. What has expired meanwhile is skipped.
   *
   * @param maxRecords 1 to 10,000
   * @throws dev.brume.core.error.AwsError where the stream or the shard is gone
   */
  StreamBatch read(StreamCursor cursor, int maxRecords);

  /**
   * Calls {@code wake} once: when there is something to be read from {@code cursor} on (inside this
   * call where there is now), when the shard is closed, or when the stream is gone. Who is woken
   * does little more than to append to the outbox or to add a task.
   */
  Wakeup onRecords(StreamCursor cursor, Runnable wake);
}
