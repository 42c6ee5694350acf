package dev.brume.lambda.engine;

import dev.brume.core.task.Task;
import dev.brume.core.task.TaskOutcome;
import java.util.concurrent.CompletionStage;

/** Executes asynchronous invocations. */
@FunctionalInterface
public interface EventInvoker {
  /** Attempts an invocation; as {@link dev.brume.core.task.TaskHandler#run}. */
  CompletionStage<TaskOutcome> run(LambdaRegion region, Task<EventInvocation> task);
}
