package dev.brume.lambda.engine;

import dev.brume.core.schema.Blob;

/**
 * A call whose answer nobody waits for.
 *
 * @param requestId a UUID, the same for every try
 * @param function the function's name
 * @param qualifier by which it was called; null for none
 * @param payload the event in JSON
 * @param clientContext JSON, or null
 * @param failures how often the function has failed at it
 * @param acceptedMillis when the call came
 */
public record EventInvocation(
    String requestId,
    String function,
    String qualifier,
    Blob payload,
    String clientContext,
    int failures,
    long acceptedMillis) {
  /** The same after one more failure. */
  public EventInvocation failedAgain() {
    return new EventInvocation(
        requestId, function, qualifier, payload, clientContext, failures + 1, acceptedMillis);
  }
}
