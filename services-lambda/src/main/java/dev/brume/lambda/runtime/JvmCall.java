package dev.brume.lambda.runtime;

import dev.brume.core.time.MachineClock;
import dev.brume.lambda.FunctionContext;

/**
 * A call of a function that is an object of this program.
 *
 * @param plan what is called
 * @param invocation the call
 * @param logStream where it logs
 * @param deadlineMillis until when it may take, by the machine's clock
 * @param output what it has logged
 */
record JvmCall(
    RuntimePlan plan,
    Invocation invocation,
    String logStream,
    long deadlineMillis,
    FunctionOutput output)
    implements FunctionContext {
  byte[] event() {
    return invocation.payload();
  }

  @Override
  public String requestId() {
    return invocation.requestId();
  }

  @Override
  public String functionName() {
    return plan.function();
  }

  @Override
  public String functionVersion() {
    return plan.version();
  }

  @Override
  public String invokedFunctionArn() {
    return invocation.functionArn();
  }

  @Override
  public int memoryMegabytes() {
    return plan.settings().memoryMegabytes();
  }

  @Override
  public long remainingMillis() {
    return Math.max(0, deadlineMillis - MachineClock.SYSTEM.millis());
  }

  @Override
  public String logGroup() {
    return plan.settings().logging().group();
  }

  @Override
  public String clientContext() {
    return invocation.clientContext();
  }

  @Override
  public void log(String message) {
    output.add(message.endsWith("\n") ? message : message + "\n");
  }
}
