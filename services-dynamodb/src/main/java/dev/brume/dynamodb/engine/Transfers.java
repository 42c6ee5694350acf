package dev.brume.dynamodb.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.core.task.RetryPolicy;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskSpec;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The exports and imports of a region, kept for 90 days.
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
  private final TaskQueue<TransferTask> queue;

  Transfers(
      Scope scope, Tables store, Surroundings surroundings, TaskHandler<TransferTask> handler) {
    this.scope = scope;
    this.surroundings = surroundings;
    exports = store.table(DynamoDbTables.EXPORTS, DynamoDbTables.REGION);
    imports = store.table(DynamoDbTables.IMPORTS, DynamoDbTables.REGION);
    queue = surroundings.tasks().open(TASKS, store, DynamoDbTables.REGION, handler);
  }

  /** An id for a transfer that begins now. */
  public String newId() {
    long now = surroundings.timeline().nowMillis();
    return "%014d-%s".formatted(now, surroundings.ids().text(SUFFIX_LENGTH, HEXADECIMAL));
  }

  /** Begins an export. */
  public synchronized void add(ExportRecord export) {
    exports.put(export.id(), export);
    begin(TransferTask.Kind.EXPORT, export.id());
  }

  /** Begins an import. */
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

  /** Sets an export that is there. */
  public synchronized void update(ExportRecord export) {
    exports.put(export.id(), export);
  }

  /** Sets an import that is there. */
  public synchronized void update(ImportRecord changed) {
    imports.put(changed.id(), changed);
  }

  /** The export of that id, or null. */
  public synchronized ExportRecord export(String id) {
    ExportRecord export = exports.get(id);
    return export == null || isOld(export.progress()) ? null : export;
  }

  /** The import of that id, or null. */
  public synchronized ImportRecord importOf(String id) {
    ImportRecord found = imports.get(id);
    return found == null || isOld(found.progress()) ? null : found;
  }

  /** All exports, the latest first. */
  public synchronized List<ExportRecord> exports() {
    NavigableMap<String, ExportRecord> all = new TreeMap<>(Comparator.reverseOrder());
    exports.forEach(all::put);
    return all.values().stream().filter(export -> !isOld(export.progress())).toList();
  }

  /** All imports, the latest first. */
  public synchronized List<ImportRecord> imports() {
    NavigableMap<String, ImportRecord> all = new TreeMap<>(Comparator.reverseOrder());
    imports.forEach(all::put);
    return all.values().stream().filter(each -> !isOld(each.progress())).toList();
  }

  private boolean isOld(TransferProgress progress) {
    return progress.startMillis() < surroundings.timeline().nowMillis() - KEPT_MILLIS;
  }

  /** Whether a client's token is still good that was used at a moment. */
  public boolean isTokenOf(TransferProgress progress) {
    return progress.startMillis() >= surroundings.timeline().nowMillis() - TOKEN_MILLIS;
  }

  void close() {
    queue.close();
  }
}
