package dev.brume.core.http;

import java.util.concurrent.CompletionStage;

/**
 * Answers requests; the only interface between the front end and the rest. It is called on the
 * front end's own threads, so it must not block; the response may come at any time on any thread.
 */
@FunctionalInterface
public interface HttpHandler {
  /**
   * Answers one request. A failed stage or an exception is a bug: the front end logs it and sends a
   * bare 500.
   *
   * @param request the request; a {@link RequestBody.Streamed} body without a subscriber is
   *     discarded
   */
  CompletionStage<HttpResponse> handle(HttpRequest request);
}
