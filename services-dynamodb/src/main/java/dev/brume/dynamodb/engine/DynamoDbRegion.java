package dev.brume.dynamodb.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.kit.Transition;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.ByteKey;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskOutcome;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskSpec;
import dev.brume.dynamodb.api.DynamoDbErrors;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The tables of an account in a region. */
public final class DynamoDbRegion implements AutoCloseable {
  private final Scope scope;
  private final CapacityRules rules;
  private final long readLagMillis;
  private final Surroundings surroundings;
  private final Tables store;
  private final Table<String, TableRecord> records;
  private final Table<String, DoneTransaction> transactions;
  private final ChangeStreams streams;
  private final ChangeFeed feed;
  private final ReplicaFeed replicas;
  private final ItemCopies copies;
  private final Backups backups;
  private final Transfers transfers;
  private final NavigableMap<String, ItemTable> tables = new ConcurrentSkipListMap<>();

  private static final String GONE = "DELETED";
  private static final Duration BEGINS = Duration.ofSeconds(5);
  private static final Duration CHANGES = Duration.ofSeconds(3);
  private static final Duration ENDS = Duration.ofSeconds(5);

  static final TaskSpec<TableDeletion> DELETIONS =
      TaskSpec.of(DynamoDbTables.SERVICE, "deletions", TableDeletion.class);

  private final TaskQueue<TableDeletion> deletions;

  /** Guards {@link #records} and the set of tables. */
  private final Object directoryLock = new Object();

  private DynamoDbRegion(
      Scope scope,
      Tables store,
      Surroundings surroundings,
      ChangeHandlers handlers,
      CapacityRules rules,
      long readLagMillis,
      ReplicaLocks locks) {
    this.rules = rules;
    this.readLagMillis = readLagMillis;
    this.scope = scope;
    this.surroundings = surroundings;
    this.store = store;
    records = store.table(DynamoDbTables.TABLES, DynamoDbTables.REGION);
    transactions = store.table(DynamoDbTables.TRANSACTIONS, DynamoDbTables.REGION);
    streams = new ChangeStreams(store, surroundings);
    feed = new ChangeFeed(scope, store, surroundings, handlers.deliveries());
    replicas = new ReplicaFeed(scope, store, surroundings, handlers, locks);
    copies = new ItemCopies(store);
    backups = new Backups(store, surroundings, copies);
    deletions = surroundings.tasks().open(DELETIONS, store, DynamoDbTables.REGION, this::deleteDue);
    transfers = new Transfers(scope, store, surroundings, handlers.transfers());
    records.forEach((name, record) -> tables.put(name, open(record, null)));
  }

  private String tableArn(String name) {
    return scope.arn(DynamoDbTables.SERVICE, "table/" + name).toString();
  }

  private ItemTable open(TableRecord record, ItemFill filled) {
    return new ItemTable(
        record,
        store.sorted(DynamoDbTables.ITEMS, record.id()),
        store.sorted(DynamoDbTables.RECOVERY, record.id()),
        new ChangeListeners(streams.of(record), feed, replicas),
        new CapacityMeter(surroundings, rules, tableArn(record.name())),
        new ReadLag(readLagMillis, surroundings.timeline()),
        filled,
        surroundings);
  }

  /**
   * The store's specification for creating it.
   *
   * @param handlers do what changes of items cause elsewhere
   * @param rules what users have set of capacity
   * @param readLagMillis how far eventually consistent reads are behind; 0 for not at all
   */
  public static RootSpec<DynamoDbRegion> spec(
      Surroundings surroundings, ChangeHandlers handlers, CapacityRules rules, long readLagMillis) {
    ReplicaLocks locks = new ReplicaLocks();
    return new RootSpec<>(
            DynamoDbTables.SERVICE,
            true,
            (scope, tables) ->
                new DynamoDbRegion(
                    scope, tables, surroundings, handlers, rules, readLagMillis, locks))
        .withTables(DynamoDbTables.all());
  }

  /** The account and region. */
  public Scope scope() {
    return scope;
  }

