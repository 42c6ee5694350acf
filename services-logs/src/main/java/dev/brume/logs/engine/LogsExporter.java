package dev.brume.logs.engine;

import dev.brume.core.scope.Scope;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskOutcome;
import java.util.concurrent.CompletionStage;

/** Does exports. */
@FunctionalInterface
public interface LogsExporter {
  /** Does one; as {@link dev.brume.core.task.TaskHandler#run}. */
  CompletionStage<TaskOutcome> run(Scope scope, Task<LogsExportRun> task);
}
