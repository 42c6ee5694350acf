package dev.brume.core.gateway;

import dev.brume.core.schema.Struct;
import java.util.concurrent.CompletionStage;

/**
 * Implements an operation that may wait or that receives a streaming body. A stage that fails with
 * AwsError (bare or wrapped in CompletionException) refuses the request.
 */
@FunctionalInterface
public interface AsyncHandler<I extends Struct, O extends Struct> {
  CompletionStage<O> handle(RequestContext context, I input);
}
