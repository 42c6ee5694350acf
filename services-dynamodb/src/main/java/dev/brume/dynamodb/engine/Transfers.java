package dev.brume.dynamodb.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.core.task.RetryPolicy;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskSpec;
import dev.brume.dynamodb.api.DynamoDbErrors;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The exports, imports and bulk puts of a region, kept for 90 days.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListExports.html">ListExports</a>:
 *     "completed exports within the past 90 days"
 */
public final class Transfers {
  /** "A client token is valid for 8 hours." */
  private static final long TOKEN_MILLIS = 8 * 3_600_000L;

  private static final long KEPT_MILLIS = 90 * 86_400_000L;

  /** AWS takes some minutes for the smallest of tables. */
  private static final Duration ON_AWS = Duration.ofMinutes(5);

  /** Imports may be 50 at a time. AWS's number for bulk puts is not known. */
  private static final int MAX_BULK_PUTS = 50;

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int SUFFIX_LENGTH = 8;
  private static final String HEXADECIMAL = "0123456789abcdef";

  static final TaskSpec<TransferTask> TASKS =
      TaskSpec.of(DynamoDbTables.SERVICE, "transfers", TransferTask.class)
          .retriedBy(RetryPolicy.forever(RETRY));

  private final Scope scope;
  private final Surroundings surroundings;
  private final Table<String, ExportRecord> exports;
  private final Table<String, ImportRecord> imports;
  private final Table<String, BulkPutRecord> bulkPuts;
  private final TaskQueue<TransferTask> queue;

  Transfers(
      Scope scope, Tables store, Surroundings surroundings, TaskHandler<TransferTask> handler) {
    this.scope = scope;
    this.surroundings = surroundings;
    exports = store.table(DynamoDbTables.EXPORTS, DynamoDbTables.REGION);
    imports = store.table(DynamoDbTables.IMPORTS, DynamoDbTables.REGION);
    bulkPuts = store.table(DynamoDbTables.BULK_PUTS, DynamoDbTables.REGION);
    queue = surroundings.tasks().open(TASKS, store, DynamoDbTables.REGION, handler);
  }

  /** An id for a new transfer. */
  public String newId() {
    long now = surroundings.timeline().nowMillis();
    return "%014d-%s".formatted(now, surroundings.ids().text(SUFFIX_LENGTH, HEXADECIMAL));
  }

  /** Starts an export. */
  public synchronized void add(ExportRecord export) {
    exports.put(export.id(), export);
    begin(TransferTask.Kind.EXPORT, export.id());
  }

  /** Starts an import. */
  public synchronized void add(ImportRecord started) {
    imports.put(started.id(), started);
    begin(TransferTask.Kind.IMPORT, started.id());
  }

  private void begin(TransferTask.Kind kind, String id) {
    long now = surroundings.timeline().nowMillis();
    long due =
        surroundings
            .transitions()
            .begin(TransferProgress.IN_PROGRESS, TransferProgress.COMPLETED, now, ON_AWS)
            .endMillis();
    queue.add(new TransferTask(scope.account(), scope.region(), kind, id), due);
  }

  /** Updates an existing export. */
  public synchronized void update(ExportRecord export) {
    exports.put(export.id(), export);
  }

  /** Updates an existing import. */
  public synchronized void update(ImportRecord changed) {
    imports.put(changed.id(), changed);
  }

  /** The export with that id, or null. */
  public synchronized ExportRecord export(String id) {
    ExportRecord export = exports.get(id);
    return export == null || isOld(export.progress()) ? null : export;
  }

  /** The import with that id, or null. */
  public synchronized ImportRecord importOf(String id) {
    ImportRecord found = imports.get(id);
    return found == null || isOld(found.progress()) ? null : found;
  }

  /** All exports, latest first. */
  public synchronized List<ExportRecord> exports() {
    NavigableMap<String, ExportRecord> all = new TreeMap<>(Comparator.reverseOrder());
    exports.forEach(all::put);
    return all.values().stream().filter(export -> !isOld(export.progress())).toList();
  }

