package dev.brume.lambda.mapping;

import dev.brume.core.port.Wakeup;
import dev.brume.core.scope.Scope;
import java.util.HashMap;
import java.util.Map;

/** The lanes of shards that are being read, wait for records, or wait for a time; in memory. */
final class ShardLanes {
  private final Map<Key, Lane> lanes = new HashMap<>();

  /** A mapping's lane of a shard. */
  record Key(Scope scope, String uuid, String shardId, int lane) {}

  private static final class Lane {
    private boolean busy;
    private boolean again;
    private Wakeup wakeup;
    private long windowEndsMillis;
    private long notBeforeMillis;
  }

  private Lane lane(Key key) {
    return lanes.computeIfAbsent(key, none -> new Lane());
  }

  /** Starts work on a lane; false if it is in progress, or too early. */
  synchronized boolean begin(Key key, long nowMillis) {
    Lane lane = lane(key);
    if (lane.busy || nowMillis < lane.notBeforeMillis) {
      lane.again = lane.busy;
      return false;
    }
    lane.busy = true;
    lane.again = false;
    if (lane.wakeup != null) {
      lane.wakeup.close();
      lane.wakeup = null;
    }
    return true;
  }

  /** Distinguishes the current work from work started after {@link #forget}. */
  synchronized Object turn(Key key) {
    return lane(key);
  }

  /** Whether the lane has not been reset since. */
  synchronized boolean isTurn(Key key, Object turn) {
    return lanes.get(key) == turn;
  }

  /** Ends the work; returns whether another start was requested meanwhile. */
  synchronized boolean end(Key key) {
    Lane lane = lanes.get(key);
    if (lane == null) {
      return false;
    }
    lane.busy = false;
    return lane.again;
  }

  /** Prevents work before a given time. */
  synchronized void pause(Key key, long untilMillis) {
    lane(key).notBeforeMillis = untilMillis;
  }

  /** The end of the batching window; starts one if there is none. */
  synchronized long windowEnds(Key key, long nowMillis, int seconds) {
    Lane lane = lane(key);
    if (lane.windowEndsMillis == 0) {
      lane.windowEndsMillis = nowMillis + seconds * 1000L;
    }
    return lane.windowEndsMillis;
  }

  /** Ends the batching window. */
  synchronized void closeWindow(Key key) {
    lane(key).windowEndsMillis = 0;
  }

  /** Stores the handle of the wait for records. */
  synchronized void waiting(Key key, Wakeup wakeup) {
    Lane lane = lane(key);
    if (lane.wakeup != null) {
      lane.wakeup.close();
    }
    lane.wakeup = wakeup;
  }

  /** Removes a lane that is no longer read. */
  synchronized void remove(Key key) {
    Lane lane = lanes.remove(key);
    if (lane != null && lane.wakeup != null) {
      lane.wakeup.close();
    }
  }

  /** The state of a scope has been replaced. */
  synchronized void forget(Scope scope) {
    lanes.keySet().stream().filter(key -> key.scope().equals(scope)).toList().forEach(this::remove);
  }
}
