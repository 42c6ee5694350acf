package dev.brume.lambda.engine;

import dev.brume.core.task.Task;
import dev.brume.core.task.TaskOutcome;
import java.util.concurrent.CompletionStage;

/** Does what durable executions need from outside. */
public interface DurableWork {
  /** Does a call; as {@link dev.brume.core.task.TaskHandler#run}. */
  CompletionStage<TaskOutcome> run(LambdaRegion region, Task<DurableRun> task);

  /** An execution has ended; in a section, with no lock held. */
  void ended(LambdaRegion region, DurableExecutionRecord.Key execution);
}
