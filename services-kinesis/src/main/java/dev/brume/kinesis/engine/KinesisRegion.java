package dev.brume.kinesis.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.kinesis.api.KinesisErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The streams of an account in a region. Looking a stream up takes no lock; creating and deleting
 * streams takes the directory's lock, under which a stream's lock may be taken.
 */
public final class KinesisRegion implements AutoCloseable {
  private static final String HEXADECIMAL = "0123456789abcdef";
  private static final int IDENTITY_LENGTH = 16;

  private final Object directoryLock = new Object();
  private final Scope scope;
  private final Tables tables;
  private final Surroundings surroundings;
  private final KinesisRules rules;
  private final Table<String, StreamState> streamTable;
  private final Table<String, AccountSettings> account;
  private final NavigableMap<String, KinesisStream> streams = new ConcurrentSkipListMap<>();
  private final StreamQueues queues;
  private final StreamChannels channels;

  private KinesisRegion(Scope scope, Tables tables, Surroundings surroundings, KinesisRules rules) {
    this.scope = scope;
    this.tables = tables;
    this.surroundings = surroundings;
    this.rules = rules;
    streamTable = tables.table(KinesisTables.STREAMS, KinesisTables.REGION);
    account = tables.table(KinesisTables.ACCOUNT, KinesisTables.REGION);
    List<StreamState> known = new ArrayList<>();
    streamTable.forEach((name, state) -> known.add(state));
    known.forEach(this::reopen);
    queues = new StreamQueues(this, tables, surroundings);
    channels = new StreamChannels(this, tables, surroundings);
  }

  /** The queues on the region's streams. */
  public StreamQueues queues() {
    return queues;
  }

  /** The channels from the region's streams to buckets. */
  public StreamChannels channels() {
    return channels;
  }

  /** How the store creates regions. */
  public static RootSpec<KinesisRegion> spec(Surroundings surroundings, KinesisRules rules) {
    return new RootSpec<>(
            KinesisTables.SERVICE,
            true,
            (scope, tables) -> new KinesisRegion(scope, tables, surroundings, rules))
        .withTables(KinesisTables.ALL);
  }

  private void reopen(StreamState state) {
    KinesisStream stream = open(state);
    streams.put(state.name(), stream);
    if (state.status().to().equals(StreamState.DELETED)) {
      endAt(stream, state.status().endMillis());
    }
  }

  private KinesisStream open(StreamState state) {
    return new KinesisStream(this, state, tables, surroundings, rules);
  }

  public Scope scope() {
    return scope;
  }

  public KinesisRules rules() {
    return rules;
  }

  /** The table of streams; a caller that changes it locks it, and nothing else meanwhile. */
  Table<String, StreamState> streamTable() {
    return streamTable;
  }

  // ------------------------------------------------------------------------------ looking

  /** The stream, or null. */
  public KinesisStream find(String name) {
    KinesisStream stream = streams.get(name);
    return stream == null || stream.isGone() ? null : stream;
  }

  /** The streams whose names come after {@code name}, by name. */
  public Stream<KinesisStream> listAfter(String name) {
    return streams.tailMap(name, false).values().stream().filter(stream -> !stream.isGone());
  }

  /** The number of open shards of all streams. */
  public int openShardCount() {
    return listAfter("").mapToInt(KinesisStream::openShardCount).sum();
  }

  /** The number of on-demand streams. */
  public int onDemandStreamCount() {
    return (int) listAfter("").filter(each -> each.state().settings().isOnDemand()).count();
  }

  // ------------------------------------------------------------------------------ changing

  /**
   * Creates a stream.
   *
   * @param shardCount the initial number of shards
   * @throws AwsError ResourceInUseException or LimitExceededException
   * @see <a
   *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">CreateStream</a>
   */
  public KinesisStream create(
      String name, StreamSettings settings, int shardCount, Map<String, String> tags) {
    synchronized (directoryLock) {
      KinesisStream known = streams.get(name);
      if (known != null && known.isGone()) {
        end(known);
      } else if (known != null) {
        throw StreamRefusals.streamExists(name, scope.account());
      }
      requireRoom(settings, shardCount);
      StreamState state =
          new StreamState(
              name,
              surroundings.ids().text(IDENTITY_LENGTH, HEXADECIMAL),
              surroundings.timeline().nowMillis(),
              rules.begin(surroundings, StreamState.CREATING, StreamState.ACTIVE),
              settings,
              RetentionSettings.DEFAULT,
              0,
              DailyChanges.NONE,
              Map.copyOf(tags),
              null);
      KinesisStream stream = open(state);
      stream.makeShards(shardCount);
      streams.put(name, stream);
      return stream;
    }
  }

  private void requireRoom(StreamSettings settings, int shardCount) {
    requireShards(shardCount);
    if (settings.isOnDemand()) {
      requireOnDemandStream();
    }
    long creating =
        listAfter("").filter(each -> each.status().equals(StreamState.CREATING)).count();
    if (creating >= KinesisQuotas.CREATING_STREAMS) {
      throw KinesisErrors.limitExceededException(
          "Limit for streams being created concurrently exceeded: "
              + KinesisQuotas.CREATING_STREAMS
              + " streams of account "
              + scope.account()
              + " are in state CREATING.");
    }
  }

