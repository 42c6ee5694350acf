package dev.brume.lambda.durable;

import dev.brume.lambda.api.CallbackFailedDetails;
import dev.brume.lambda.api.CallbackStartedDetails;
import dev.brume.lambda.api.CallbackSucceededDetails;
import dev.brume.lambda.api.CallbackTimedOutDetails;
import dev.brume.lambda.api.ChainedInvokeFailedDetails;
import dev.brume.lambda.api.ChainedInvokeStartedDetails;
import dev.brume.lambda.api.ChainedInvokeStoppedDetails;
import dev.brume.lambda.api.ChainedInvokeSucceededDetails;
import dev.brume.lambda.api.ChainedInvokeTimedOutDetails;
import dev.brume.lambda.api.ContextFailedDetails;
import dev.brume.lambda.api.ContextStartedDetails;
import dev.brume.lambda.api.ContextSucceededDetails;
import dev.brume.lambda.api.Event;
import dev.brume.lambda.api.EventError;
import dev.brume.lambda.api.EventInput;
import dev.brume.lambda.api.EventPauseReason;
import dev.brume.lambda.api.EventResult;
import dev.brume.lambda.api.EventResumeReason;
import dev.brume.lambda.api.ExecutionFailedDetails;
import dev.brume.lambda.api.ExecutionPausedDetails;
import dev.brume.lambda.api.ExecutionResumedDetails;
import dev.brume.lambda.api.ExecutionStartedDetails;
import dev.brume.lambda.api.ExecutionStoppedDetails;
import dev.brume.lambda.api.ExecutionSucceededDetails;
import dev.brume.lambda.api.ExecutionTimedOutDetails;
import dev.brume.lambda.api.InvocationCompletedDetails;
import dev.brume.lambda.api.RetryDetails;
import dev.brume.lambda.api.StepFailedDetails;
import dev.brume.lambda.api.StepStartedDetails;
import dev.brume.lambda.api.StepSucceededDetails;
import dev.brume.lambda.api.WaitCancelledDetails;
import dev.brume.lambda.api.WaitStartedDetails;
import dev.brume.lambda.api.WaitSucceededDetails;
import dev.brume.lambda.engine.DurableEventRecord;
import dev.brume.lambda.engine.DurableExecutionRecord.Key;
import java.time.Instant;

/**
 * The events of a durable execution as the API shows them.
 *
 * @param execution whose they are
 * @param data whether inputs, results and errors are shown
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Event.html">Event</a>
 */
record EventShapes(Key execution, boolean data) {
  /** An event with the details of its type. */
  Event event(DurableEventRecord event) {
    Event.Builder shown =
        Event.builder()
            .eventType(event.type())
            .eventId(event.number())
            .eventTimestamp(Instant.ofEpochMilli(event.millis()));
    if (event.label() != null) {
      shown
          .id(event.label().id())
          .name(event.label().name())
          .parentId(event.label().parentId())
          .subType(event.label().subType());
    }
    String type = event.type();
    if (type.startsWith("Execution")) {
      addExecution(shown, event);
    } else if (type.startsWith("Context") || type.startsWith("Step")) {
      addStep(shown, event);
    } else if (type.startsWith("Wait")) {
      addWait(shown, event);
    } else if (type.startsWith("Callback")) {
      addCallback(shown, event);
    } else if (type.startsWith("ChainedInvoke")) {
      addChainedInvoke(shown, event);
    } else {
      shown.invocationCompletedDetails(
          InvocationCompletedDetails.builder()
              .startTimestamp(millis(event, "StartTimestamp"))
              .endTimestamp(Instant.ofEpochMilli(event.millis()))
              .requestId(event.facts().get("RequestId"))
              .error(event.error() == null ? null : error(event))
              .build());
    }
    return shown.build();
  }

  private static Instant millis(DurableEventRecord event, String fact) {
    return Instant.ofEpochMilli(Long.parseLong(event.facts().get(fact)));
  }

  private EventInput input(DurableEventRecord event) {
    return EventInput.builder().payload(data ? event.payload() : null).truncated(!data).build();
  }

  private EventResult result(DurableEventRecord event) {
    return EventResult.builder().payload(data ? event.payload() : null).truncated(!data).build();
  }

  private EventError error(DurableEventRecord event) {
    return EventError.builder()
        .payload(data ? DurableShapes.error(event.error()) : null)
        .truncated(!data)
        .build();
  }