  /** All imports, latest first. */
  public synchronized List<ImportRecord> imports() {
    NavigableMap<String, ImportRecord> all = new TreeMap<>(Comparator.reverseOrder());
    imports.forEach(all::put);
    return all.values().stream().filter(each -> !isOld(each.progress())).toList();
  }

  // ---------------------------------------------------------------------------- bulk puts

  /**
   * Begins a bulk put, or finds the one that was begun by the same request.
   *
   * @throws dev.brume.core.error.AwsError IdempotentParameterMismatchException,
   *     ResourceInUseException or LimitExceededException; their words are not known
   */
  public synchronized BulkPutRecord begin(BulkPutRecord wanted) {
    int running = 0;
    for (BulkPutRecord each : bulkPuts()) {
      if (wanted.clientToken() != null
          && wanted.clientToken().equals(each.clientToken())
          && isGoodToken(each.progress().startMillis())) {
        if (!wanted.digest().equals(each.digest())) {
          throw DynamoDbErrors.idempotentParameterMismatchException(
              "The client token was used with other parameters: " + wanted.clientToken());
        }
        return each;
      }
      running += each.progress().isOver() ? 0 : 1;
    }
    if (isPutInBulk(wanted.tableName())) {
      throw DynamoDbErrors.resourceInUseException(
          "A bulk operation is in progress on the table: " + wanted.tableName());
    }
    if (running >= MAX_BULK_PUTS) {
      throw DynamoDbErrors.limitExceededException(
          "There is a limit of " + MAX_BULK_PUTS + " concurrent bulk operations");
    }
    bulkPuts.put(wanted.id(), wanted);
    begin(TransferTask.Kind.BULK_PUT, wanted.id());
    return wanted;
  }

  /** Whether a bulk put is in progress on the table. */
  public synchronized boolean isPutInBulk(String tableName) {
    return bulkPuts().stream()
        .anyMatch(each -> each.tableName().equals(tableName) && !each.progress().isOver());
  }

  /** The bulk put of that id, or null. */
  public synchronized BulkPutRecord bulkPut(String id) {
    BulkPutRecord found = bulkPuts.get(id);
    return found == null || isOld(found.progress().startMillis()) ? null : found;
  }

  /** All bulk puts, the latest first. */
  public synchronized List<BulkPutRecord> bulkPuts() {
    NavigableMap<String, BulkPutRecord> all = new TreeMap<>(Comparator.reverseOrder());
    bulkPuts.forEach(all::put);
    return all.values().stream().filter(each -> !isOld(each.progress().startMillis())).toList();
  }

  /** Changes how far a bulk put is, unless it has ended; gives it as it is then. */
  public synchronized BulkPutRecord progress(String id, UnaryOperator<BulkPutProgress> change) {
    BulkPutRecord known = bulkPuts.get(id);
    if (known == null || known.progress().isOver()) {
      return known;
    }
    BulkPutRecord changed = known.with(change.apply(known.progress()));
    bulkPuts.put(id, changed);
    return changed;
  }

  /** Asks a bulk put that is in progress to stop. */
  public synchronized BulkPutRecord cancel(String id) {
    BulkPutRecord changed = progress(id, BulkPutProgress::cancelling);
    if (!changed.progress().isOver()) {
      queue.add(
          new TransferTask(scope.account(), scope.region(), TransferTask.Kind.BULK_PUT, id),
          surroundings.timeline().nowMillis());
    }
    return changed;
  }

  private boolean isOld(TransferProgress progress) {
    return isOld(progress.startMillis());
  }

  private boolean isOld(long startMillis) {
    return startMillis < surroundings.timeline().nowMillis() - KEPT_MILLIS;
  }

  private boolean isGoodToken(long startMillis) {
    return startMillis >= surroundings.timeline().nowMillis() - TOKEN_MILLIS;
  }

  /** Whether a client's token used at that time is still valid. */
  public boolean isTokenOf(TransferProgress progress) {
    return isGoodToken(progress.startMillis());
  }

  void close() {
    queue.close();
  }
}
