package dev.brume.lambda.engine;

import dev.brume.core.task.Task;
import dev.brume.core.task.TaskOutcome;
import java.util.concurrent.CompletionStage;

/** Does the calls whose answers nobody waits for. */
@FunctionalInterface
public interface EventInvoker {
  /** Tries a call; as {@link dev.brume.core.task.TaskHandler#run}. */
  CompletionStage<TaskOutcome> run(LambdaRegion region, Task<EventInvocation> task);
}
