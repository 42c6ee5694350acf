package dev.brume.kinesis.engine;

import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * A queue's view of a stream's records: undelivered ones come after a cursor in each shard;
 * delivered and unacknowledged ones are entries of a table. Under the queue's lock.
 */
final class StreamQueueContents {
  private static final Comparator<QueueDelivery> BY_TIME =
      Comparator.comparingLong(QueueDelivery::visibleMillis)
          .thenComparingInt(QueueDelivery::shard)
          .thenComparingLong(QueueDelivery::index);

  private final KinesisStream stream;
  private final Table<Long, QueueCursor> cursors;
  private final Table<String, QueueDelivery> deliveries;
  private final TreeSet<QueueDelivery> pending = new TreeSet<>(BY_TIME);
  private final TreeSet<QueueDelivery> dead = new TreeSet<>(BY_TIME);

  StreamQueueContents(KinesisStream stream, Tables tables, String owner) {
    this.stream = stream;
    cursors = tables.table(KinesisTables.QUEUE_CURSORS, owner);
    deliveries = tables.table(KinesisTables.QUEUE_DELIVERIES, owner);
    deliveries.forEach((key, delivery) -> order(delivery).add(delivery));
  }

  private TreeSet<QueueDelivery> order(QueueDelivery delivery) {
    return delivery.isDead() ? dead : pending;
  }

  /** Sets the start in every present shard; in later ones, it is the first record. */
  void begin(String startType, long startMillis) {
    for (KinesisShard shard : stream.shardMap().all()) {
      long index =
          switch (startType) {
            case "TRIM_HORIZON" -> 1;
            case "LATEST" -> shard.nextIndex();
            default -> shard.firstAfter(startMillis - 1);
          };
      cursors.put((long) shard.state().number(), new QueueCursor(index));
    }
  }

  QueueDelivery find(int shard, long index) {
    return deliveries.get(QueueDelivery.key(shard, index));
  }

  /** Stores a record's delivery. */
  void put(QueueDelivery delivery) {
    QueueDelivery before = deliveries.put(delivery.key(), delivery);
    if (before != null) {
      order(before).remove(before);
    }
    order(delivery).add(delivery);
  }

  /** Removes an acknowledged record's delivery. */
  void remove(QueueDelivery delivery) {
    deliveries.remove(delivery.key());
    order(delivery).remove(delivery);
  }

  /** When the next hidden record becomes visible; {@code Long.MAX_VALUE} if none is hidden. */
  long nextVisibleMillis(long nowMillis) {
    QueueDelivery after = new QueueDelivery(Integer.MAX_VALUE, 0, 0, 0, nowMillis, false, 0);
    QueueDelivery next = pending.higher(after);
    QueueDelivery nextDead = dead.higher(after);
    return Math.min(
        next == null ? Long.MAX_VALUE : next.visibleMillis(),
        nextDead == null ? Long.MAX_VALUE : nextDead.visibleMillis());
  }

  /** Turns records that were received too often into dead-letter records. */
  void bury(int maxReceiveCount, long nowMillis) {
    List<QueueDelivery> buried = new ArrayList<>();
    for (QueueDelivery delivery : pending) {
      if (delivery.visibleMillis() > nowMillis) {
        break;
      }
      if (delivery.receiveCount() >= maxReceiveCount) {
        buried.add(delivery);
      }
    }
    buried.forEach(delivery -> put(delivery.dead()));
  }

  /** Takes delivered records that are visible again. */
  void takeAgain(
      boolean fromDead, int limit, long nowMillis, long untilMillis, List<QueuedRecord> to) {
    List<QueueDelivery> visible = new ArrayList<>();
    for (QueueDelivery delivery : fromDead ? dead : pending) {
      if (delivery.visibleMillis() > nowMillis) {
        break;
      }
      visible.add(delivery);
    }
    for (QueueDelivery delivery : visible) {
      if (to.size() == limit) {
        return;
      }
      KinesisShard shard = stream.shardMap().find(delivery.shard());
      ShardEntry entry =
          shard == null ? null : shard.find(delivery.index(), stream.horizonMillis());
      if (entry == null) {
        remove(delivery);
      } else {
        QueueDelivery received = delivery.received(untilMillis);
        put(received);
        to.add(shown(shard, received, entry));
      }
    }
  }

  /** Takes undelivered records. */
  void takeNew(int limit, long nowMillis, long untilMillis, List<QueuedRecord> to) {
    for (KinesisShard shard : stream.shardMap().all()) {
      if (to.size() == limit) {
        return;
      }
      long key = shard.state().number();
      QueueCursor cursor = cursors.get(key);
      long from = cursor == null ? 1 : cursor.nextIndex();
      if (from >= shard.nextIndex()) {
        continue;
      }
      ShardBatch batch =
          shard.read(
              from,
              limit - to.size(),
              KinesisQuotas.MAX_READ_BYTES,
              stream.horizonMillis(),
              nowMillis);
      cursors.put(key, new QueueCursor(batch.nextIndex()));
      for (ShardBatch.Read each : batch.records()) {
        QueueDelivery delivery =
            new QueueDelivery((int) key, each.index(), 1, nowMillis, untilMillis, false, 1);
        put(delivery);
        to.add(shown(shard, delivery, each.entry()));
      }
    }
  }

  private static QueuedRecord shown(KinesisShard shard, QueueDelivery delivery, ShardEntry entry) {
    return new QueuedRecord(
        delivery, entry, shard.state().sequenceNumber(delivery.index(), entry.arrivalMillis()));
  }
}
