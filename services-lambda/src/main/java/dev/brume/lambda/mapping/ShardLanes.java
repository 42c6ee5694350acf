package dev.brume.lambda.mapping;

import dev.brume.core.port.Wakeup;
import dev.brume.core.scope.Scope;
import java.util.HashMap;
import java.util.Map;

/** Which lanes of shards are being read, wait for records, or wait for a moment; in memory. */
final class ShardLanes {
  private final Map<Key, Lane> lanes = new HashMap<>();

  /** A lane of a shard as a mapping reads it. */
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

  /** Begins to work at a lane; false where somebody does already, or where it is too early. */
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

  /** Tells the work that has begun from what begins after {@link #forget}. */
  synchronized Object turn(Key key) {
    return lane(key);
  }

  /** Whether the lane has not been forgotten since. */
  synchronized boolean isTurn(Key key, Object turn) {
    return lanes.get(key) == turn;
  }

  /** The work is done; whether somebody else wanted to begin meanwhile. */
  synchronized boolean end(Key key) {
    Lane lane = lanes.get(key);
    if (lane == null) {
      return false;
    }
    lane.busy = false;
    return lane.again;
  }

  /** Nothing is to be done before a moment. */
  synchronized void pause(Key key, long untilMillis) {
    lane(key).notBeforeMillis = untilMillis;
  }

  /** When the window ends that records are gathered in; begins it where there is none. */
  synchronized long windowEnds(Key key, long nowMillis, int seconds) {
    Lane lane = lane(key);
    if (lane.windowEndsMillis == 0) {
      lane.windowEndsMillis = nowMillis + seconds * 1000L;
    }
    return lane.windowEndsMillis;
  }

  /** The window is over. */
  synchronized void closeWindow(Key key) {
    lane(key).windowEndsMillis = 0;
  }

  /** Keeps what ends the waiting for records. */
  synchronized void waiting(Key key, Wakeup wakeup) {
    Lane lane = lane(key);
    if (lane.wakeup != null) {
      lane.wakeup.close();
    }
    lane.wakeup = wakeup;
  }

  /** A lane is not read any more. */
  synchronized void remove(Key key) {
    Lane lane = lanes.remove(key);
    if (lane != null && lane.wakeup != null) {
      lane.wakeup.close();
    }
  }

  /** What a scope holds has been replaced. */
  synchronized void forget(Scope scope) {
    lanes.keySet().stream().filter(key -> key.scope().equals(scope)).toList().forEach(this::remove);
  }
}
