package dev.brume.lambda.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A mapping's progress in a shard, or in one of the lanes of a shard that is read in parallel.
 *
 * @param shardId the shard
 * @param lane 0 and up, below the mapping's parallelization factor
 * @param position where the next batch begins, as the stream's own text; null at the end
 * @param pieces how many records the next batches hold, after a batch was split or failed in part;
 *     empty where the batch size decides
 * @param failures how often the present batch has failed
 * @param lastResult what came of the last batch; null before the first
 * @param lastMillis when that was, in milliseconds since 1970
 * @param window that records are gathered in; null where there is none now
 */
public record ShardProgressRecord(
    String shardId,
    int lane,
    String position,
    List<Integer> pieces,
    int failures,
    String lastResult,
    long lastMillis,
    TumblingWindow window) {
  /** The beginning of a shard at a position. */
  public static ShardProgressRecord at(String shardId, int lane, String position) {
    return new ShardProgressRecord(shardId, lane, position, List.of(), 0, null, 0, null);
  }

  /** Whether everything has been read and nothing more can come. */
  public boolean finished() {
    return position == null;
  }

  /** The progress after {@code count} records are done, with the position of the next batch. */
  public ShardProgressRecord after(int count, String newPosition) {
    List<Integer> left = new ArrayList<>(pieces);
    if (!left.isEmpty()) {
      int rest = left.removeFirst() - count;
      if (rest > 0) {
        left.addFirst(rest);
      }
    }
    return new ShardProgressRecord(
        shardId, lane, newPosition, left, 0, lastResult, lastMillis, window);
  }

  /**
   * The progress after the present batch, of {@code size} records, has failed and is retried
   * unchanged.
   */
  public ShardProgressRecord failedAgain(int size) {
    return new ShardProgressRecord(
        shardId, lane, position, withFirst(size), failures + 1, lastResult, lastMillis, window);
  }

  /**
   * The progress after the present batch has failed at its last {@code size} records, which begin
   * at a position. They become a batch of their own without failures (recorded on AWS in November
   * 2025).
   */
  public ShardProgressRecord failedFrom(String newPosition, int size) {
    return new ShardProgressRecord(
        shardId, lane, newPosition, withFirst(size), 0, lastResult, lastMillis, window);
  }

  /** The progress after the present batch, of {@code size} records, is split in two. */
  public ShardProgressRecord split(int size) {
    List<Integer> halves = withFirst(size - size / 2);
    halves.addFirst(size / 2);
    return new ShardProgressRecord(
        shardId, lane, position, halves, 0, lastResult, lastMillis, window);
  }

  /** The same with the result of a batch. */
  public ShardProgressRecord withResult(String result, long nowMillis) {
    return new ShardProgressRecord(
        shardId, lane, position, pieces, failures, result, nowMillis, window);
  }

  /** The same in another window; null for none. */
  public ShardProgressRecord in(TumblingWindow newWindow) {
    return new ShardProgressRecord(
        shardId, lane, position, pieces, failures, lastResult, lastMillis, newWindow);
  }

  private List<Integer> withFirst(int size) {
    List<Integer> changed = new ArrayList<>(pieces);
    if (!changed.isEmpty()) {
      changed.removeFirst();
    }
    changed.addFirst(size);
    return changed;
  }
}
