package dev.brume.kinesis.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.kit.Transition;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A stream. Its lock guards its record and its set of shards; each shard's lock, which may be taken
 * under it, guards the shard's records. Adding and reading records only takes a shard's lock.
 */
public final class KinesisStream implements StreamResource, AutoCloseable {
  /** A shard's number, with any number of digits. */
  private static final Pattern SHARD_ID = Pattern.compile("(?:[^-]+-)?0*([0-9]{1,10})");

  private final Object lock = new Object();
  private final Scope scope;
  private final Tables tables;
  private final Surroundings surroundings;
  private final KinesisRules rules;
  private final Table<String, StreamState> streams;
  private final Table<Long, ShardState> shardTable;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger nextPlace = new AtomicInteger();
  private final RetentionSweep sweep;
  private final StreamConsumers consumers;
  private final OnDemandScaling scaling;
  private final StreamThroughput throughput;
  private volatile StreamState state;
  private volatile ShardMap shards;
  private volatile boolean ended;

  KinesisStream(
      KinesisRegion region,
      StreamState state,
      Tables tables,
      Surroundings surroundings,
      KinesisRules rules) {
    scope = region.scope();
    this.state = state;
    this.tables = tables;
    this.surroundings = surroundings;
    this.rules = rules;
    streams = region.streamTable();
    shardTable = tables.table(KinesisTables.SHARDS, state.identity());
    List<KinesisShard> known = new ArrayList<>();
    shardTable.forEach((number, shard) -> known.add(open(shard)));
    shards = ShardMap.EMPTY.with(known);
    consumers = new StreamConsumers(this, tables, surroundings);
    sweep = new RetentionSweep(this, surroundings.timeline());
    throughput = new StreamThroughput(this, surroundings);
    scaling = new OnDemandScaling(this, tables, surroundings.timeline());
    sweep.begin();
  }

  private KinesisShard open(ShardState shard) {
    return new KinesisShard(
        shard,
        tables.sorted(
            KinesisTables.RECORDS, KinesisTables.shardOwner(state.identity(), shard.number())));
  }

  // ------------------------------------------------------------------------------ what it is

  /** Its record. */
  public StreamState state() {
    return state;
  }

  @Override
  public String name() {
    return state.name();
  }

  public Scope scope() {
    return scope;
  }

  @Override
  public String account() {
    return scope.account();
  }

  @Override
  public String arn() {
    return scope.slashArn(KinesisTables.SERVICE, "stream", name()).toString();
  }

  @Override
  public Map<String, String> tags() {
    return state.tags();
  }

  @Override
  public void changeTags(UnaryOperator<Map<String, String>> change) {
    change(known -> known.withTags(change.apply(known.tags())));
  }

  @Override
  public String policy() {
    return state.policy();
  }

  @Override
  public void changePolicy(String policy) {
    change(known -> known.withPolicy(policy));
  }

  /** Its registered consumers and their subscriptions. */
  public StreamConsumers consumers() {
    return consumers;
  }

  /** Its status: ACTIVE and so on. */
  public String status() {
    return state.status().at(nowMillis());
  }

  /** Whether it can be written and read. */
  public boolean isUsable() {
    String status = status();
    return status.equals(StreamState.ACTIVE) || status.equals(StreamState.UPDATING);
  }

  /** Whether it has been deleted. */
  public boolean isGone() {
    return ended || status().equals(StreamState.DELETED);
  }

  long nowMillis() {
    return surroundings.timeline().nowMillis();
  }

  /** Records that arrived until this time have expired. */
  public long horizonMillis() {
    return state.retention().horizonMillis(nowMillis());
  }

  KinesisRules rules() {
    return rules;
  }

  // ------------------------------------------------------------------------------ shards

  /** All shards by number: the open ones, and closed ones that may still hold records. */
  public Stream<ShardState> shards() {
    if (status().equals(StreamState.CREATING)) {
      return Stream.empty();
    }
    long horizonMillis = horizonMillis();
    return shards.all().stream()
        .map(KinesisShard::state)
        .filter(shard -> shard.isOpen() || shard.closedMillis() > horizonMillis);
  }

  ShardMap shardMap() {
    return shards;
  }

  /** The number of open shards. */
  public int openShardCount() {
    return shards.openCount();
  }

  /** The shards into which a closed shard was split or merged. */
  public List<ShardState> childrenOf(int shard) {
    List<ShardState> children = shards.childrenOf(shard);
    if (!children.isEmpty()) {
      return children;
    }
    synchronized (lock) {
      return shards.childrenOf(shard);
    }
  }

