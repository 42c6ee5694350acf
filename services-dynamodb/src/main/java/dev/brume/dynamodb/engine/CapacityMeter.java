package dev.brume.dynamodb.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.schema.Blob;
import dev.brume.core.time.Timeline;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Throttles requests for a table by the remaining capacity of the table and its indexes. Off by
 * default. Guarded by the table's lock.
 *
 * <p>A request passes if all the buckets that it needs have capacity left, and takes what it
 * consumes; so one request can overdraw a bucket. Capacity accumulates from the time at which the
 * table is created or opened.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-diagnosing-workflow.html">Diagnosing
 *     throttling in DynamoDB</a>
 */
final class CapacityMeter {
  /** The tag that enables ({@code on}) or disables ({@code off}) throttling for a table. */
  static final String TAG = "brume:throttling";

  /** "Each partition can deliver 3,000 read units and 1,000 write units a second." */
  private static final double PARTITION_READ_UNITS = 3_000;

  private static final double PARTITION_WRITE_UNITS = 1_000;

  /** The initial read and write capacity of an on-demand table, or of its index. */
  private static final double ON_DEMAND_READ_UNITS = 12_000;

  private static final double ON_DEMAND_WRITE_UNITS = 4_000;

  /** The resolution of probabilities. */
  private static final long CHANCES = 1_000_000;

  private final Timeline timeline;
  private final Ids ids;
  private final CapacityRules rules;
  private final String tableArn;
  private final Map<String, IndexBuckets> byIndex = new HashMap<>();
  private boolean on;
  private boolean onDemand;

  /** Reading and writing of the table (under the name "") or of an index. */
  private record IndexBuckets(CapacityBuckets reads, CapacityBuckets writes) {}

  CapacityMeter(Surroundings surroundings, CapacityRules rules, String tableArn) {
    timeline = surroundings.timeline();
    ids = surroundings.ids();
    this.rules = rules;
    this.tableArn = tableArn;
  }

  /** Applies the table's settings. */
  void adopt(TableRecord table) {
    String tag = table.settings().tags().get(TAG);
    on = tag == null ? rules.throttled() : tag.equals("on");
    onDemand = table.capacity().onDemand();
    if (!on) {
      byIndex.clear();
      return;
    }
    CapacitySettings capacity = table.capacity();
    adopt("", capacity.throughput(), capacity.warmThroughput(), capacity.onDemandLimits());
    for (IndexRecord index : table.indexes()) {
      if (index.global()) {
        adopt(index.name(), index.throughput(), index.warmThroughput(), index.onDemandLimits());
      }
    }
  }

  private void adopt(String name, Throughput throughput, UnitPair warm, UnitPair limits) {
    IndexBuckets buckets =
        byIndex.computeIfAbsent(
            name,
            any ->
                new IndexBuckets(
                    new CapacityBuckets(PARTITION_READ_UNITS),
                    new CapacityBuckets(PARTITION_WRITE_UNITS)));
    long now = timeline.nowMillis();
    buckets
        .reads()
        .adopt(
            onDemand
                ? warm(warm == null ? null : warm.read(), ON_DEMAND_READ_UNITS)
                : throughput.readUnits(),
            !onDemand,
            onDemand && limits != null ? limits.read() : null,
            now);
    buckets
        .writes()
        .adopt(
            onDemand
                ? warm(warm == null ? null : warm.write(), ON_DEMAND_WRITE_UNITS)
                : throughput.writeUnits(),
            !onDemand,
            onDemand && limits != null ? limits.write() : null,
            now);
  }

  private static double warm(Long asked, double otherwise) {
    return asked == null ? otherwise : asked;
  }

  private void refuseByChance(double probability, String access) {
    if (probability > 0 && ids.number(CHANCES) < probability * CHANCES) {
      throw Throttling.error(CapacityBuckets.Shortage.THROUGHPUT, false, access, tableArn);
    }
  }

  /** Local secondary indexes use their table's capacity. */
  private String metered(String indexName) {
    return indexName == null || !byIndex.containsKey(indexName) ? "" : indexName;
  }

  // -------------------------------------------------------------------------------- reads

  /**
   * Admits a read.
   *
   * @param indexName null for the table itself
   * @param key the first key read; null for all
   * @throws AwsError if no capacity is left
   */
  void admitRead(String indexName, Blob key) {
    refuseByChance(rules.readErrorProbability(), "Read");
    if (on) {
      String name = metered(indexName);
      check(name, byIndex.get(name).reads().shortage(key, timeline.nowMillis()), "Read");
    }
  }

  /** Charges a read of the table or of an index. */
  void chargeRead(String indexName, Blob key, double units) {
    if (on && units > 0) {
      byIndex.get(metered(indexName)).reads().take(key, units, timeline.nowMillis());
    }
  }

  /** A page has been read: half as much where it was only eventually consistent. */
  void chargePage(PageRequest request, ItemPage page) {
    double times = request.consistent() ? 1 : 0.5;
    if (request.indexName() == null) {
      chargeRead(null, request.partition(), times * CapacityUnits.read(page.tableBytes()));
      return;
    }
    chargeRead(
        request.indexName(), request.partition(), times * CapacityUnits.read(page.indexBytes()));
    chargeRead(null, null, times * page.tableFetches());
  }

  // ------------------------------------------------------------------------------- writes

  /**
   * Admits a write to the table.
   *
   * @throws AwsError if no capacity is left
   */
  void admitWrite(Blob key) {
    refuseByChance(rules.writeErrorProbability(), "Write");
    if (on) {
      check("", byIndex.get("").writes().shortage(key, timeline.nowMillis()), "Write");
    }
  }

  /**
   * Admits a write's changes of a global secondary index: "If a write to the base table requires a
   * write to an index that has not enough capacity, the write is throttled."
   *
   * @param before its index key before, or null
   * @param after its index key afterwards, or null
   * @throws AwsError if no capacity is left
   */
  void admitIndexWrite(String indexName, Blob before, Blob after) {
    if (on) {
      long now = timeline.nowMillis();
      CapacityBuckets writes = byIndex.get(indexName).writes();
      for (Blob place : new Blob[] {before, after}) {
        if (place != null) {
          check(indexName, writes.shortage(place, now), "Write");
        }
      }
    }
  }

  /** Whether anything is metered. */
  boolean isOn() {
    return on;
  }

  /**
   * Charges a write.
   *
   * @param placeIn where the item stands in the index of a name
   * @param times 2 in a transaction, else 1
   */
  void chargeWrite(
      Blob key,
      long tableUnits,
      Map<String, Long> indexUnits,
      Function<String, Blob> placeIn,
      int times) {
    if (!on) {
      return;
    }
    long now = timeline.nowMillis();
    double table = tableUnits;
    for (Map.Entry<String, Long> of : indexUnits.entrySet()) {
      if (byIndex.containsKey(of.getKey())) {
        byIndex
            .get(of.getKey())
            .writes()
            .take(placeIn.apply(of.getKey()), times * of.getValue(), now);
      } else {
        table += of.getValue();
      }
    }
    byIndex.get("").writes().take(key, times * table, now);
  }

  private void check(String name, CapacityBuckets.Shortage shortage, String access) {
    if (shortage != CapacityBuckets.Shortage.NONE) {
      throw Throttling.error(
          shortage, onDemand, access, name.isEmpty() ? tableArn : tableArn + "/index/" + name);
    }
  }
}
