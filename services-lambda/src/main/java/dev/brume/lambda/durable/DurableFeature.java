package dev.brume.lambda.durable;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.id.Ids;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.api.LambdaApi;

/** The operations of durable functions. */
public final class DurableFeature implements OperationGroup {
  private final CheckpointOperations checkpoints;
  private final DurableExecutionOperations executions;
  private final DurableHistoryOperation history;
  private final DurableCallbackOperations callbacks;

  /**
   * @param finder finds functions
   * @param ids makes tokens
   */
  public DurableFeature(FunctionFinder finder, Ids ids) {
    checkpoints = new CheckpointOperations(finder, ids);
    executions = new DurableExecutionOperations(finder);
    history = new DurableHistoryOperation(finder);
    callbacks = new DurableCallbackOperations(finder);
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.CHECKPOINT_DURABLE_EXECUTION, checkpoints::checkpointDurableExecution);
    binder.on(LambdaApi.DELETE_DURABLE_EXECUTION, executions::deleteDurableExecution);
    binder.on(LambdaApi.GET_DURABLE_EXECUTION, executions::getDurableExecution);
    binder.on(LambdaApi.GET_DURABLE_EXECUTION_HISTORY, history::getDurableExecutionHistory);
    binder.on(LambdaApi.GET_DURABLE_EXECUTION_STATE, checkpoints::getDurableExecutionState);
    binder.on(
        LambdaApi.LIST_DURABLE_EXECUTIONS_BY_FUNCTION, executions::listDurableExecutionsByFunction);
    binder.on(LambdaApi.PAUSE_DURABLE_EXECUTION, executions::pauseDurableExecution);
    binder.on(LambdaApi.RESUME_DURABLE_EXECUTION, executions::resumeDurableExecution);
    binder.on(
        LambdaApi.SEND_DURABLE_EXECUTION_CALLBACK_FAILURE,
        callbacks::sendDurableExecutionCallbackFailure);
    binder.on(
        LambdaApi.SEND_DURABLE_EXECUTION_CALLBACK_HEARTBEAT,
        callbacks::sendDurableExecutionCallbackHeartbeat);
    binder.on(
        LambdaApi.SEND_DURABLE_EXECUTION_CALLBACK_SUCCESS,
        callbacks::sendDurableExecutionCallbackSuccess);
    binder.on(LambdaApi.STOP_DURABLE_EXECUTION, executions::stopDurableExecution);
  }
}
