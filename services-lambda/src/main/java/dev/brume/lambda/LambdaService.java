package dev.brume.lambda;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Service;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.lambda.api.LambdaApi;

/** AWS Lambda: every operation is known, and none is done yet. */
public final class LambdaService implements Service {
  @Override
  public ServiceSchema schema() {
    return LambdaApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    // None is done: each answers 501 by its name.
  }
}
