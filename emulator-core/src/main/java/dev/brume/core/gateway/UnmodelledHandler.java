package dev.brume.core.gateway;

import dev.brume.core.http.HttpResponse;
import java.util.concurrent.CompletionStage;

/**
 * Answers a request that is for none of the operations of a service's model, such as a browser's
 * preflight. It is not authenticated: the context's caller is anonymous and its operation null.
 */
@FunctionalInterface
public interface UnmodelledHandler {
  /**
   * Answers the request; to refuse it, throws AwsError or returns a stage that fails with it.
   *
   * @param operations runs modelled operations on behalf of the request
   */
  CompletionStage<HttpResponse> handle(RequestContext context, OperationRunner operations);
}
