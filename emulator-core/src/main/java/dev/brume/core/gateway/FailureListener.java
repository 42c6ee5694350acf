package dev.brume.core.gateway;

import dev.brume.core.http.HttpRequest;

/**
 * Is called for every bug: every exception that is not an {@link dev.brume.core.error.AwsError}.
 * Tests fail with it.
 */
@FunctionalInterface
public interface FailureListener {
  /** Nobody listens; the failure is in the log in any case. */
  FailureListener NONE = (requestId, request, failure) -> {};

  /** A request was answered with InternalFailure. */
  void failed(String requestId, HttpRequest request, Throwable failure);
}