  /** The streams of tables. */
  public ChangeStreams streams() {
    return streams;
  }

  /** The backups of tables. */
  public Backups backups() {
    return backups;
  }

  /** How many tables and backups are being filled. */
  public int unfinishedCopies() {
    return copies.underWay();
  }

  /** The exports and imports of tables. */
  public Transfers transfers() {
    return transfers;
  }

  /** The present time. */
  public long nowMillis() {
    return surroundings.timeline().nowMillis();
  }

  /** The server's dependencies. */
  public Surroundings surroundings() {
    return surroundings;
  }

  /**
   * The table, for a read or write of items.
   *
   * @throws dev.brume.core.error.AwsError ResourceNotFoundException
   */
  public ItemTable table(String name) {
    ItemTable table = tables.get(name);
    if (table == null || TableState.isInTheMaking(table.record(), nowMillis())) {
      throw DynamoDbErrors.resourceNotFoundException("Requested resource not found");
    }
    return table;
  }

  /**
   * The table, for an operation on the table itself.
   *
   * @throws dev.brume.core.error.AwsError ResourceNotFoundException
   */
  public ItemTable describedTable(String name) {
    ItemTable table = tables.get(name);
    if (table == null) {
      throw DynamoDbErrors.resourceNotFoundException(
          "Requested resource not found: Table: " + name + " not found");
    }
    return table;
  }

  /** The table with that name, or null. */
  public ItemTable find(String name) {
    return tables.get(name);
  }

  /** The names of the tables after {@code name}, in order. */
  public List<String> namesAfter(String name, int most) {
    return tables.tailMap(name, false).keySet().stream().limit(most).toList();
  }

  /** All tables, by name. */
  public List<ItemTable> all() {
    return List.copyOf(tables.values());
  }

  /**
   * Creates a table.
   *
   * @throws dev.brume.core.error.AwsError ResourceInUseException if the name is taken
   */
  public ItemTable create(TableRecord record) {
    synchronized (directoryLock) {
      checkFree(record.name());
      return add(record, null);
    }
  }

  private void checkFree(String name) {
    if (tables.containsKey(name)) {
      throw DynamoDbErrors.resourceInUseException("Table already exists: " + name);
    }
  }

  private ItemTable add(TableRecord record, ItemFill filled) {
    records.put(record.name(), record);
    ItemTable table = open(record, filled);
    tables.put(record.name(), table);
    return table;
  }

  /**
   * Begins a table with the items of a backup: have them copied, then {@link #create(TableRecord,
   * ItemCopy)} it.
   *
   * @param of where the backup is
   */
  public ItemCopy restore(TableRecord record, Backups of, BackupRecord backup) {
    return begin(record, of.rows(backup));
  }

  /** The same with {@code items}. */
  public ItemCopy restore(TableRecord record, NavigableMap<Blob, StoredItem> items) {
    return begin(
        record,
        items.entrySet().stream()
            .map(item -> Map.entry(ByteKey.of(item.getKey()), item.getValue()))
            .iterator());
  }

  private ItemCopy begin(TableRecord record, Iterator<Map.Entry<ByteKey, StoredItem>> rows) {
    return copies.begin(DynamoDbTables.ITEMS, record.id(), rows, ItemFill.of(record));
  }

  /**
   * Makes a table with the items of {@code copy}, all of which are there.
   *
   * @throws dev.brume.core.error.AwsError ResourceInUseException where there is one of that name
   */
  public ItemTable create(TableRecord record, ItemCopy copy) {
    synchronized (directoryLock) {
      if (tables.containsKey(record.name())) {
        copies.drop(copy);
      }
      checkFree(record.name());
      copies.finish(copy);
      return add(record, copy.fill());
    }
  }

  /**
   * Creates a table with the items of {@code source}, which has the same key.
   *
   * @throws dev.brume.core.error.AwsError ResourceInUseException if the name is taken
   */
  public ItemTable copy(TableRecord record, ItemTable source) {
    ItemCopy copy = begin(record, Backups.rows(source.copy().rows()));
    while (copy.step()) {}
    return create(record, copy);
  }