  /** The shard with the id {@code shardId}; empty if there is none. */
  public Optional<KinesisShard> findShard(String shardId) {
    Matcher matcher = SHARD_ID.matcher(shardId);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    KinesisShard shard = number > Integer.MAX_VALUE ? null : shards.find((int) number);
    boolean there =
        shard != null && (shard.state().isOpen() || shard.state().closedMillis() > horizonMillis());
    return there ? Optional.of(shard) : Optional.empty();
  }

  // ------------------------------------------------------------------------------ records

  /** The shard for a record with that hash key; null for any shard. */
  public KinesisShard shardFor(HashKey key) {
    ShardMap map = shards;
    return key == null
        ? map.open(Math.floorMod(nextPlace.getAndIncrement(), map.openCount()))
        : map.openFor(key);
  }

  /** The limits of its throughput. */
  public StreamThroughput throughput() {
    return throughput;
  }

  /**
   * Adds a record.
   *
   * @param shard the target, unless it has just been closed
   * @param key then determines the shard; null for any
   */
  public RecordSequenceNumber put(KinesisShard shard, HashKey key, String partitionKey, Blob data) {
    KinesisShard target = shard;
    while (true) {
      boolean encrypted = state.settings().isEncrypted();
      RecordSequenceNumber number = target.append(encrypted, partitionKey, data, nowMillis());
      if (number != null) {
        sweep.expect();
        count(partitionKey, data);
        listeners.forEach(Runnable::run);
        return number;
      }
      synchronized (lock) {
        if (isGone()) {
          throw StreamRefusals.streamNotFound(name(), account());
        }
        target = shardFor(key);
      }
    }
  }

  private void count(String partitionKey, Blob data) {
    if (state.settings().isOnDemand()) {
      int keyBytes =
          partitionKey == null ? 0 : partitionKey.getBytes(StandardCharsets.UTF_8).length;
      scaling.count(keyBytes + data.length());
    }
  }

  /** Has {@code listener} called after each record that is added. */
  void listen(Runnable listener) {
    listeners.add(listener);
  }

  /** Removes {@code listener}. */
  void stopListening(Runnable listener) {
    listeners.remove(listener);
  }

  // ------------------------------------------------------------------------------ changes

  /**
   * Changes the record of the stream, which must be active.
   *
   * @throws AwsError ResourceInUseException
   */
  public void change(UnaryOperator<StreamState> change) {
    synchronized (lock) {
      requireActive();
      keep(change.apply(state));
    }
  }

  /** The same for changes during which AWS shows {@code UPDATING}. */
  public void update(UnaryOperator<StreamState> change) {
    change(known -> change.apply(known).withStatus(updating()));
  }

  /** The same for what AWS allows only so often a day. */
  public void update(DailyChanges.Kind kind, UnaryOperator<StreamState> change) {
    update(known -> change.apply(known.withDaily(known.daily().counted(kind, this))));
  }

  Transition updating() {
    return rules.begin(surroundings, StreamState.UPDATING, StreamState.ACTIVE);
  }

  /**
   * Refuses changes while the stream is not active.
   *
   * @throws AwsError ResourceInUseException
   */
  void requireActive() {
    String status = status();
    if (!status.equals(StreamState.ACTIVE)) {
      throw StreamRefusals.notActive(name(), account(), status);
    }
  }

  private void keep(StreamState changed) {
    state = changed;
    synchronized (streams) {
      if (!ended) {
        streams.put(changed.name(), changed);
      }
    }
    sweep.expect();
  }

  /** Sets the retention period. */
  public void changeRetention(int hours) {
    change(known -> known.withRetention(known.retention().withHours(hours, nowMillis())));
    sweep.begin();
  }

  /** Starts the deletion of the stream; returns when it will end. */
  long beginToDelete() {
    synchronized (lock) {
      requireActive();
      keep(state.withStatus(rules.begin(surroundings, StreamState.DELETING, StreamState.DELETED)));
      return state.status().endMillis();
    }
  }

  /** A change of the stream's shards. */
  @FunctionalInterface
  interface ShardChange {
    /**
     * @param at performs it
     */
    void in(Resharding at);
  }

  /** Changes the shards of the stream, which must be active. */
  void reshard(ShardChange change) {
    synchronized (lock) {
      requireActive();
      reshardNow(change);
    }
  }