  /**
   * Refuses to exceed the account's shard limit.
   *
   * @throws AwsError LimitExceededException
   */
  void requireShards(int more) {
    int limit = rules.shardLimit(scope);
    int known = openShardCount();
    if ((long) known + more > limit) {
      throw StreamRefusals.tooManyShards(scope.account(), scope.region(), known, limit, more);
    }
  }

  /**
   * Refuses to exceed the account's limit of on-demand streams.
   *
   * @throws AwsError LimitExceededException
   */
  private void requireOnDemandStream() {
    int known = onDemandStreamCount();
    if (known >= rules.onDemandStreamLimit()) {
      throw KinesisErrors.limitExceededException(
          "This request would exceed the limit on the number of On-Demand streams for the account "
              + scope.account()
              + " in "
              + scope.region()
              + ". Current On-Demand streams count: "
              + known
              + ". Limit: "
              + rules.onDemandStreamLimit()
              + ".");
    }
  }

  /**
   * Deletes a stream with all its contents, its consumers as well.
   *
   * @throws AwsError ResourceInUseException, also if it has queues or channels
   */
  public void delete(KinesisStream stream) {
    withoutAttachments(
        stream,
        "be deleted",
        () -> {
          synchronized (directoryLock) {
            endAt(stream, stream.beginToDelete());
          }
        });
  }

  /**
   * Changes the capacity mode of a stream.
   *
   * @throws AwsError ResourceInUseException, LimitExceededException
   */
  public void changeMode(KinesisStream stream, StreamSettings wanted) {
    if (wanted.isOnDemand()) {
      requireOnDemandStream();
      stream.changeMode(wanted);
    } else {
      withoutAttachments(stream, "change its capacity mode", () -> stream.changeMode(wanted));
    }
  }

  /**
   * Changes a stream that has no queues and channels, and gets none meanwhile. "You must delete
   * every queue on a data stream before"; "a stream cannot be deleted while it has active
   * channels".
   */
  private void withoutAttachments(KinesisStream stream, String deed, Runnable change) {
    queues.whileUnchanged(
        () ->
            channels.whileUnchanged(
                () -> {
                  requireNone("queues", queues.countOf(stream), stream, deed);
                  requireNone("channels", channels.countOf(stream), stream, deed);
                  change.run();
                }));
  }

  private static void requireNone(String what, int count, KinesisStream stream, String deed) {
    if (count > 0) {
      throw KinesisErrors.resourceInUseException(
          "Stream "
              + stream.name()
              + " under account "
              + stream.account()
              + " has "
              + what
              + " and can not "
              + deed
              + ": "
              + count
              + ".");
    }
  }

  private void endAt(KinesisStream stream, long millis) {
    if (millis <= surroundings.timeline().nowMillis()) {
      end(stream);
    } else {
      surroundings.timeline().schedule(stream, millis, () -> endLater(stream));
    }
  }

  private void endLater(KinesisStream stream) {
    synchronized (directoryLock) {
      end(stream);
    }
  }

  private void end(KinesisStream stream) {
    surroundings.timeline().cancel(stream);
    if (streams.remove(stream.name(), stream)) {
      stream.end();
      synchronized (streamTable) {
        streamTable.remove(stream.name());
      }
    }
  }

  // ------------------------------------------------------------------------------ account

  /** The account's settings. */
  public AccountSettings accountSettings() {
    synchronized (account) {
      AccountSettings known = account.get(KinesisTables.ACCOUNT_KEY);
      return known == null ? AccountSettings.NONE : known;
    }
  }

  /** Starts or ends the minimum throughput billing commitment. */
  public AccountSettings commit(boolean enabled) {
    long nowMillis = surroundings.timeline().nowMillis();
    synchronized (account) {
      AccountSettings known = accountSettings();
      AccountSettings changed = enabled ? known.enabled(nowMillis) : known.disabled(nowMillis);
      account.put(KinesisTables.ACCOUNT_KEY, changed);
      return changed;
    }
  }

  /** The number of consumers and queues that a stream can have. */
  public int consumerLimit(KinesisStream stream) {
    return stream.state().settings().isOnDemand() && isCommitted()
        ? KinesisQuotas.CONSUMERS_OF_ADVANTAGE
        : KinesisQuotas.CONSUMERS;
  }

  /** Whether the account has a commitment now. */
  public boolean isCommitted() {
    return accountSettings().isCommitted(surroundings.timeline().nowMillis());
  }

  /**
   * Ends every subscription and every pending receive of queued records, as if their time were
   * over.
   */
  public void endWaits() {
    queues.endReceives();
    streams.values().forEach(stream -> stream.consumers().close());
  }

  @Override
  public void close() {
    queues.close();
    channels.close();
    for (KinesisStream stream : streams.values()) {
      surroundings.timeline().cancel(stream);
      stream.close();
    }
  }
}
