package dev.brume.logs.engine;

import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.core.task.TaskQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The export tasks of a region. Used inside of {@link LogsRegion#call}. */
public final class LogsExports implements AutoCloseable {
  private final Table<String, LogsExportRecord> tasks;
  private final TaskQueue<LogsExportRun> runs;

  LogsExports(Tables tables, TaskQueue<LogsExportRun> runs) {
    tasks = tables.table(LogsTables.EXPORTS, "");
    this.runs = runs;
  }

  /** The task, or null. */
  public LogsExportRecord find(String id) {
    return tasks.get(id);
  }

  /** All tasks, the latest first. */
  public List<LogsExportRecord> all() {
    List<LogsExportRecord> all = new ArrayList<>();
    tasks.forEach((id, task) -> all.add(task));
    all.sort(
        Comparator.comparingLong(LogsExportRecord::createdMillis)
            .reversed()
            .thenComparing(LogsExportRecord::id));
    return all;
  }

  /** Adds a task, which is done soon. */
  public void add(LogsExportRecord task) {
    tasks.put(task.id(), task);
    runs.add(new LogsExportRun(task.id()));
    List<LogsExportRecord> all = all();
    if (all.size() > LogsQuotas.EXPORTS) {
      tasks.remove(all.getLast().id());
    }
  }

  /** Changes a task. */
  public void put(LogsExportRecord task) {
    tasks.put(task.id(), task);
  }

  @Override
  public void close() {
    runs.close();
  }
}
