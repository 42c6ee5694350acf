package dev.brume.dynamodb;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.Service;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.dynamodb.api.DynamoDbApi;

/** Amazon DynamoDB: every operation is known, and none is done yet. */
public final class DynamoDbService implements Service {
  @Override
  public ServiceSchema schema() {
    return DynamoDbApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    // None is done: each answers 501 by its name.
  }

  @Override
  public Dialect dialect() {
    return new DynamoDbDialect();
  }
}