  private void addExecution(Event.Builder shown, DurableEventRecord event) {
    String reason = event.facts().get("Reason");
    switch (event.type()) {
      case "ExecutionStarted" ->
          shown.executionStartedDetails(
              ExecutionStartedDetails.builder()
                  .input(input(event))
                  .executionTimeout(event.number("ExecutionTimeout"))
                  .build());
      case "ExecutionSucceeded" ->
          shown.executionSucceededDetails(
              ExecutionSucceededDetails.builder().result(result(event)).build());
      case "ExecutionTimedOut" ->
          shown.executionTimedOutDetails(
              ExecutionTimedOutDetails.builder().error(error(event)).build());
      case "ExecutionStopped" ->
          shown.executionStoppedDetails(
              ExecutionStoppedDetails.builder().error(error(event)).build());
      case "ExecutionPaused" ->
          shown.executionPausedDetails(
              ExecutionPausedDetails.builder()
                  .pauseRequestTimestamp(millis(event, "PauseRequestTimestamp"))
                  .executionTimeoutPaused(
                      Boolean.valueOf(event.facts().get("ExecutionTimeoutPaused")))
                  .reason(
                      reason == null
                          ? null
                          : EventPauseReason.builder()
                              .payload(data ? reason : null)
                              .truncated(!data)
                              .build())
                  .build());
      case "ExecutionResumed" ->
          shown.executionResumedDetails(
              ExecutionResumedDetails.builder()
                  .resumeRequestTimestamp(millis(event, "ResumeRequestTimestamp"))
                  .reason(
                      reason == null
                          ? null
                          : EventResumeReason.builder()
                              .payload(data ? reason : null)
                              .truncated(!data)
                              .build())
                  .build());
      default ->
          shown.executionFailedDetails(
              ExecutionFailedDetails.builder().error(error(event)).build());
    }
  }

  private void addStep(Event.Builder shown, DurableEventRecord event) {
    switch (event.type()) {
      case "ContextStarted" -> shown.contextStartedDetails(ContextStartedDetails.builder().build());
      case "ContextSucceeded" ->
          shown.contextSucceededDetails(
              ContextSucceededDetails.builder().result(result(event)).build());
      case "ContextFailed" ->
          shown.contextFailedDetails(ContextFailedDetails.builder().error(error(event)).build());
      case "StepStarted" -> shown.stepStartedDetails(StepStartedDetails.builder().build());
      case "StepSucceeded" ->
          shown.stepSucceededDetails(
              StepSucceededDetails.builder()
                  .result(result(event))
                  .retryDetails(retries(event))
                  .build());
      default ->
          shown.stepFailedDetails(
              StepFailedDetails.builder().error(error(event)).retryDetails(retries(event)).build());
    }
  }

  private static RetryDetails retries(DurableEventRecord event) {
    return RetryDetails.builder()
        .currentAttempt(event.number("CurrentAttempt"))
        .nextAttemptDelaySeconds(event.number("NextAttemptDelaySeconds"))
        .build();
  }

  private void addWait(Event.Builder shown, DurableEventRecord event) {
    Integer seconds = event.number("Duration");
    switch (event.type()) {
      case "WaitStarted" ->
          shown.waitStartedDetails(
              WaitStartedDetails.builder()
                  .duration(seconds)
                  .scheduledEndTimestamp(Instant.ofEpochMilli(event.millis() + seconds * 1000L))
                  .build());
      case "WaitSucceeded" ->
          shown.waitSucceededDetails(WaitSucceededDetails.builder().duration(seconds).build());
      default ->
          shown.waitCancelledDetails(
              WaitCancelledDetails.builder()
                  .error(event.error() == null ? null : error(event))
                  .build());
    }
  }

  private void addCallback(Event.Builder shown, DurableEventRecord event) {
    switch (event.type()) {
      case "CallbackStarted" ->
          shown.callbackStartedDetails(
              CallbackStartedDetails.builder()
                  .callbackId(new CallbackId(execution, event.label().id()).text())
                  .timeout(event.number("Timeout"))
                  .heartbeatTimeout(event.number("HeartbeatTimeout"))
                  .build());
      case "CallbackSucceeded" ->
          shown.callbackSucceededDetails(
              CallbackSucceededDetails.builder().result(result(event)).build());
      case "CallbackTimedOut" ->
          shown.callbackTimedOutDetails(
              CallbackTimedOutDetails.builder().error(error(event)).build());
      default ->
          shown.callbackFailedDetails(CallbackFailedDetails.builder().error(error(event)).build());
    }
  }

  private void addChainedInvoke(Event.Builder shown, DurableEventRecord event) {
    switch (event.type()) {
      case "ChainedInvokeStarted" ->
          shown.chainedInvokeStartedDetails(
              ChainedInvokeStartedDetails.builder()
                  .functionName(event.facts().get("FunctionName"))
                  .input(event.payload() == null ? null : input(event))
                  .executedVersion(event.facts().get("ExecutedVersion"))
                  .durableExecutionArn(event.facts().get("DurableExecutionArn"))
                  .build());
      case "ChainedInvokeSucceeded" ->
          shown.chainedInvokeSucceededDetails(
              ChainedInvokeSucceededDetails.builder().result(result(event)).build());
      case "ChainedInvokeTimedOut" ->
          shown.chainedInvokeTimedOutDetails(
              ChainedInvokeTimedOutDetails.builder().error(error(event)).build());
      case "ChainedInvokeStopped" ->
          shown.chainedInvokeStoppedDetails(
              ChainedInvokeStoppedDetails.builder().error(error(event)).build());
      default ->
          shown.chainedInvokeFailedDetails(
              ChainedInvokeFailedDetails.builder().error(error(event)).build());
    }
  }
}
