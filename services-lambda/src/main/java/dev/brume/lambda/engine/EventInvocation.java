package dev.brume.lambda.engine;

import dev.brume.core.schema.Blob;

/**
 * An asynchronous invocation.
 *
 * @param requestId a UUID, the same for every attempt
 * @param function the function's name
 * @param qualifier the requested qualifier; null for none
 * @param payload the event in JSON
 * @param clientContext JSON, or null
 * @param failures the number of failures
 * @param acceptedMillis when it was accepted
 * @param tenant null for none
 */
public record EventInvocation(
    String requestId,
    String function,
    String qualifier,
    Blob payload,
    String clientContext,
    int failures,
    long acceptedMillis,
    String tenant) {
  /** The same after another failure. */
  public EventInvocation failedAgain() {
    return new EventInvocation(
        requestId,
        function,
        qualifier,
        payload,
        clientContext,
        failures + 1,
        acceptedMillis,
        tenant);
  }
}