  /**
   * Deletes a table with its items.
   *
   * @throws dev.brume.core.error.AwsError ResourceNotFoundException
   */
  public ItemTable delete(String name) {
    synchronized (directoryLock) {
      ItemTable table = describedTable(name);
      tables.remove(name);
      records.remove(name);
      if (table.record().settings().recovery().enabled()) {
        backups.keepDeleted(table);
      }
      table.delete(
          () -> {
            store.drop(DynamoDbTables.ITEMS, table.record().id());
            store.drop(DynamoDbTables.RECOVERY, table.record().id());
          });
      return table;
    }
  }

  /**
   * Deletes a table, at once or after as long as AWS takes.
   *
   * @return the table as it is deleted
   * @throws dev.brume.core.error.AwsError ResourceNotFoundException
   */
  public ItemTable deleteInTime(String name) {
    Transition state =
        surroundings.transitions().begin(TableState.DELETING, GONE, nowMillis(), ENDS);
    if (state.isOver(nowMillis())) {
      return delete(name);
    }
    ItemTable table =
        change(
            name, known -> known.withSettings(known.settings().toBuilder().state(state).build()));
    deletions.add(new TableDeletion(name, table.record().id()), state.endMillis());
    return table;
  }

  private CompletionStage<TaskOutcome> deleteDue(Task<TableDeletion> task) {
    synchronized (directoryLock) {
      ItemTable table = tables.get(task.payload().tableName());
      if (table != null && table.record().id().equals(task.payload().tableId())) {
        delete(table.record().name());
      }
    }
    return CompletableFuture.completedFuture(TaskOutcome.DONE);
  }

  /** The state of a new table; null if it is ACTIVE at once. */
  public Transition creating() {
    return passing(TableState.CREATING, BEGINS);
  }

  /** The state of a changed table; null if it is ACTIVE at once. */
  public Transition updating() {
    return passing(TableState.UPDATING, CHANGES);
  }

  private Transition passing(String state, Duration onAws) {
    long now = nowMillis();
    Transition passing = surroundings.transitions().begin(state, TableState.ACTIVE, now, onAws);
    return passing.isOver(now) ? null : passing;
  }

  /**
   * Changes a table's record.
   *
   * @throws dev.brume.core.error.AwsError ResourceNotFoundException, or what {@code change} throws
   */
  public ItemTable change(String name, UnaryOperator<TableRecord> change) {
    return change(name, change, null);
  }

  /** The same with what was filled for the change; null for nothing. */
  public ItemTable change(String name, UnaryOperator<TableRecord> change, ItemFill filled) {
    synchronized (directoryLock) {
      ItemTable table = describedTable(name);
      TableRecord changed = change.apply(table.record());
      records.put(name, changed);
      table.adopt(changed, streams.of(changed), filled);
      return table;
    }
  }

  /**
   * Performs a transaction at most once within ten minutes.
   *
   * @param token the client's token; null for none
   * @param digest of the request's parameters
   * @param transaction the transaction
   * @return null if it had been performed before
   * @throws dev.brume.core.error.AwsError IdempotentParameterMismatchException if the token was
   *     used with other parameters, or what {@code transaction} throws
   */
  public <T> T once(String token, String digest, Supplier<T> transaction) {
    if (token == null) {
      return transaction.get();
    }
    synchronized (transactions) {
      long now = nowMillis();
      DoneTransaction.forgetOld(transactions, now);
      DoneTransaction done = transactions.get(token);
      if (done == null) {
        T result = transaction.get();
        transactions.put(token, new DoneTransaction(digest, now));
        return result;
      }
      if (!done.digest().equals(digest)) {
        throw DynamoDbErrors.idempotentParameterMismatchException(
            "The request parameters do not match those of an earlier request with the same"
                + " ClientRequestToken");
      }
      return null;
    }
  }

  @Override
  public void close() {
    tables.values().forEach(ItemTable::close);
    streams.close();
    feed.close();
    replicas.close();
    transfers.close();
    deletions.close();
  }
}
