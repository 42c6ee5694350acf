package dev.brume.kinesis.engine;

import dev.brume.core.state.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A change of a stream's shards in progress: closes shards, and opens others for their hash keys.
 * Under the stream's lock.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-after-resharding.html">After
 *     resharding</a>
 */
final class Resharding {
  private final Table<Long, ShardState> table;
  private final Function<ShardState, KinesisShard> opening;
  private final long nowMillis;
  private final ShardMap before;
  private final List<KinesisShard> parents = new ArrayList<>();
  private final List<KinesisShard> children = new ArrayList<>();
  private StreamState state;

  Resharding(
      StreamState state,
      ShardMap before,
      Table<Long, ShardState> table,
      Function<ShardState, KinesisShard> opening,
      long nowMillis) {
    this.state = state;
    this.before = before;
    this.table = table;
    this.opening = opening;
    this.nowMillis = nowMillis;
  }

  /** The stream's record after the change so far. */
  StreamState state() {
    return state;
  }

  /** Changes the stream's record. */
  void state(StreamState changed) {
    state = changed;
  }

  /** The shards after the change so far. */
  ShardMap shards() {
    return before.with(children);
  }

  boolean isDone() {
    return !parents.isEmpty();
  }

  /** The shards that were open before. */
  List<KinesisShard> openBefore() {
    return before.open();
  }

  /** Opens a shard without parents. */
  void open(KeySpan span) {
    add(span, ShardState.NONE, ShardState.NONE, nowMillis / 1_000);
  }

  private KinesisShard add(KeySpan span, int parent, int adjacent, long createdSeconds) {
    int number = state.nextShard();
    ShardState opened =
        new ShardState(number, parent, adjacent, span, createdSeconds, nowMillis, 0);
    table.put((long) number, opened);
    KinesisShard shard = opening.apply(opened);
    children.add(shard);
    state = state.withNextShard(number + 1);
    return shard;
  }

  /** Splits a shard: {@code at} is the first key of its second child. */
  List<KinesisShard> split(KinesisShard parent, HashKey at) {
    ShardState known = parent.state();
    close(parent);
    long seconds = secondsAfter(known);
    KeySpan lower = new KeySpan(known.span().from(), at.previous());
    KeySpan upper = new KeySpan(at, known.span().to());
    return List.of(
        add(lower, known.number(), ShardState.NONE, seconds),
        add(upper, known.number(), ShardState.NONE, seconds));
  }

  /** Merges two adjacent shards. */
  KinesisShard merge(KinesisShard parent, KinesisShard adjacent) {
    ShardState first = parent.state();
    ShardState second = adjacent.state();
    close(parent);
    close(adjacent);
    KeySpan span =
        first.span().isFollowedBy(second.span())
            ? new KeySpan(first.span().from(), second.span().to())
            : new KeySpan(second.span().from(), first.span().to());
    long seconds = Math.max(secondsAfter(first), secondsAfter(second));
    return add(span, first.number(), second.number(), seconds);
  }

  /** A child's sequence numbers are greater than all of its parents'. */
  private long secondsAfter(ShardState parent) {
    return Math.max(nowMillis / 1_000 + 1, parent.createdSeconds() + 1);
  }

  private void close(KinesisShard parent) {
    ShardState closed = parent.state().closed(nowMillis);
    table.put((long) closed.number(), closed);
    parent.close(closed);
    parents.add(parent);
  }

  /** Wakes the parents' waiting readers, now that the children can be found. */
  void tellReaders() {
    parents.forEach(KinesisShard::wakeAll);
  }
}
