package dev.brume.core.gateway;

import dev.brume.core.http.HttpResponse;
import java.util.concurrent.CompletionStage;

/**
 * Answers a request that is for none of the operations of a service's model, such as a browser's
 * preflight. It is not authenticated: the caller of the context is nobody, its operation null.
 */
@FunctionalInterface
public interface UnmodelledHandler {
  /**
   * Answers; throws AwsError, or gives a stage that fails with it, to refuse.
   *
   * @param operations does operations of the model on behalf of the request
   */
  CompletionStage<HttpResponse> handle(RequestContext context, OperationRunner operations);
}
