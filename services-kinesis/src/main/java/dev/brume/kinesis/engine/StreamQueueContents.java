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
  private final long startMillis;

  /**
   * @param startMillis records that arrived earlier are not delivered
   */
  StreamQueueContents(KinesisStream stream, long startMillis, Tables tables, String owner) {
    this.stream = stream;
    this.startMillis = startMillis;
    cursors = tables.table(KinesisTables.QUEUE_CURSORS, owner);
    deliveries = tables.table(KinesisTables.QUEUE_DELIVERIES, owner);
    deliveries.forEach((key, delivery) -> order(delivery).add(delivery));
  }

  private TreeSet<QueueDelivery> order(QueueDelivery delivery) {
    return delivery.isDead() ? dead : pending;
  }

  /** Sets the start in every present shard; in later ones, it is the first record. */
  void begin(String startType) {
    for (KinesisShard shard : stream.shardMap().all()) {
      long index =
          switch (startType) {
            case "TRIM_HORIZON" -> 1;
            case "LATEST" -> shard.nextIndex();
            default -> firstStarted(shard);
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

  /** Turns visible records that were received so often into dead-letter records. */
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

  /** Takes dead-letter records that are visible. */
  void takeDead(int limit, long nowMillis, long untilMillis, List<QueuedRecord> to) {
    take(dead, Integer.MAX_VALUE, limit, nowMillis, untilMillis, to);
  }

  /**
   * Takes delivered records that are visible again.
   *
   * @param maxReceiveCount those that were received so often become dead-letter records instead
   */
  void takeAgain(
      int maxReceiveCount, int limit, long nowMillis, long untilMillis, List<QueuedRecord> to) {
    take(pending, maxReceiveCount, limit, nowMillis, untilMillis, to);
  }

  private void take(
      TreeSet<QueueDelivery> from,
      int maxReceiveCount,
      int limit,
      long nowMillis,
      long untilMillis,
      List<QueuedRecord> to) {
    List<QueueDelivery> changed = new ArrayList<>();
    List<QueueDelivery> expired = new ArrayList<>();
    for (QueueDelivery delivery : from) {
      if (delivery.visibleMillis() > nowMillis || to.size() == limit) {
        break;
      }
      KinesisShard shard = stream.shardMap().find(delivery.shard());
      ShardEntry entry =
          shard == null ? null : shard.find(delivery.index(), stream.horizonMillis());
      if (entry == null) {
        expired.add(delivery);
      } else if (delivery.receiveCount() >= maxReceiveCount) {
        changed.add(delivery.dead());
      } else {
        QueueDelivery received = delivery.received(untilMillis);
        changed.add(received);
        to.add(shown(shard, received, entry));
      }
    }
    expired.forEach(this::remove);
    changed.forEach(this::put);
  }

  /** Takes undelivered records, while the quota of records in flight allows it. */
  void takeNew(int limit, long nowMillis, long untilMillis, List<QueuedRecord> to) {
    int most =
        Math.min(
            limit,
            to.size()
                + Math.max(0, KinesisQuotas.IN_FLIGHT_RECORDS - pending.size() - dead.size()));
    for (KinesisShard shard : stream.shardMap().all()) {
      if (to.size() >= most) {
        return;
      }
      long key = shard.state().number();
      QueueCursor cursor = cursors.get(key);
      long from = Math.max(cursor == null ? 1 : cursor.nextIndex(), firstStarted(shard));
      if (from >= shard.nextIndex()) {
        continue;
      }
      ShardBatch batch =
          shard.read(
              from,
              most - to.size(),
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

  private long firstStarted(KinesisShard shard) {
    return shard.firstAfter(startMillis - 1);
  }

  private static QueuedRecord shown(KinesisShard shard, QueueDelivery delivery, ShardEntry entry) {
    return new QueuedRecord(
        delivery, entry, shard.state().sequenceNumber(delivery.index(), entry.arrivalMillis()));
  }
}
