package dev.brume.lambda.durable;

import dev.brume.lambda.api.CallbackDetails;
import dev.brume.lambda.api.ChainedInvokeDetails;
import dev.brume.lambda.api.ContextDetails;
import dev.brume.lambda.api.ErrorObject;
import dev.brume.lambda.api.ExecutionDetails;
import dev.brume.lambda.api.LambdaOperation;
import dev.brume.lambda.api.StepDetails;
import dev.brume.lambda.api.WaitDetails;
import dev.brume.lambda.engine.DurableError;
import dev.brume.lambda.engine.DurableExecutionRecord.Key;
import dev.brume.lambda.engine.DurableLabel;
import dev.brume.lambda.engine.DurableOperationRecord;
import java.time.Instant;

/** The parts of durable executions as the API shows them. */
final class DurableShapes {
  private DurableShapes() {}

  static ErrorObject error(DurableError error) {
    return error == null
        ? null
        : ErrorObject.builder()
            .errorMessage(error.message())
            .errorType(error.type())
            .errorData(error.data())
            .stackTrace(error.stackTrace())
            .build();
  }

  static DurableError error(ErrorObject error) {
    return error == null
        ? null
        : new DurableError(
            error.errorMessage(), error.errorType(), error.errorData(), error.stackTrace());
  }

  static Instant instant(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /** An operation as it is now. */
  static LambdaOperation operation(Key execution, DurableOperationRecord operation) {
    DurableLabel label = operation.label();
    LambdaOperation.Builder shown =
        LambdaOperation.builder()
            .id(label.id())
            .parentId(label.parentId())
            .name(label.name())
            .type(label.type())
            .subType(label.subType())
            .startTimestamp(instant(operation.startedMillis()))
            .endTimestamp(instant(operation.endedMillis()))
            .status(operation.status());
    ErrorObject error = error(operation.error());
    switch (label.type()) {
      case "EXECUTION" ->
          shown.executionDetails(
              ExecutionDetails.builder().inputPayload(operation.input()).build());
      case "CONTEXT" ->
          shown.contextDetails(
              ContextDetails.builder()
                  .replayChildren(operation.replayChildren())
                  .result(operation.result())
                  .error(error)
                  .build());
      case "STEP" ->
          shown.stepDetails(
              StepDetails.builder()
                  .attempt(operation.attempt())
                  .nextAttemptTimestamp(instant(operation.dueMillis()))
                  .result(operation.result())
                  .error(error)
                  .build());
      case "WAIT" ->
          shown.waitDetails(
              WaitDetails.builder().scheduledEndTimestamp(instant(operation.dueMillis())).build());
      case "CALLBACK" ->
          shown.callbackDetails(
              CallbackDetails.builder()
                  .callbackId(new CallbackId(execution, label.id()).text())
                  .result(operation.result())
                  .error(error)
                  .build());
      default ->
          shown.chainedInvokeDetails(
              ChainedInvokeDetails.builder().result(operation.result()).error(error).build());
    }
    return shown.build();
  }
}