  private void reshardNow(ShardChange change) {
    Resharding resharding = new Resharding(state, shards, shardTable, this::open, nowMillis());
    change.in(resharding);
    if (resharding.isDone()) {
      keep(resharding.state().withStatus(updating()));
      shards = resharding.shards();
      resharding.tellReaders();
    }
  }

  /**
   * Sets the warm throughput of an on-demand stream, and gives it the shards that it takes: more,
   * or fewer. "To release excess capacity, call the API again and set the warm throughput to the
   * same or a lower value": peaks of the past do not count then.
   */
  public void warmUp(int throughputMiBps) {
    synchronized (lock) {
      update(known -> known.withSettings(known.settings().withWarmThroughput(throughputMiBps)));
      scaling.reset();
      int wanted = Math.max(throughputMiBps, KinesisQuotas.ON_DEMAND_SHARDS);
      if (wanted != shards.openCount()) {
        reshardNow(new UniformScaling(wanted));
      }
    }
  }

  /** Gives an on-demand stream more shards, where it has fewer and they can be changed now. */
  void grow(long wanted) {
    synchronized (lock) {
      if (wanted > shards.openCount()) {
        scaleNow(wanted);
      }
    }
  }

  /** Takes shards from an on-demand stream that needs no more than these. */
  void shrink(long wanted) {
    Integer warm = state.settings().warmThroughputMiBps();
    long least = Math.max(KinesisQuotas.ON_DEMAND_SHARDS, warm == null ? 0 : warm);
    synchronized (lock) {
      if (Math.max(wanted, least) < shards.openCount()) {
        scaleNow(Math.max(wanted, least));
      }
    }
  }

  private void scaleNow(long wanted) {
    int most = KinesisRules.onDemandShardLimit(scope);
    int target = (int) Math.min(wanted, Math.max(most, shards.openCount()));
    boolean due = state.settings().isOnDemand() && status().equals(StreamState.ACTIVE);
    if (due && target != shards.openCount()) {
      reshardNow(new UniformScaling(target));
    }
  }

  /** Changes the capacity mode; what is observed counts from now on. */
  public void changeMode(StreamSettings settings) {
    update(DailyChanges.Kind.MODE, known -> known.withSettings(settings));
    scaling.reset();
  }

  /** Makes the first shards, which are as old as the stream. */
  void makeShards(int count) {
    synchronized (lock) {
      Resharding resharding =
          new Resharding(state, shards, shardTable, this::open, state.createdMillis());
      KeySpan.divide(count).forEach(resharding::open);
      keep(resharding.state());
      shards = resharding.shards();
    }
  }

  // ------------------------------------------------------------------------------ expiry

  /**
   * Removes expired records.
   *
   * @param max the most records
   * @return when the oldest remaining one arrived; {@code Long.MAX_VALUE} if none is left
   */
  long expire(int max) {
    long horizonMillis = horizonMillis();
    long oldestMillis = Long.MAX_VALUE;
    int left = max;
    List<Integer> gone = new ArrayList<>();
    for (KinesisShard shard : shards.all()) {
      long before = shard.count();
      oldestMillis = Math.min(oldestMillis, shard.expire(horizonMillis, left));
      left -= (int) Math.max(0, Math.min(left, before - shard.count()));
      ShardState known = shard.state();
      if (!known.isOpen()) {
        if (known.closedMillis() <= horizonMillis) {
          gone.add(known.number());
        } else {
          oldestMillis = Math.min(oldestMillis, known.closedMillis());
        }
      }
    }
    if (!gone.isEmpty()) {
      synchronized (lock) {
        gone.forEach(this::drop);
        shards = shards.without(gone);
      }
    }
    return oldestMillis;
  }

  private void drop(int shard) {
    shardTable.remove((long) shard);
    tables.drop(KinesisTables.RECORDS, KinesisTables.shardOwner(state.identity(), shard));
  }

  /** Deletes everything, because the stream is deleted. */
  void end() {
    ended = true;
    sweep.close();
    scaling.close();
    synchronized (lock) {
      List<KinesisShard> last = List.copyOf(shards.all());
      last.forEach(shard -> shard.close(shard.state().closed(nowMillis())));
      last.forEach(shard -> drop(shard.state().number()));
      tables.drop(KinesisTables.SHARDS, state.identity());
      tables.drop(KinesisTables.PEAKS, state.identity());
      last.forEach(KinesisShard::wakeAll);
    }
    consumers.drop();
  }

  @Override
  public void close() {
    sweep.close();
    scaling.close();
    consumers.close();
  }
}
